package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.model.Tuning.Remark.Kind;
import dev.nightsweep.spec.SmallCatalog;
import dev.nightsweep.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Arms that are tuned first, and compared at their own best then. */
class TunedPlanTest {
  private static final String SPEC =
      """
      method: grid
      parameters: {lrn: {values: [off, on]}, learning_rate: {values: [0.01, 0.03, 0.1]}}
      ablation: {nuisance: {parameters: [learning_rate], seeds: 2}, seeds: 4}
      """;
  private static final Plan TUNING = plan(SPEC);

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

  private static Settings rate(double rate) {
    return Settings.of(Map.of("learning_rate", Setting.of(rate)));
  }

  /** The runs as if trained, each with the reading that the function gives; NaN: it diverged. */
  private static List<RunRecord> trained(Plan plan, ToDoubleFunction<PlannedRun> accuracy) {
    List<RunRecord> records = new ArrayList<>();
    for (PlannedRun run : plan.runs()) {
      double reading = accuracy.applyAsDouble(run);
      records.add(
          new RunRecord(
              "sweep",
              run,
              Double.isNaN(reading) ? RunState.DIVERGED : RunState.COMPLETED,
              Optional.empty(),
              new RunRecord.Course(1, Optional.empty(), Optional.empty(), 1),
              Map.of(Metrics.VALIDATION_ACCURACY, reading),
              Optional.empty()));
    }
    return records;
  }

  private static boolean hasLrn(Plan plan, PlannedRun run) {
    return plan.arm(run.armId()).settings().flag("lrn");
  }

  /** Without LRN the lowest rate is best, with it the middle one. */
  private static double accuracy(PlannedRun run) {
    double rate = run.candidate().real("learning_rate");
    double best = hasLrn(TUNING, run) ? 0.03 : 0.01;
    return 0.9 - Math.abs(Math.log(rate / best)) / 100 + run.seed() % 3 * 0.001;
  }

  private static Tuning chosen(ToDoubleFunction<PlannedRun> accuracy) {
    return chosen(TUNING, accuracy);
  }

  private static Tuning chosen(Plan plan, ToDoubleFunction<PlannedRun> accuracy) {
    return CandidateSelection.choose(
        plan, trained(plan, accuracy), plan.header().tuning().orElseThrow().seeds(), Map.of());
  }

  private static Tuning.Choice choice(Tuning tuning, boolean lrn) {
    String armId =
        TUNING.arms().stream()
            .filter(arm -> arm.settings().flag("lrn") == lrn)
            .findFirst()
            .orElseThrow()
            .armId();
    return tuning.choice(armId).orElseThrow();
  }

  private static Set<Kind> kinds(Tuning.Choice choice) {
    return choice.remarks().stream().map(Tuning.Remark::kind).collect(Collectors.toSet());
  }

