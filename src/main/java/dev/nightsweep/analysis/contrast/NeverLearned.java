package dev.nightsweep.analysis.contrast;

import java.util.List;

/**
 * How many runs of either side of a contrast went through and never learned; they count among those
 * that failed.
 *
 * @param level runs at the level in question
 * @param baseline runs at the baseline
 */
public record NeverLearned(int level, int baseline) {
  public static final NeverLearned NONE = new NeverLearned(0, 0);

  static NeverLearned sum(List<NeverLearned> parts) {
    return new NeverLearned(
        parts.stream().mapToInt(NeverLearned::level).sum(),
        parts.stream().mapToInt(NeverLearned::baseline).sum());
  }

  /** Of both sides. */
  public int runs() {
    return level + baseline;
  }
}
