package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What every worker did when: a bar an attempt, gaps where it was idle.
 *
 * @param drawing empty if nothing was trained here, or in too many attempts to tell bars apart
 * @param workers how busy each of them was
 */
public record TimelineView(Optional<Drawing> drawing, Grid workers) {
  private static final int MOST = 2_000;

  /** More bars than that get no tips, which would make the page large. */
  private static final int MOST_TOLD = 200;

  private static final double WIDTH = 760;
  private static final double LEFT = 76;
  private static final double RIGHT = 12;
  private static final double TOP = 8;
  private static final double ROW = 26;

  private record Span(Instant from, Instant to) {
    double seconds() {
      return Duration.between(from, to).toMillis() / 1000.0;
    }
  }

  static TimelineView of(SweepFacts facts) {
    List<AttemptRecord> attempts =
        facts.runs().stream()
            .flatMap(run -> run.attempts().stream())
            .filter(attempt -> attempt.endedAt().isPresent())
            .sorted(Comparator.comparing(AttemptRecord::startedAt))
            .toList();
    if (attempts.isEmpty()) {
      return new TimelineView(
          Optional.empty(), table(Map.of(), new Span(Instant.EPOCH, Instant.EPOCH)));
    }
    TreeMap<Integer, List<AttemptRecord>> byWorker =
        attempts.stream()
            .collect(
                Collectors.groupingBy(AttemptRecord::worker, TreeMap::new, Collectors.toList()));
    Span all =
        new Span(
            attempts.get(0).startedAt(),
            attempts.stream()
                .flatMap(a -> a.endedAt().stream())
                .max(Instant::compareTo)
                .orElseThrow());
    Optional<Drawing> drawing =
        attempts.size() > MOST || all.seconds() <= 0
            ? Optional.empty()
            : Optional.of(draw(byWorker, all, facts));
    return new TimelineView(drawing, table(byWorker, all));
  }

  private static Grid table(Map<Integer, List<AttemptRecord>> byWorker, Span all) {
    return new Grid(
        "How busy the workers were, between the first start and the last end",
        List.of(
            Grid.Column.text("worker"),
            Grid.Column.number("attempts"),
            Grid.Column.number("busy"),
            Grid.Column.number("share")),
        byWorker.entrySet().stream()
            .map(
                worker ->
                    List.of(
                        Grid.Cell.of("worker " + worker.getKey()),
                        Grid.Cell.of(Integer.toString(worker.getValue().size())),
                        Grid.Cell.of(Figures.duration(busy(worker.getValue()))),
                        Grid.Cell.of(percent(busy(worker.getValue()), all.seconds()))))
            .toList());
  }

  private static double busy(List<AttemptRecord> attempts) {
    return attempts.stream()
        .mapToDouble(a -> new Span(a.startedAt(), a.endedAt().orElseThrow()).seconds())
        .sum();
  }

  private static String percent(double part, double whole) {
    return whole <= 0 ? "–" : Figures.plain(100 * part / whole, 0) + " %";
  }

  private static Drawing draw(
      TreeMap<Integer, List<AttemptRecord>> byWorker, Span all, SweepFacts facts) {
    double busy = byWorker.values().stream().mapToDouble(TimelineView::busy).sum();
    String finding =
        "%s trained for %s, %s of the time."
            .formatted(
                Figures.count(byWorker.size(), "worker"),
                Figures.duration(all.seconds()),
                percent(busy, all.seconds() * byWorker.size()));
    double height = TOP + ROW * byWorker.size() + 34;
    Svg svg = new Svg(WIDTH, height, "timeline", "What every worker did when", finding);
    Axis x = new Axis(0, all.seconds() / 60, false, LEFT, WIDTH - RIGHT);
    Map<String, String> titles = titles(facts, byWorker);
    double y = TOP;
    for (Map.Entry<Integer, List<AttemptRecord>> worker : byWorker.entrySet()) {
      svg.text(LEFT - 8, y + 14, "small end", "worker " + worker.getKey());
      for (AttemptRecord attempt : worker.getValue()) {
        double from = x.at(minutes(all.from(), attempt.startedAt()));
        double to = x.at(minutes(all.from(), attempt.endedAt().orElseThrow()));
        String tip = titles.isEmpty() ? "" : tip(attempt, titles);
        svg.bar(from, y + 2, Math.max(1, to - from - 1), ROW - 8, style(attempt), tip);
      }
      y += ROW;
    }
    drawAxis(svg, x, y);
    return new Drawing(svg.finish(), "", finding);
  }

  /** How runs are called; empty where there are too many to tell of each. */
  private static Map<String, String> titles(
      SweepFacts facts, Map<Integer, List<AttemptRecord>> byWorker) {
    if (byWorker.values().stream().mapToInt(List::size).sum() > MOST_TOLD) {
      return Map.of();
    }
    return facts.runs().stream()
        .collect(
            Collectors.toMap(
                run -> run.run().runId(),
                run -> facts.sweep().label(run.run()) + ", seed " + run.run().seed()));
  }

  private static void drawAxis(Svg svg, Axis x, double y) {
    svg.line(LEFT, y, WIDTH - RIGHT, y, "axis");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), y, x.at(tick), y + 4, "axis");
      svg.text(x.at(tick), y + 17, "small mid", x.label(tick, 1));
    }
    svg.text((LEFT + WIDTH - RIGHT) / 2, y + 31, "small mid", "minutes since the first start");
  }

  private static String tip(AttemptRecord attempt, Map<String, String> titles) {
    return "%s, attempt %s: %s"
        .formatted(
            titles.getOrDefault(attempt.runId(), attempt.runId()),
            attempt.attempt(),
            Written.word(attempt.state()));
  }

  private static String style(AttemptRecord attempt) {
    return attempt.state() == AttemptState.COMPLETED ? "busy" : "lost";
  }

  private static double minutes(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 60_000.0;
  }
}
