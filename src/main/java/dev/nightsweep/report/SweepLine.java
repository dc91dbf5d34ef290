package dev.nightsweep.report;

import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.Optional;

/**
 * What the index shows of one sweep.
 *
 * @param verdicts the results of its last look; may be empty
 * @param runs in starting order
 * @param metrics of its program
 */
public record SweepLine(
    SweepRecord sweep,
    List<ContrastResult> verdicts,
    List<RunRecord> runs,
    DeclaredMetrics metrics) {
  public SweepLine {
    runs = List.copyOf(runs);
    verdicts = List.copyOf(verdicts);
  }

  /** Of the objective, of the runs that have one. */
  List<Double> readings() {
    return runs.stream()
        .flatMap(run -> run.reading(objective().metric()).stream().boxed())
        .toList();
  }

  /** What the best run reads that has completed; of a search, the best trial. */
  Optional<Double> best() {
    return SearchResult.best(objective(), runs)
        .map(run -> run.reading(objective().metric()).orElseThrow());
  }

  private Objective objective() {
    return sweep.header().objective();
  }
}
