package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.LookDifference;
import java.util.List;

/** Holds the journaled looks of a sweep against the readings that they were taken at. */
@FunctionalInterface
public interface LookHistory {
  /** Of sweeps whose journals are not at hand. */
  LookHistory UNKNOWN = analysis -> List.of();

  /**
   * What looks tell and their readings do not give.
   *
   * @param analysis of the sweep as it is
   */
  List<LookDifference> contradicted(SweepAnalysis analysis);
}
