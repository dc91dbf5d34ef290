package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.SmallCatalog;
import dev.nightsweep.spec.SpecReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Seeds that a rule adds are those of arms of which something is left to settle. */
class ArmsLeftOutTest {
  private static final String SPEC =
      "method: grid\nparameters: {learning_rate: {values: [0.01, 0.03, 0.1]}}\nablation: {seeds: 3}\n";
  private static final Optional<SeedRule> RULE = Optional.of(new SeedRule(3, 9, false, true));

  private static Spec spec(String yaml) {
    return SpecReader.read("s.yaml", yaml, SmallCatalog::byName).spec();
  }

  private static Plan plan(String yaml) {
    return Planner.plan(
        spec(yaml), SmallCatalog.create(), settings -> new TreeMap<>(), "sweep", Instant.EPOCH);
  }

  private static NextPlan next(String yaml) {
    return new NextPlan(spec(yaml), SmallCatalog.create(), settings -> new TreeMap<>());
  }

  /** Two seeds more, the third arm on neither of them. */
  private static Plan grown() {
    Plan plan = next(SPEC).withSeeds(plan(SPEC), List.of(1L, 2L, 3L), RULE);
    Set<String> open = Set.of(arm(plan, 0), arm(plan, 1));
    for (int i = 0; i < 2; i++) {
      plan = next(SPEC).withSeed(plan, SequentialStopping.oneMore(plan.header()), open);
    }
    return plan;
  }

  private static String arm(Plan plan, int place) {
    return plan.arms().get(place).armId();
  }

  private static List<Long> seeds(Plan plan, String armId) {
    return plan.runs().stream()
        .filter(run -> run.armId().equals(armId))
        .map(PlannedRun::seed)
        .sorted()
        .toList();
  }

  @Test
  void onlyOpenArmsGetTheNextSeed() {
    Plan grown = grown();

    assertThat(grown.header().seeds()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(grown.header().rule()).isEqualTo(RULE);
    assertThat(grown.runs()).hasSize(9 + 4).containsAll(plan(SPEC).runs());
    assertThat(seeds(grown, arm(grown, 1))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seeds(grown, arm(grown, 2))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void theCapMayBeRaisedAndAnArmMayComeBack() {
    Optional<SeedRule> higher = Optional.of(new SeedRule(3, 30, false, true));
    Plan raised = next(SPEC).withSeeds(grown(), grown().header().seeds(), higher);
    Plan back =
        next(SPEC)
            .withSeed(
                raised,
                SequentialStopping.oneMore(raised.header()),
                Set.of(arm(raised, 0), arm(raised, 2)));

    assertThat(raised.runs()).isEqualTo(grown().runs());
    assertThat(seeds(back, arm(back, 1))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seeds(back, arm(back, 2))).containsExactly(1L, 2L, 3L, 6L);
  }

  @Test
  void anEditedSpecLeavesThemOutStillButTrainsAnArmOfItsOwnOnAllSeeds() {
    String wider = SPEC.replace("0.1]", "0.1, 0.3]");
    Plan carried = next(wider).carriedOn(grown(), plan(wider));

    assertThat(carried.header().seeds()).isEqualTo(grown().header().seeds());
    assertThat(seeds(carried, arm(grown(), 2))).containsExactly(1L, 2L, 3L);
    String added = carried.arms().stream().map(Arm::armId).toList().get(3);
    assertThat(seeds(carried, added)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void seedsThatTheSpecAsksForAreThoseOfAllArms() {
    String more = SPEC.replace("seeds: 3", "seeds: 6");
    Plan carried = next(more).carriedOn(grown(), plan(more));

    assertThat(carried.runs()).hasSize(18).containsAll(grown().runs());
  }
}
