package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import org.junit.jupiter.api.Test;

class PlanDiffTest {
  private static final Plan PLAN = Fixtures.plan(Fixtures.SWEEP);

  @Test
  void aPlanIsTheSameAsItself() {
    assertThat(PlanDiff.between(PLAN, PLAN)).isEqualTo(new PlanDiff(0, 6, 0));
    assertThat(PlanDiff.changedConstants(PLAN, PLAN)).isEmpty();
    assertThat(PlanDiff.identities(PLAN)).hasSize(6);
  }

  @Test
  void runsThatComeAndGoAreCounted() {
    Plan shorter = new Plan(PLAN.header(), PLAN.arms(), PLAN.runs().subList(0, 4));
    assertThat(PlanDiff.between(PLAN, shorter)).isEqualTo(new PlanDiff(0, 4, 2));
    assertThat(PlanDiff.between(shorter, PLAN)).isEqualTo(new PlanDiff(2, 4, 0));
  }

  @Test
  void tuningIsAConstantOfASweep() {
    assertThat(PlanDiff.changedConstants(PLAN, Fixtures.tuned(Fixtures.SWEEP)))
        .containsExactly("nuisance was [], is [learning_rate]");
  }
}
