package dev.nightsweep.report;

import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.TimelinePlot;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * What every worker did when: a bar an attempt, gaps where it was idle, a line at a break.
 *
 * @param drawing empty if nothing was trained here, or in too many attempts to tell bars apart
 * @param workers how busy each of them was
 */
public record TimelineView(Optional<Figure> drawing, Grid workers) {
  private static final int MOST = 2_000;

  static TimelineView of(SweepFacts facts) {
    WorkerTimes times = WorkerTimes.of(facts.runs());
    boolean drawn = times.seconds() > 0 && times.attempts() <= MOST;
    return new TimelineView(
        drawn ? Optional.of(new TimelinePlot(times, facts).draw()) : Optional.empty(),
        table(times));
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
