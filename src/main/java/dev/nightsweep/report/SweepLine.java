package dev.nightsweep.report;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.SweepRecord;
import java.util.List;

/**
 * What the index shows of one sweep.
 *
 * @param verdicts the results of its last look; may be empty
 */
public record SweepLine(SweepRecord sweep, List<ContrastResult> verdicts) {
  public SweepLine {
    verdicts = List.copyOf(verdicts);
  }
}
