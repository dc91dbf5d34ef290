package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.model.AttemptRecord;
import java.util.List;
import java.util.Optional;

/**
 * What every worker did when: a bar an attempt, gaps where it was idle.
 *
 * @param drawing empty if nothing was trained here, or in too many attempts to tell bars apart
 * @param workers how busy each of them was
 */
public record TimelineView(Optional<Drawing> drawing, Grid workers) {
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
        "How busy the workers were, between the first start and the last end",
        List.of(
            Grid.Column.text("worker"),
            Grid.Column.number("attempts"),
            Grid.Column.number("busy"),
            Grid.Column.number("share")),
        times.byWorker().entrySet().stream()
            .map(worker -> row(worker.getKey(), worker.getValue(), times))
            .toList());
  }

  private static List<Grid.Cell> row(int worker, List<AttemptRecord> attempts, WorkerTimes times) {
    double busy = WorkerTimes.busy(attempts);
    return List.of(
        Grid.Cell.of("worker " + worker),
        Grid.Cell.of(Integer.toString(attempts.size())),
        Grid.Cell.of(Figures.duration(busy)),
        Grid.Cell.of(times.share(busy, 1)));
  }
}
