package dev.nightsweep.report;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.TimelinePlot;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every worker did when: a bar an attempt, gaps where it was idle, a line at a break.
 *
 * @param drawing empty if nothing was trained here, or in too many attempts to tell bars apart
 * @param workers how busy each of them was
 */
public record TimelineView(Optional<Figure> drawing, Grid workers) {
  private static final int MAX_ATTEMPTS = 2_000;

  /** More bars than that get no tips, which would make the page large. */
  private static final int MAX_TIPS = 200;

  static TimelineView of(SweepFacts facts) {
    // By which workers what was trained elsewhere was trained is not known.
    boolean known = !facts.sweep().header().isTracked();
    WorkerTimes times = WorkerTimes.of(known ? facts.runs() : List.of());
    boolean drawn = times.seconds() > 0 && times.attempts() <= MAX_ATTEMPTS;
    return new TimelineView(
        drawn ? Optional.of(drawing(times, facts)) : Optional.empty(), table(times));
  }

  private static Figure drawing(WorkerTimes times, SweepFacts facts) {
    Map<String, String> titles = times.attempts() > MAX_TIPS ? Map.of() : titles(facts);
    List<TimelinePlot.Row> rows = new ArrayList<>();
    times
        .byWorker()
        .forEach(
            (worker, attempts) ->
                rows.add(
                    new TimelinePlot.Row(
                        "worker " + worker,
                        attempts.stream().map(a -> bar(a, times, titles)).toList())));
    List<Double> breaks =
        times.stretches().stream().skip(1).map(stretch -> times.minutes(stretch.from())).toList();
    return TimelinePlot.draw(rows, breaks, times.seconds() / 60, finding(times));
  }

  private static Map<String, String> titles(SweepFacts facts) {
    return facts.runs().stream()
        .map(RunFacts::run)
        .collect(
            Collectors.toMap(
                RunRecord::runId, run -> facts.sweep().label(run) + ", seed " + run.seed()));
  }

  private static TimelinePlot.Bar bar(
      AttemptRecord attempt, WorkerTimes times, Map<String, String> titles) {
    String tip =
        "%s, attempt %s: %s"
            .formatted(
                titles.getOrDefault(attempt.runId(), attempt.runId()),
                attempt.attempt(),
                Labels.word(attempt.state()));
    return new TimelinePlot.Bar(
        times.minutes(attempt.startedAt()),
        times.minutes(attempt.endedAt().orElseThrow()),
        attempt.state() == AttemptState.COMPLETED ? "busy" : "lost",
        titles.isEmpty() ? "" : tip);
  }

  private static String finding(WorkerTimes times) {
    return "%s trained for %s, %s of the time%s."
        .formatted(
            Numbers.count(times.byWorker().size(), "worker"),
            Numbers.duration(times.seconds()),
            times.share(),
            times.hasBreaks()
                ? "; %s left out".formatted(Numbers.count(times.stretches().size() - 1, "break"))
                : "");
  }

  private static Grid table(WorkerTimes times) {
    return new Grid(
        "How busy the workers were"
            + (times.hasBreaks() ? ", of the time between breaks in which they trained" : ""),
        List.of(
            Grid.Column.text("worker"),
            Grid.Column.number("attempts"),
            Grid.Column.number("busy"),
            Grid.Column.number("share")),
        times.byWorker().keySet().stream().map(worker -> row(worker, times)).toList());
  }

  private static List<Grid.Cell> row(int worker, WorkerTimes times) {
    return List.of(
        Grid.Cell.of("worker " + worker),
        Grid.Cell.of(Integer.toString(times.byWorker().get(worker).size())),
        Grid.Cell.of(Numbers.duration(times.busy(worker))),
        Grid.Cell.of(times.share(worker)));
  }
}
