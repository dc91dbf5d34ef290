package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.ClaimResult.Ruling;
import dev.nightsweep.analysis.contrast.ContrastDetail.Basis;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which arm is called the baseline decides the sign of a result, and nothing else of it. */
class SwappedArmsTest {
  private static final int STUDIES = 120;
  private static final double ROUNDING = 1e-9;

  /** What has come up so far: a property of nothing would hold too. */
  private final Set<String> seen = new TreeSet<>();

  @Test
  void swappingTheArmsChangesNothingButTheSign() {
    RandomTables tables = new RandomTables(7);
    for (int study = 0; study < STUDIES; study++) {
      Evidence evidence = tables.next();
      List<String> factors = study % 2 == 0 ? List.of("lrn") : List.of("lrn", "conv1.kernel");
      SwappedArms swapped = new SwappedArms(factors);
      check(study, evidence, swapped.of(evidence), swapped);
    }
    for (Verdict verdict : Verdict.values()) {
      assertThat(seen).contains("fixed " + verdict, "ruled " + verdict);
    }
    for (Basis basis : EnumSet.allOf(Basis.class)) {
      assertThat(seen).contains("basis " + basis);
    }
    for (Ruling ruling : Ruling.values()) {
      assertThat(seen).contains("claim " + ruling);
    }
    assertThat(seen)
        .contains("by failures BETTER", "by failures WORSE", "interaction true", "simple effect")
        .contains("audit RETRIES", "audit SEEDS");
  }

  /** R: binom.test(14, 19), whichever side fails 14 times. */
  @Test
  void failuresOfFiveRunsAgainstFourteenSettleNothingEitherWay() {
    Study study = Study.lrn(30);
    for (int seed = 1; seed <= 19; seed++) {
      study.end(seed <= 5 ? "none" : "lrn", seed, RunState.DIVERGED, "not a number");
    }
    Evidence evidence = study.evidence();
    for (Evidence either : List.of(evidence, new SwappedArms(List.of("lrn")).of(evidence))) {
      ContrastDetail detail = Judged.details(either, 1).get(0);
      assertThat(detail.failures().pValue()).isCloseTo(0.063568115234375, within(ROUNDING));
      assertThat(detail.result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(detail.basis()).isEqualTo(Basis.LOSSES);
    }
  }

  private void check(int study, Evidence evidence, Evidence other, SwappedArms swapped) {
    String name = "study " + study;
    List<ContrastDetail> details = Judged.details(evidence, 1);
    contrasts(name, details, Judged.details(other, 1), swapped);
    if (evidence.sweep().header().rule().isPresent()) {
      details.forEach(detail -> seen.add("ruled " + detail.result().verdict()));
    }
    claims(name, evidence, other);
    interactions(name, evidence, other, swapped);
    assertThat(findings(other)).as(name).isEqualTo(findings(evidence));
  }

  private void contrasts(
      String name, List<ContrastDetail> details, List<ContrastDetail> others, SwappedArms swapped) {
    for (int i = 0; i < details.size(); i++) {
      ContrastDetail detail = details.get(i);
      ContrastDetail other = others.get(i);
      boolean turned = swapped.isOf(detail.contrast().factor());
      Verdict verdict = detail.result().verdict();
      String what = name + " " + detail.contrast().title() + " " + detail.objective().metric();
      assertThat(other.result().verdict()).as(what).isEqualTo(turned ? mirrored(verdict) : verdict);
      assertThat(other.basis()).as(what).isEqualTo(detail.basis());
      assertThat(numbers(other))
          .as(what)
          .usingComparatorWithPrecision(ROUNDING)
          .containsExactly(numbers(detail));
      assertThat(other.isMaterial()).as(what).isEqualTo(detail.isMaterial());
      assertThat(other.judgement().seedsNeeded()).isEqualTo(detail.judgement().seedsNeeded());
      mirrors(what, detail.isTime(), turned, detail.interval(), other.interval());
      mirrors(what, detail.isTime(), turned, estimate(detail), estimate(other));
      assertThat(other.result().foundAt()).as(what).isEqualTo(detail.result().foundAt());
      see(detail);
    }
  }

  private static double[] numbers(ContrastDetail detail) {
    return new double[] {
      detail.result().pairs(),
      detail.result().pT(),
      detail.result().pHolm(),
      detail.result().pEquivalence(),
      detail.result().pValue(),
      detail.result().pEquivalenceHolm(),
      detail.failures().pValue(),
      detail.failures().pHolm()
    };
  }

  private static Interval estimate(ContrastDetail detail) {
    double estimate = detail.result().reported().mean();
    return new Interval(estimate, estimate);
  }

  private void see(ContrastDetail detail) {
    Verdict verdict = detail.result().verdict();
    seen.add("fixed " + verdict);
    seen.add("basis " + detail.basis());
    if (detail.isDecidedByFailures()) {
      seen.add("by failures " + verdict);
    }
  }

  /** Differences are negated, ratios inverted. */
  private static void mirrors(
      String what, boolean ratio, boolean turned, Interval interval, Interval other) {
    Interval expected =
        !turned
            ? interval
            : ratio
                ? new Interval(1 / interval.high(), 1 / interval.low())
                : new Interval(-interval.high(), -interval.low());
    if (interval.isKnown()) {
      assertThat(other.low()).as(what).isCloseTo(expected.low(), within(ROUNDING));
      assertThat(other.high()).as(what).isCloseTo(expected.high(), within(ROUNDING));
    }
  }

  private void claims(String name, Evidence evidence, Evidence other) {
    List<ClaimResult> results = Judged.claims(evidence);
    List<ClaimResult> others = Judged.claims(other);
    for (int i = 0; i < results.size(); i++) {
      assertThat(others.get(i).ruling()).as(name).isEqualTo(results.get(i).ruling());
      assertThat(others.get(i).basis().obstacle())
          .as(name)
          .isEqualTo(results.get(i).basis().obstacle());
      seen.add("claim " + results.get(i).ruling());
    }
  }

  private void interactions(String name, Evidence evidence, Evidence other, SwappedArms swapped) {
    List<Interaction> found = Judged.interactions(evidence);
    List<Interaction> others = Judged.interactions(other);
    for (int i = 0; i < found.size(); i++) {
      assertThat(others.get(i).matters()).as(name).isEqualTo(found.get(i).matters());
      boolean turned =
          swapped.isOf(found.get(i).first().factor())
              != swapped.isOf(found.get(i).second().factor());
      mirrors(
          name,
          found.get(i).objective().metric().equals("time"),
          turned,
          found.get(i).interval(),
          others.get(i).interval());
      seen.add("interaction " + found.get(i).matters());
    }
    simpleEffects(name, Judged.effects(evidence, found), Judged.effects(other, others), swapped);
  }

  private void simpleEffects(
      String name, List<SimpleEffect> effects, List<SimpleEffect> others, SwappedArms swapped) {
    contrasts(
        name,
        effects.stream().map(SimpleEffect::detail).toList(),
        others.stream().map(SimpleEffect::detail).toList(),
        swapped);
    effects.forEach(effect -> seen.add("simple effect"));
  }

  private List<String> findings(Evidence evidence) {
    List<Finding> findings = Study.findings(evidence);
    findings.forEach(finding -> seen.add("audit " + finding.check()));
    return findings.stream()
        .map(finding -> finding.severity() + " " + finding.check() + " " + finding.runs().size())
        .sorted()
        .toList();
  }

  private static Verdict mirrored(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> Verdict.WORSE;
      case WORSE -> Verdict.BETTER;
      case EQUIVALENT, INCONCLUSIVE, NO_VERDICT -> verdict;
    };
  }
}
