package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import java.util.List;

/** What the audit found in the curves of the objective. */
public sealed interface CurveFinding extends FindingDetail {

  /**
   * Arms still get better by more than the margin an epoch when they end.
   *
   * @param arms their labels
   * @param step of the one that does most
   */
  record StillRising(String metric, List<String> arms, double step, double margin)
      implements CurveFinding {
    public StillRising {
      arms = List.copyOf(arms);
    }
  }

  /**
   * An arm was better by more than the margin at an earlier epoch than at its end.
   *
   * @param arm its label
   * @param fall from that epoch to the last one, in the mean over the seeds
   */
  record PastItsBest(String metric, String arm, int epoch, double fall) implements CurveFinding {}

  /**
   * On one side the last reading is the best of its curve far more often than on the other, and not
   * because the curve rises.
   *
   * @param side the label of the level or the baseline
   * @param best in how many runs of that side
   * @param runs that side's
   * @param othersBest in how many runs of the other side
   * @param othersRuns that side's
   */
  record BestEpochReported(
      Contrast contrast, String side, int best, int runs, int othersBest, int othersRuns)
      implements CurveFinding {}

  /** In so many pairs one side reported other epochs than the other, up to the same last one. */
  record UnlikeReports(Contrast contrast, int pairs, int level, int baseline)
      implements CurveFinding {}
}
