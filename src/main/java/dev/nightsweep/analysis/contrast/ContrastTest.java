package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.model.Verdict;

/**
 * One contrast of a family, with what its tests say at one look.
 *
 * @param place which of the family's contrasts it is, from 0
 */
record ContrastTest(
    Endpoint measure, Pairing pairing, Failures failures, FamilyDecisions decisions, int place) {

  /** Whether so many seeds were lost that their failures are the result. */
  boolean isDecidedByFailures() {
    return pairing.hasLostTooMany() && !measure.ratio() && failures.isFound();
  }

  /** Whether so many seeds were lost that the rest says nothing. */
  boolean isLeftOpenByLosses() {
    return pairing.hasLostTooMany() && !isDecidedByFailures();
  }

  /** Whether it needs no more seeds. */
  boolean isSettled() {
    return verdict() != Verdict.INCONCLUSIVE;
  }

  /** Provided that there are enough seeds for any. */
  Verdict verdict() {
    if (isDecidedByFailures()) {
      return failures.isWorse() ? Verdict.WORSE : Verdict.BETTER;
    }
    return isLeftOpenByLosses()
        ? Verdict.INCONCLUSIVE
        : decisions.verdict(place, measure.objective());
  }

  /** Provided that there are enough seeds for any. */
  ContrastDetail.Basis basis() {
    if (isDecidedByFailures()) {
      return ContrastDetail.Basis.FAILURES;
    }
    return isLeftOpenByLosses() ? ContrastDetail.Basis.LOSSES : ContrastDetail.Basis.TESTS;
  }
}