  @Test
  void everyArmTriesTheSameSettingsOnTheSameSeedsAndNoneThatItIsComparedOn() {
    assertThat(TUNING.arms()).hasSize(2);
    assertThat(TUNING.runs()).hasSize(2 * 3 * 2).allMatch(run -> run.phase() == Phase.SELECTION);
    for (var arm : TUNING.arms()) {
      assertThat(arm.settings().find("learning_rate")).isEmpty();
      Set<String> tried = new HashSet<>();
      TUNING.runs().stream()
          .filter(run -> run.armId().equals(arm.armId()))
          .forEach(run -> tried.add(run.candidate() + " " + run.seed()));
      assertThat(tried)
          .containsExactlyInAnyOrder(
              "learning_rate=0.01 1000001",
              "learning_rate=0.03 1000001",
              "learning_rate=0.1 1000001",
              "learning_rate=0.01 1000002",
              "learning_rate=0.03 1000002",
              "learning_rate=0.1 1000002");
    }
    assertThat(TUNING.header().seeds()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(TUNING.toCome()).isEqualTo(8);
    assertThat(TUNING.runs()).extracting(PlannedRun::runId).doesNotHaveDuplicates();
    assertThat(TUNING.runs()).extracting(PlannedRun::identity).doesNotHaveDuplicates();
  }

  @Test
  void aRunOfATunedArmIsTheRunOfThatSettingElsewhere() {
    Plan plain =
        plan(
            """
            method: grid
            parameters: {lrn: {values: [off, on]}, learning_rate: {value: 0.03}}
            ablation: {seeds: [1000001]}
            """);
    List<String> same =
        TUNING.runs().stream()
            .filter(run -> run.candidate().equals(rate(0.03)) && run.seed() == 1_000_001)
            .map(PlannedRun::identity)
            .toList();

    assertThat(same)
        .containsExactlyInAnyOrderElementsOf(
            plain.runs().stream().map(PlannedRun::identity).toList());
  }

  @Test
  void selectionSeedsMakeWayForThoseThatTheSpecNames() {
    Plan plan = plan(SPEC.replace("seeds: 4", "seeds: [1000001, 7]"));

    assertThat(plan.header().tuning().orElseThrow().seeds())
        .containsExactly(1_000_002L, 1_000_003L);
  }

  @Test
  void everyArmIsComparedAtItsOwnBestOnTheOtherSeedsBlockByBlock() {
    Plan compared = next(SPEC).compared(TUNING, chosen(TunedPlanTest::accuracy));
    List<PlannedRun> runs = compared.runs(Phase.COMPARISON);

    assertThat(compared.isTuning()).isFalse();
    assertThat(compared.runs(Phase.SELECTION)).isEqualTo(TUNING.runs());
    assertThat(runs).hasSize(8);
    assertThat(runs)
        .allSatisfy(
            run ->
                assertThat(run.candidate())
                    .isEqualTo(hasLrn(compared, run) ? rate(0.03) : rate(0.01)));
    assertThat(runs.stream().map(PlannedRun::seed).distinct()).containsExactly(1L, 2L, 3L, 4L);
    for (int block = 0; block < 4; block++) {
      assertThat(runs.subList(2 * block, 2 * block + 2))
          .extracting(PlannedRun::seed)
          .containsOnly(block + 1L);
    }
  }

  @Test
  void whatIsChosenDependsOnReadingsAloneNotOnTheirOrder() {
    List<RunRecord> records = new ArrayList<>(trained(TUNING, TunedPlanTest::accuracy));
    List<Long> seeds = TUNING.header().tuning().orElseThrow().seeds();
    Tuning first = CandidateSelection.choose(TUNING, records, seeds, Map.of());
    Collections.shuffle(records, new Random(3));

    assertThat(CandidateSelection.choose(TUNING, records, seeds, Map.of())).isEqualTo(first);
  }

  @Test
  void aBestInsideTheRangeIsNotRemarkedAndOneAtItsEdgeIs() {
    Tuning tuning = chosen(TunedPlanTest::accuracy);

    assertThat(kinds(choice(tuning, true))).isEmpty();
    assertThat(kinds(choice(tuning, false))).containsExactly(Kind.EDGE);
    assertThat(choice(tuning, false).remarks().get(0).text())
        .contains("lrn=false", "smallest learning_rate", "0.01", "Widen");
  }

  @Test
  void ofEqualsTheFirstListedIsTakenAndThatIsSaid() {
    Tuning tuning = chosen(run -> run.candidate().real("learning_rate") > 0.02 ? 0.9 : 0.8);

    assertThat(choice(tuning, true).settings()).isEqualTo(rate(0.03));
    assertThat(kinds(choice(tuning, true))).containsExactly(Kind.TIE);
    assertThat(choice(tuning, true).remarks().get(0).text())
        .contains("learning_rate=0.03 and at learning_rate=0.1");
  }

  @Test
  void aSettingWithADivergedRunIsWorseThanAnyWithoutAndThatIsSaid() {
    Tuning tuning =
        chosen(
            run -> {
              double rate = run.candidate().real("learning_rate");
              return rate == 0.03 && run.seed() == 1_000_001
                  ? Double.NaN
                  : rate == 0.03 ? 0.99 : 0.7;
            });
    Tuning.Choice choice = choice(tuning, true);

    assertThat(choice.settings()).isEqualTo(rate(0.01));
    assertThat(choice.candidates().get(1)).isEqualTo(new Tuning.Candidate(rate(0.03), 0.99, 1, 1));
    assertThat(kinds(choice)).contains(Kind.LOST);
  }

  @Test
  void anArmThatNeverLearnsIsSaidAndComparedAllTheSame() {
    Plan plan = plan(SPEC.replace("seeds: 4", "seeds: 4, stuck: {validation_accuracy: 0.12}"));
    Tuning tuning = chosen(plan, run -> hasLrn(plan, run) ? accuracy(run) : 0.12);

    assertThat(kinds(choice(tuning, false))).containsExactly(Kind.NEVER_LEARNED);
    assertThat(choice(tuning, false).settings()).isEqualTo(rate(0.01));
    assertThat(choice(tuning, false).candidates()).allMatch(candidate -> candidate.lost() == 0);
    assertThat(kinds(choice(tuning, true))).isEmpty();
  }

  @Test
  void anArmThatReadsLittleHasLearnedUnlessChanceIsKnownToReadAsMuch() {
    assertThat(kinds(choice(chosen(run -> 0.1), false))).doesNotContain(Kind.NEVER_LEARNED);

    Plan plan = plan(SPEC.replace("seeds: 4", "seeds: 4, stuck: {validation_accuracy: 0.12}"));
    Tuning one = chosen(plan, run -> run.candidate().equals(rate(0.1)) ? 0.1201 : 0.11);
    assertThat(kinds(choice(one, false))).containsExactly(Kind.EDGE);
  }

  @Test
  void anArmWhoseRunsAllDivergeHasAChoiceToo() {
    Tuning tuning = chosen(run -> Double.NaN);

    assertThat(choice(tuning, false).settings()).isEqualTo(rate(0.01));
    assertThat(kinds(choice(tuning, false)))
        .containsExactlyInAnyOrder(Kind.LOST, Kind.NEVER_LEARNED);
  }

  @Test
  void aMetricThatIsBetterWhenSmallerIsMinimized() {
    String yaml = "metric: {name: validation_loss, goal: minimize}\n" + SPEC;
    Plan plan = plan(yaml);
    List<RunRecord> records =
        trained(plan, run -> run.candidate().real("learning_rate")).stream()
            .map(
                run ->
                    new RunRecord(
                        run.sweepId(),
                        run.planned(),
                        run.state(),
                        Optional.empty(),
                        new RunRecord.Course(1, Optional.empty(), Optional.empty(), 1),
                        Map.of(
                            Metrics.VALIDATION_LOSS,
                            run.reading(Metrics.VALIDATION_ACCURACY).orElse(0)),
                        Optional.empty()))
            .toList();

    assertThat(
            CandidateSelection.choose(
                    plan, records, plan.header().tuning().orElseThrow().seeds(), Map.of())
                .choices())
        .allMatch(choice -> choice.settings().equals(rate(0.01)));
  }

  @Test
  void aTuningThatWasCutShortGoesByTheSeedsThatAreFinished() {
    List<RunRecord> records =
        trained(TUNING, TunedPlanTest::accuracy).stream()
            .map(run -> run.seed() == 1_000_001 ? run : run.in(RunState.PENDING))
            .toList();

    assertThat(CandidateSelection.finishedSeeds(TUNING, records)).containsExactly(1_000_001L);
    Tuning tuning = CandidateSelection.choose(TUNING, records, List.of(1_000_001L), Map.of());
    assertThat(tuning.seeds()).containsExactly(1_000_001L);
    assertThat(choice(tuning, true).remarks().get(0).text()).startsWith("Tuned on 1 of 2");
    Plan compared = next(SPEC).compared(TUNING, tuning);
    assertThat(compared.runs(Phase.SELECTION)).hasSize(6);
    String more = SPEC.replace("seeds: 4", "seeds: 5");
    assertThat(next(more).carriedOn(compared, plan(more)).runs()).hasSize(6 + 10);
  }

  @Test
  void anEditedSpecKeepsTheChoiceAsLongAsTheRunsStandThatItRestsOn() {
    Plan compared = next(SPEC).compared(TUNING, chosen(TunedPlanTest::accuracy));
    String more = SPEC.replace("seeds: 4", "seeds: 6");
    Plan grown = next(more).carriedOn(compared, plan(more));

    assertThat(grown.runs()).hasSize(12 + 12).containsAll(compared.runs());
    assertThat(grown.header().tuning()).isEqualTo(compared.header().tuning());

    String wider = SPEC.replace("0.1]", "0.1, 0.3]");
    Plan again = next(wider).carriedOn(compared, plan(wider));
    assertThat(again.isTuning()).isTrue();
    assertThat(again.runs()).hasSize(16).containsAll(TUNING.runs());
  }

  @Test
  void seedsThatARuleAddedStayWhenTheSpecIsEdited() {
    String yaml = "method: grid\nparameters: {lrn: {values: [off, on]}}\nablation: {seeds: 3}\n";
    Optional<SeedRule> rule = Optional.of(new SeedRule(3, 9, false, false));
    Plan begun = next(yaml).withSeeds(plan(yaml), List.of(1L, 2L, 3L), rule);
    Plan grown = next(yaml).withSeeds(begun, SequentialStopping.oneMore(begun.header()), rule);
    String edited = yaml.replace("seeds: 3", "seeds: 3, margin: {time: 0.1}");

    assertThat(begun.runs()).isEqualTo(plan(yaml).runs());
    assertThat(grown.header().seeds()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(grown.runs()).hasSize(8).startsWith(begun.runs().toArray(PlannedRun[]::new));
    Plan carried = next(edited).carriedOn(grown, plan(edited));
    assertThat(carried.header().seeds()).isEqualTo(grown.header().seeds());
    assertThat(carried.header().rule()).isEqualTo(rule);
    assertThat(carried.header().margins()).containsKey("time");
  }

  @Test
  void aSeedThatARuleAddsIsTrainedAtWhatWasChosen() {
    Plan compared = next(SPEC).compared(TUNING, chosen(TunedPlanTest::accuracy));
    Optional<SeedRule> rule = Optional.of(new SeedRule(4, 9, false, false));
    Plan more = next(SPEC).withSeeds(compared, SequentialStopping.oneMore(compared.header()), rule);

    assertThat(more.runs()).startsWith(compared.runs().toArray(PlannedRun[]::new)).hasSize(22);
    assertThat(more.runs().subList(20, 22))
        .allSatisfy(
            run ->
                assertThat(run.candidate())
                    .isEqualTo(hasLrn(compared, run) ? rate(0.03) : rate(0.01)))
        .extracting(PlannedRun::seed)
        .containsOnly(5L);
    assertThat(next(SPEC).withSeeds(TUNING, List.of(1L, 2L, 3L, 4L), rule).runs())
        .isEqualTo(TUNING.runs());
  }

  @Test
  void theCapCountsTheRunsThatTuneAndCutsSeedsOfTheComparison() {
    assertThat(plan(SPEC + "run_cap: 17\n").header().seeds()).containsExactly(1L, 2L);
    assertThatThrownBy(() -> plan(SPEC + "run_cap: 13\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("run_cap (13) must allow the 12 runs that tune the arms");
  }

  @Test
  void thePlanHashIsTheSameBeforeAndAfterTheChoiceAndKnowsTheSeedsOfBoth() {
    String hash = TUNING.header().planHash();
    assertThat(next(SPEC).compared(TUNING, chosen(TunedPlanTest::accuracy)).header().planHash())
        .isEqualTo(hash);
    assertThat(plan(SPEC.replace("seeds: 4", "seeds: 5")).header().planHash()).isNotEqualTo(hash);
    assertThat(plan(SPEC.replace("seeds: 2", "seeds: 3")).header().planHash()).isNotEqualTo(hash);
    assertThat(plan(SPEC.replace("0.03", "0.04")).header().planHash()).isNotEqualTo(hash);
  }

  @Test
  void whatDecidesDefaultsOfOthersCannotBeTuned() {
    assertThatThrownBy(
            () ->
                plan(
                    "method: grid\n"
                        + "parameters: {width: {values: [0.5, 1]}, preset: {values: [plain,"
                        + " paper]}}\n"
                        + "ablation: {nuisance: [preset]}\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("preset cannot be tuned")
        .hasMessageContaining("the defaults of lrn");
  }
}
