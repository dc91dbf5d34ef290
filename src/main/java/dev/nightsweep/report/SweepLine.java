package dev.nightsweep.report;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.SweepRecord;
import java.util.List;

/**
 * What the index shows of one sweep.
 *
 * @param verdicts the results of its last look; may be empty
 * @param readings of the objective, in starting order, of the runs that have one
 * @param metrics of its program
 */
public record SweepLine(
    SweepRecord sweep,
    List<ContrastResult> verdicts,
    List<Double> readings,
    DeclaredMetrics metrics) {
  public SweepLine {
    readings = List.copyOf(readings);
    verdicts = List.copyOf(verdicts);
  }
}
