package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.StopRule;
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

  /** The differences up to the look that found something, or else all. */
  PairedSample seen() {
    return isSettled() && !isDecidedByFailures() ? decisions.found(place) : pairing.sample();
  }

  /** After how many pairs it was settled; by failures, after how many seeds. */
  int foundAt() {
    return isDecidedByFailures() ? pairing.planned() : seen().n();
  }

  /**
   * The interval that the verdict goes by, where the tests on the differences decide. What is not
   * found to differ is held against the margin, if there is one.
   */
  DecidingInterval deciding(StopRule rule) {
    boolean differs = verdict() == Verdict.BETTER || verdict() == Verdict.WORSE;
    double alpha =
        differs || measure.margin().isEmpty()
            ? decisions.differenceLevel(place)
            : 2 * decisions.equivalenceLevel(place);
    return new DecidingInterval(rule.interval(seen(), alpha).map(measure::shown), 1 - alpha);
  }

  /** Provided that there are enough seeds for any. */
  ContrastDetail.Basis basis() {
    if (isDecidedByFailures()) {
      return ContrastDetail.Basis.FAILURES;
    }
    return isLeftOpenByLosses() ? ContrastDetail.Basis.LOSSES : ContrastDetail.Basis.TESTS;
  }
}
