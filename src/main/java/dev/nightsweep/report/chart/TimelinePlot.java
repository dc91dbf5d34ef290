package dev.nightsweep.report.chart;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.report.RunFacts;
import dev.nightsweep.report.SweepFacts;
import dev.nightsweep.report.WorkerTimes;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A bar for every attempt, a row for every worker. */
public final class TimelinePlot {
  /** More bars than that get no tips, which would make the page large. */
  private static final int MOST_TOLD = 200;

  private static final double WIDTH = 760;
  private static final double LEFT = 76;
  private static final double RIGHT = 12;
  private static final double TOP = 8;
  private static final double ROW = 26;

  private final WorkerTimes times;
  private final Map<String, String> titles;
  private final Axis x;

  /**
   * @param times with at least one attempt
   */
  public TimelinePlot(WorkerTimes times, SweepFacts facts) {
    this.times = times;
    this.titles = times.attempts() > MOST_TOLD ? Map.of() : titles(facts);
    this.x = new Axis(0, times.seconds() / 60, false, LEFT, WIDTH - RIGHT);
  }

  private static Map<String, String> titles(SweepFacts facts) {
    return facts.runs().stream()
        .map(RunFacts::run)
        .collect(
            Collectors.toMap(
                RunRecord::runId, run -> facts.sweep().label(run) + ", seed " + run.seed()));
  }

  public Figure draw() {
    int workers = times.byWorker().size();
    String finding = finding(workers);
    double end = TOP + ROW * workers;
    Svg svg = new Svg(WIDTH, end + 34, "timeline", "What every worker did when", finding);
    double y = TOP;
    for (Map.Entry<Integer, List<AttemptRecord>> worker : times.byWorker().entrySet()) {
      svg.text(LEFT - 8, y + 14, "small end", "worker " + worker.getKey());
      for (AttemptRecord attempt : worker.getValue()) {
        drawBar(svg, attempt, y);
      }
      y += ROW;
    }
    drawBreaks(svg, end);
    drawAxis(svg, end);
    return new Figure(svg.finish(), "", finding);
  }

  private String finding(int workers) {
    return "%s trained for %s, %s of the time%s."
        .formatted(
            Numbers.count(workers, "worker"),
            Numbers.duration(times.seconds()),
            times.share(),
            times.hasBreaks()
                ? "; %s left out".formatted(Numbers.count(times.stretches().size() - 1, "break"))
                : "");
  }

  private void drawBreaks(Svg svg, double end) {
    times.stretches().stream()
        .skip(1)
        .mapToDouble(stretch -> x.at(times.minutes(stretch.from())))
        .forEach(at -> svg.line(at, TOP, at, end, "break"));
  }

  private void drawBar(Svg svg, AttemptRecord attempt, double y) {
    double from = x.at(times.minutes(attempt.startedAt()));
    double to = x.at(times.minutes(attempt.endedAt().orElseThrow()));
    Svg.Box box = new Svg.Box(from, y + 2, Math.max(1, to - from - 1), ROW - 8);
    String style = attempt.state() == AttemptState.COMPLETED ? "busy" : "lost";
    svg.bar(box, style, titles.isEmpty() ? "" : tip(attempt));
  }

  private String tip(AttemptRecord attempt) {
    return "%s, attempt %s: %s"
        .formatted(
            titles.getOrDefault(attempt.runId(), attempt.runId()),
            attempt.attempt(),
            Labels.word(attempt.state()));
  }

  private void drawAxis(Svg svg, double y) {
    svg.line(LEFT, y, WIDTH - RIGHT, y, "axis");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), y, x.at(tick), y + 4, "axis");
      svg.text(x.at(tick), y + 17, "small mid", x.label(tick, 1));
    }
    svg.text(
        (LEFT + WIDTH - RIGHT) / 2,
        y + 31,
        "small mid",
        times.hasBreaks() ? "minutes of training" : "minutes since the first start");
  }
}
