package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;

/** Where seeds may come from so that they are no error of the next audit. */
public enum SeedSource {
  /** The tests of the sweep hold at any look, so it may have more. */
  THIS_SWEEP,
  /** A new sweep of the spec as it is. */
  NEW_SWEEP,
  /** A new sweep by the sequential rule. */
  NEW_UNTIL_SETTLED,
  /** A new sweep by the sequential rule with a larger cap. */
  NEW_WITH_LARGER_CAP,
  /** A new sweep by tests that hold at any look. */
  NEW_ANYTIME,
  /** Where the sweep's runs were trained, which is not here. */
  ELSEWHERE;

  /** Of more seeds for the questions of a sweep. */
  static SeedSource ofMore(SweepHeader header) {
    if (header.isTracked()) {
      return ELSEWHERE;
    }
    boolean goesOn = header.rule().filter(SeedRule::anytime).isPresent() && !header.isPostHoc();
    boolean isCapped = header.rule().isPresent() && !goesOn && !header.isPostHoc();
    return goesOn ? THIS_SWEEP : isCapped ? NEW_WITH_LARGER_CAP : ofFresh(header);
  }

  /** Of seeds that no earlier verdict has seen. */
  static SeedSource ofFresh(SweepHeader header) {
    if (header.isTracked()) {
      return ELSEWHERE;
    }
    if (header.isPostHoc()) {
      return NEW_SWEEP;
    }
    if (header.rule().isPresent()) {
      return header.rule().get().anytime() ? NEW_ANYTIME : NEW_UNTIL_SETTLED;
    }
    return header.seeds().size() < Thresholds.MIN_SEEDS ? NEW_ANYTIME : NEW_UNTIL_SETTLED;
  }
}
