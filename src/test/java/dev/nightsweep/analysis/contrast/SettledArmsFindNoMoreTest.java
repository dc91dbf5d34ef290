package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.plan.SequentialStopping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What sweeps find that leave out settled arms, beside the same sweeps with every arm on every
 * seed: never anything else, so they err no more often than these, whose error rates are measured.
 */
class SettledArmsFindNoMoreTest {
  private static final int STUDIES = 5;
  private static final int FIRST = 4;
  private static final int CAP = 12;
  private static final double[] EFFECTS = {0, 0, 1.5, 4};

  private int leftOut;
  private int settled;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theyFindTheSameOrLess(boolean anytime) {
    SplittableRandom random = new SplittableRandom(26);
    for (int study = 0; study < STUDIES; study++) {
      double[][] readings = new double[EFFECTS.length][CAP];
      for (int arm = 0; arm < EFFECTS.length; arm++) {
        double effect = EFFECTS[arm];
        Arrays.setAll(readings[arm], seed -> effect + random.nextGaussian());
      }
      compare(readings, Optional.of(new SeedRule(FIRST, CAP, false, anytime)));
    }
    assertThat(leftOut).as("runs that were not trained").isGreaterThan(STUDIES);
    assertThat(settled).isGreaterThanOrEqualTo(STUDIES);
  }

  private void compare(double[][] readings, Optional<SeedRule> rule) {
    Set<String> left = new HashSet<>();
    List<ContrastDetail> found = added(readings, rule, left);
    List<ContrastDetail> all = judged(evidence(readings, CAP, rule, Set.of()));
    leftOut += left.size();
    for (int i = 0; i < found.size(); i++) {
      ContrastDetail own = found.get(i);
      if (own.result().verdict() != Verdict.INCONCLUSIVE) {
        settled++;
        assertThat(all.get(i).result().verdict()).isEqualTo(own.result().verdict());
        assertThat(all.get(i).result().foundAt()).isEqualTo(own.result().foundAt());
      }
    }
  }

  /** Seed by seed, as a session does. */
  private static List<ContrastDetail> added(
      double[][] readings, Optional<SeedRule> rule, Set<String> left) {
    for (int seeds = FIRST; ; seeds++) {
      Evidence evidence = evidence(readings, seeds, rule, left);
      List<ContrastDetail> details = judged(evidence);
      Set<String> open =
          SequentialStopping.openArms(
              evidence.sweep().header(), rule.orElseThrow(), details, List.of());
      if (open.isEmpty()) {
        return details;
      }
      int next = seeds + 1;
      evidence.sweep().arms().stream()
          .filter(arm -> !open.contains(arm.armId()))
          .forEach(arm -> left.add(arm.armId() + "-" + next));
    }
  }

  private static List<ContrastDetail> judged(Evidence evidence) {
    return Judged.details(evidence, 1).stream()
        .filter(detail -> detail.objective().metric().equals(SimulatedSweep.METRIC))
        .toList();
  }

  private static Evidence evidence(
      double[][] readings, int seeds, Optional<SeedRule> rule, Set<String> left) {
    SimulatedSweep sweep =
        SimulatedSweep.levels(EFFECTS.length - 1, seeds, Drawn.NORMAL, rule).withoutMargin();
    double[][] first =
        Arrays.stream(readings).map(arm -> Arrays.copyOf(arm, seeds)).toArray(double[][]::new);
    Evidence all = sweep.evidence(first);
    List<RunRecord> runs = new ArrayList<>(all.runs());
    runs.removeIf(run -> left.contains(run.runId()));
    return new Evidence(
        all.sweep(),
        all.metrics(),
        runs,
        all.attempts(),
        all.seconds(),
        all.cpuSeconds(),
        all.environments(),
        all.readings());
  }
}
