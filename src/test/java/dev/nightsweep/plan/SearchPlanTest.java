package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Distribution;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Setting;
import dev.nightsweep.search.PointSampler;
import dev.nightsweep.search.RandomSampler;
import dev.nightsweep.search.SobolSampler;
import dev.nightsweep.spec.SmallCatalog;
import dev.nightsweep.spec.SpecReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches whose points are drawn before the first run. */
class SearchPlanTest {
  private static final String SPACE =
      """
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
        width: {min: 0.1, max: 1.5}
        epochs: {min: 1, max: 9}
        lrn: {values: [false, true]}
        activation: {value: tanh}
      """;

  private static Plan plan(String method, int cap, String rest) {
    String yaml = "method: %s\nrun_cap: %d\n%s".formatted(method, cap, rest);
    return Planner.plan(
        SpecReader.read("s.yaml", yaml, SmallCatalog::byName).spec(),
        SmallCatalog.create(),
        settings -> new TreeMap<>(Map.of("threads", "1")),
        "sweep-1",
        Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void everyPointIsAnArmWithOneRun(String method) {
    Plan plan = plan(method, 40, SPACE);

    assertThat(plan.arms()).hasSize(40);
    assertThat(new HashSet<>(plan.arms().stream().map(Arm::settings).toList())).hasSize(40);
    assertThat(plan.runs()).extracting(PlannedRun::armId).isEqualTo(ids(plan));
    assertThat(plan.runs()).extracting(PlannedRun::seed).containsOnly(1L);
    assertThat(plan.header().judged()).isFalse();
    assertThat(plan.header().contrasts()).isEmpty();
    assertThat(plan.header().factors()).isEmpty();
    assertThat(plan.arms()).allMatch(arm -> arm.settings().word("activation").equals("tanh"));
    assertThat(plan.arms()).allMatch(arm -> arm.settings().real("learning_rate") >= 0.001);
    assertThat(plan.arms()).allMatch(arm -> arm.settings().real("learning_rate") <= 0.1);
    assertThat(plan.arms()).allMatch(arm -> arm.settings().whole("epochs") <= 9);
  }

  /** Plans from before there were schedules go by this text. */
  @Test
  void aScheduleMakesAnotherPlanOnlyWhereItIsSynchronous() {
    String early = SPACE + "early_terminate: {type: hyperband, max_iter: 9, s: 2}\n";
    Plan unsaid = plan("random", 5, early);
    Plan usual = plan("random", 5, early + "search: {schedule: asynchronous}\n");
    Plan fixed = plan("random", 5, early + "search: {schedule: synchronous}\n");
    assertThat(unsaid.header().stopping().orElseThrow())
        .hasToString(
            "Stopping[pruner=Optional[Bands[bands=[1, 3], eta=3.0, strict=true]],"
                + " target=OptionalDouble.empty]");
    assertThat(usual.header().planHash()).isEqualTo(unsaid.header().planHash());
    assertThat(fixed.header().planHash()).isNotEqualTo(unsaid.header().planHash());
    assertThat(fixed.runs()).isEqualTo(unsaid.runs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void aGreaterCapKeepsTheFirstPoints(String method) {
    Plan few = plan(method, 20, SPACE);
    Plan more = plan(method, 50, SPACE);

    assertThat(more.arms().subList(0, 20)).isEqualTo(few.arms());
    assertThat(more.runs().subList(0, 20)).isEqualTo(few.runs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void theSeedDecidesThePoints(String method) {
    Plan one = plan(method, 9, SPACE);
    assertThat(plan(method, 9, SPACE)).isEqualTo(one);
    assertThat(plan(method, 9, SPACE + "ablation: {seeds: [1]}\n").arms()).isEqualTo(one.arms());
    Plan other = plan(method, 9, SPACE + "  seed: {value: 2}\n");
    assertThat(ids(other)).doesNotContainAnyElementsOf(ids(one));
    assertThat(other.runs()).extracting(PlannedRun::seed).containsOnly(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol"})
  void aSearchDrawsAParameterOnlyWhereItsConditionHolds(String method) {
    String space = SPACE + "  lrn.n: {min: 1, max: 9}\n";
    Plan plan = plan(method, 40, space + "ablation: {when: {width: {lrn: true}}}\n");

    assertThat(plan.arms())
        .allMatch(a -> a.levels().flag("lrn") == a.levels().find("width").isPresent());
    assertThat(plan.arms()).extracting(a -> a.levels().flag("lrn")).contains(true, false);
    assertThat(plan.header().searched())
        .extracting(Searched::name, Searched::text)
        .contains(tuple("width", "0.1…1.5, where lrn=true"));
    assertThat(plan.header().planHash()).isNotEqualTo(plan(method, 40, space).header().planHash());
  }

  @Test
  void theWinnerWillBeTrainedAgainOnSeedsThatNoTrialHas() {
    Plan plan = plan("random", 9, SPACE + "ablation: {seeds: [2], winner_seeds: 3}\n");
    assertThat(plan.header().search().orElseThrow().winnerSeeds()).containsExactly(1L, 3L, 4L);
    assertThat(plan.toCome()).isEqualTo(3);
    assertThat(plan.ahead())
        .extracting(PlannedRun::phase)
        .containsExactly(PlannedRun.Phase.WINNER, PlannedRun.Phase.WINNER, PlannedRun.Phase.WINNER);

    Plan none = plan("random", 9, SPACE + "ablation: {winner_seeds: 0}\n");
    assertThat(none.toCome()).isZero();
    assertThat(none.ahead()).isEmpty();
  }

  @Test
  void ofARandomSearchAFurtherParameterChangesNoOther() {
    Plan without = plan("random", 9, SPACE);
    Plan with = plan("random", 9, SPACE + "  conv1.kernel: {min: 1, max: 5}\n");
    assertThat(with.arms())
        .extracting(arm -> arm.settings().get("learning_rate"))
        .isEqualTo(rates(without));
  }

  @Test
  void sobolsPointsFillEveryAxisEvenly() {
    PointSampler cube = new SobolSampler(7, List.of("a", "b", "c"));
    int[][] counts = new int[3][16];
    for (int i = 0; i < 64; i++) {
      double[] point = cube.next();
      for (int axis = 0; axis < 3; axis++) {
        counts[axis][(int) (point[axis] * 16)]++;
      }
    }
    for (int[] axis : counts) {
      assertThat(axis).containsOnly(4);
    }
  }

  @Test
  void randomPointsAreUniform() {
    PointSampler cube = new RandomSampler(3, List.of("a"));
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      counts[(int) (cube.next()[0] * 10)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(880, 1120); // four standard deviations
    }
  }

  @Test
  void labelsAreShortAndSettingsExact() {
    Arm arm = plan("random", 7, SPACE).arms().get(6);
    assertThat(arm.label())
        .matches(
            "trial 7: epochs=\\d, learning_rate=0\\.0\\d{1,6}, lrn=(true|false),"
                + " width=[01]\\.\\d{1,4}");
    assertThat(arm.settings().get("width").text().length()).isGreaterThan(8);
  }

  @Test
  void conflictsAreDrawnAgain() {
    Plan plan =
        plan(
            "random",
            30,
            "parameters: {conv1.kernel: {min: 18, max: 27}, width: {min: 0.1, max: 2.0}}");
    assertThat(plan.arms()).allMatch(arm -> arm.settings().whole("conv1.kernel") <= 20);
  }

  @Test
  void whatTheParameterDoesNotTakeIsDrawnAgain() {
    Plan plan =
        plan(
            "sobol",
            20,
            "parameters: {width: {distribution: normal, mu: 1, sigma: 5}, lrn.n: {min: 1, max:"
                + " 31}}");
    assertThat(plan.arms())
        .allMatch(arm -> arm.settings().real("width") > 0 && arm.settings().real("width") <= 2)
        .allMatch(arm -> arm.settings().whole("lrn.n") % 2 == 1);
  }

  @Test
  void aSpaceWithTooFewPointsIsSaidToHaveThem() {
    assertThat(plan("random", 6, "parameters: {epochs: {min: 1, max: 6}}").arms()).hasSize(6);
    assertThatThrownBy(() -> plan("random", 7, "parameters: {epochs: {min: 1, max: 6}}"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("run_cap asks for 7 points, but after 6, 10000 draws")
        .hasMessageContaining("the same as an earlier one");
    assertThatThrownBy(() -> plan("random", 7, "parameters: {epochs: {value: 6}}"))
        .hasMessageContaining("nothing to search");
  }

  @Test
  void theHeaderSaysWhatWasSearched() {
    assertThat(plan("random", 2, SPACE).header().searched())
        .containsExactly(
            new Searched("epochs", Searched.Scale.LINEAR, "1…9, whole"),
            new Searched("learning_rate", Searched.Scale.LOG, "0.001…0.1, log scale"),
            new Searched("lrn", Searched.Scale.CATEGORIES, "false, true"),
            new Searched("width", Searched.Scale.LINEAR, "0.1…1.5"));
  }

  @Test
  void probabilitiesAreKept() {
    Plan plan =
        plan(
            "random",
            2000,
            "parameters: {lrn: {values: [on, off], probabilities: [0.9, 0.1]}, width: {min: 0.1,"
                + " max: 2.0}}");
    long on = plan.arms().stream().filter(arm -> arm.settings().flag("lrn")).count();
    assertThat(on).isBetween(1740L, 1860L);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "0.249, 3", "0.25, 4", "0.5, 5", "0.75, 6", "0.9999999, 6"})
  void wholeNumbersAreAllAlike(double u, double number) {
    assertThat(QuantileFunction.number(new Distribution.IntUniform(3, 6), u)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "0.5, 6", "0.25, 4"})
  void evenly(double u, double number) {
    assertThat(QuantileFunction.number(new Distribution.Uniform(2, 10), u))
        .isCloseTo(number, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.001", "0.5, 0.01", "0.25, 0.0031622776601683794"})
  void evenlyInLogarithms(double u, double number) {
    assertThat(QuantileFunction.number(new Distribution.LogUniform(0.001, 0.1), u))
        .isCloseTo(number, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.975, 4.919927969080108", "0.15865525393145707, -1"})
  void normally(double u, double number) {
    assertThat(QuantileFunction.number(new Distribution.Normal(1, 2), u))
        .isCloseTo(number, within(1e-9));
    assertThat(QuantileFunction.number(new Distribution.LogNormal(1, 2), u))
        .isCloseTo(Math.exp(number), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.5", "0.64, 0.8", "0.01, 0.1"})
  void byBeta(double u, double number) {
    assertThat(QuantileFunction.number(new Distribution.Beta(2, 1), u))
        .isCloseTo(number, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.124, 0", "0.126, 16", "0.5, 32", "0.99, 64"})
  void roundedToTheNearestStep(double u, double number) {
    Distribution steps = new Distribution.Rounded(new Distribution.Uniform(0, 64), 16);
    assertThat(QuantileFunction.number(steps, u)).isEqualTo(number);
  }

  @Test
  void aNormalsEndsAreNoSettings() {
    ParameterSpace space = new ParameterSpace.Drawn(new Distribution.Normal(0, 1));
    assertThat(new QuantileFunction(space, Domain.Real.atLeast(-1e9)).at(0)).isEmpty();
    assertThat(new QuantileFunction(space, Domain.Real.atLeast(0)).at(0.5))
        .contains(Setting.of(0.0));
  }

  private static List<String> ids(Plan plan) {
    return plan.arms().stream().map(Arm::armId).toList();
  }

  private static List<Setting> rates(Plan plan) {
    return plan.arms().stream().map(arm -> arm.settings().get("learning_rate")).toList();
  }
}
