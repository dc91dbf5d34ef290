package dev.nightsweep.intake;

import static dev.nightsweep.intake.TrackedRunBuilder.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.intake.IntakeOptions.Duplicates;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would pair runs wrongly, or leave pairs out in silence, is named or refused. */
class IntakeRefusalTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  /** Two learning rates with three seeds, each run made by the way that is given. */
  private static List<TrackedRun> six(BiFunction<String, Integer, TrackedRunBuilder> each) {
    List<TrackedRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      for (String rate : List.of("0.1", "0.01")) {
        runs.add(each.apply(rate, seed).finished());
      }
    }
    return runs;
  }

  private static TrackedRunBuilder plain(String rate, int seed) {
    return run(rate + "-" + seed)
        .with("lr", rate)
        .reads("acc", 0.5, 0.9 + seed / 100.0 + rate.length() / 1000.0);
  }

  private static TrackedRunBuilder seeded(String rate, int seed) {
    return plain(rate, seed).with("seed", seed);
  }

  private static Intake intake(List<TrackedRun> runs, IntakeOptions options) {
    return Intake.of(TrackedRunBuilder.source(runs), options, NOW);
  }

  private static Intake intake(List<TrackedRun> runs) {
    return intake(runs, IntakeOptions.NONE);
  }

  private static IntakeOptions with(IntakeOptions.Selection selection, Duplicates duplicates) {
    return new IntakeOptions(Optional.empty(), selection, IntakeOptions.NONE.judged(), duplicates);
  }

  private static IntakeOptions ignoring(String... names) {
    return with(
        new IntakeOptions.Selection(Optional.empty(), Map.of(), Set.of(names), Optional.empty()),
        Duplicates.REFUSE);
  }

  private static IntakeOptions seedIn(String name) {
    return with(
        new IntakeOptions.Selection(Optional.empty(), Map.of(), Set.of(), Optional.of(name)),
        Duplicates.REFUSE);
  }

  private static List<Integer> pairs(Intake intake) {
    return intake.preview().contrasts().stream().map(IntakePreview.Pairs::pairs).toList();
  }

  private static void assertRefused(List<TrackedRun> runs, IntakeOptions options, String... said) {
    assertThatThrownBy(() -> intake(runs, options))
        .isInstanceOfSatisfying(
            UserErrorException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(UserErrorException.Kind.USAGE);
              assertThat(e).hasMessageContainingAll(said);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed",
        "random_seed",
        "random_state",
        "trainer.seed",
        "seed_everything",
        "data_seed",
        "Config/Manual-Seed"
      })
  void theSeedIsFoundByItsName(String name) {
    Intake intake = intake(six((rate, seed) -> plain(rate, seed).with(name, seed)));
    assertThat(intake.preview().asked().seed()).contains(name);
    assertThat(pairs(intake)).containsExactly(3);
  }

  @Test
  void aSeedMayBeALabelOrLieInAMap() {
    assertThat(pairs(intake(six((r, s) -> plain(r, s).label("user.seed", "\"" + s + "\"")))))
        .containsExactly(3);
    assertThat(
            pairs(
                intake(
                    six((r, s) -> plain(r, s).json("trainer", "{\"opt\":1,\"seed\":" + s + "}")))))
        .containsExactly(3);
  }

  @Test
  void twoSeedsThatDifferAreAmbiguous() {
    List<TrackedRun> runs = six((r, s) -> seeded(r, s).with("data_seed", 10 - s));
    assertRefused(runs, IntakeOptions.NONE, "seed", "data_seed", "--seed-parameter");
    assertRefused(runs, seedIn("sed"), "sed", "seed");
    // Then the other one is a setting that splits pairs, if it is not left out.
    assertRefused(runs, seedIn("seed"), "--ignore data_seed");
  }

  @Test
  void twoSeedsThatAgreeAndOneThatNeverChangesAreNoDoubt() {
    Intake same = intake(six((r, s) -> seeded(r, s).with("torch_seed", s)));
    assertThat(pairs(same)).containsExactly(3);
    Intake constant = intake(six((r, s) -> seeded(r, s).with("data_seed", 42)));
    assertThat(constant.preview().asked().seed()).contains("seed");
    assertThat(pairs(constant)).containsExactly(3);
  }

  @Test
  void aSeedIsAWholeNumber() {
    List<TrackedRun> runs = new ArrayList<>(six(IntakeRefusalTest::seeded));
    runs.add(plain("0.1", 4).with("seed", "1.5").finished());
    runs.add(plain("0.1", 5).with("seed", "01").finished());
    runs.add(plain("0.1", 6).finished());
    Intake intake = intake(runs);
    assertThat(pairs(intake)).containsExactly(3);
    assertThat(intake.preview().source().leftOut())
        .containsEntry("without a whole number as seed", List.of("0.1-4", "0.1-5", "0.1-6"));
    assertRefused(six((r, s) -> plain(r, s).with("salt", s + ".5")), seedIn("salt"), "no seed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "+1", "1e0"})
  void theSameSeedInAnotherWritingPairs(String one) {
    List<TrackedRun> runs =
        six((r, s) -> plain(r, s).with("seed", s == 1 && r.equals("0.1") ? one : s));
    assertThat(pairs(intake(runs))).containsExactly(3);
  }

  @Test
  void runsOfOneArmAndSeedThatReadDifferentlyAreRefusedWithTheirIds() {
    List<TrackedRun> runs = new ArrayList<>(six(IntakeRefusalTest::seeded));
    runs.add(run("other").with("lr", "0.1").with("seed", 2).reads("acc", 0.1, 0.2).finished());
    assertRefused(runs, IntakeOptions.NONE, "lr=0.1, seed 2", "0.1-2 and other", "--duplicates");
    IntakeOptions.Selection all = IntakeOptions.NONE.selection();
    assertThat(intake(runs, with(all, Duplicates.FIRST)).file().journals()).hasSize(7);
    assertThat(intake(runs, with(all, Duplicates.FIRST)).file())
        .isNotEqualTo(intake(runs, with(all, Duplicates.LAST)).file());
  }

  @Test
  void aRunThatIsThereTwiceCountsOnceAndThatIsSaid() {
    List<TrackedRun> runs = new ArrayList<>(six(IntakeRefusalTest::seeded));
    runs.add(
        run("copy")
            .with("lr", "1e-1")
            .with("seed", 2)
            .reads("acc", 0.5, 0.9 + 2 / 100.0 + 0.003)
            .finished());
    Intake intake = intake(runs);
    assertThat(pairs(intake)).containsExactly(3);
    assertThat(intake.preview().source().taken()).isEqualTo(6);
    assertThat(intake.preview().remarks()).anyMatch(remark -> remark.contains("once each"));
  }

  @Test
  void theRunThatWentThroughCountsBesideThoseThatFailed() {
    List<TrackedRun> runs = new ArrayList<>(six(IntakeRefusalTest::seeded));
    runs.add(0, seeded("0.1", 2).reads("acc", 0).ended(RunState.FAILED));
    runs.add(seeded("0.1", 3).open());
    Intake intake = intake(runs);
    assertThat(pairs(intake)).containsExactly(3);
    assertThat(intake.preview().remarks()).anyMatch(remark -> remark.contains("went through"));
    assertThat(intake.preview().source().leftOut()).containsKey("not over");
  }

  @Test
  void whatIsAnotherInEveryRunSplitsNoPairsInSilence() {
    List<TrackedRun> runs = six((r, s) -> seeded(r, s).with("output_dir", "out/" + r + "-" + s));
    assertRefused(runs, IntakeOptions.NONE, "--ignore output_dir");
    assertThat(pairs(intake(runs, ignoring("output_dir")))).containsExactly(3);
    // A time is a number, and splits as well.
    List<TrackedRun> timed = six((r, s) -> seeded(r, s).with("begun", 1000 * s + r.length()));
    assertRefused(timed, IntakeOptions.NONE, "--ignore begun");
  }

  @Test
  void whatFollowsFromTheSeedSplitsNoPairsInSilence() {
    List<TrackedRun> runs = six((r, s) -> seeded(r, s).with("host", s < 3 ? "a" : "b"));
    assertRefused(runs, IntakeOptions.NONE, "--ignore host");
    assertThat(pairs(intake(runs, ignoring("host")))).containsExactly(3);
  }

  @Test
  void armsOnOtherSeedsAreNotPaired() {
    List<TrackedRun> runs = six((r, s) -> plain(r, s).with("seed", r.equals("0.1") ? s : s + 3));
    assertRefused(runs, IntakeOptions.NONE, "No two arms share a seed");
  }

  @Test
  void whatIsNotSetInSomeRunsIsASettingOfItsOwnAndNamed() {
    List<TrackedRun> runs =
        six((r, s) -> r.equals("0.1") ? seeded(r, s).with("warmup", "5") : seeded(r, s));
    Intake intake = intake(runs);
    assertThat(intake.preview().remarks()).anyMatch(r -> r.startsWith("warmup is not set in 3"));
    assertThat(intake.preview().contrasts())
        .extracting(IntakePreview.Pairs::contrast)
        .containsExactly("lr=0.01, warmup=(not set) against lr=0.1, warmup=5");
  }

  @Test
  void aConstantThatIsNotQuiteOneIsNamed() {
    List<TrackedRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= 10; seed++) {
      for (String rate : List.of("0.1", "0.01")) {
        boolean odd = seed == 4 && rate.equals("0.1");
        runs.add(seeded(rate, seed).with("batch", odd ? 32 : 64).finished());
      }
    }
    Intake intake = intake(runs);
    assertThat(intake.preview().remarks()).anyMatch(r -> r.startsWith("batch is 64 in 19 of 20"));
    assertThat(intake.preview().contrasts())
        .filteredOn(p -> p.contrast().startsWith("lr"))
        .extracting(IntakePreview.Pairs::pairs)
        .containsExactly(9);
  }

  @Test
  void theWordNoneIsASettingAndPythonsNoneIsNothing() {
    List<TrackedRun> words =
        six((r, s) -> seeded(r, s).with("lr", r.equals("0.1") ? "none" : "bn"));
    assertThat(intake(words).preview().arms())
        .extracting(IntakePreview.ArmSeeds::arm)
        .contains("lr=none");
    List<TrackedRun> nothing =
        six(
            (r, s) ->
                r.equals("0.1")
                    ? seeded(r, s).json("lr", s % 2 == 0 ? "null" : "\"None\"")
                    : seeded(r, s).with("lr", "bn"));
    assertThat(intake(nothing).preview().arms())
        .extracting(IntakePreview.ArmSeeds::arm)
        .containsExactlyInAnyOrder("lr=null", "lr=bn");
  }

  @Test
  void settingsAreTheSameInEveryWritingAndHashesStayTexts() {
    List<TrackedRun> runs = new ArrayList<>();
    List<String> one = List.of("0.001", "1e-3", "1E-03", ".001", "0.0010");
    for (int seed = 0; seed < 5; seed++) {
      runs.add(
          plain("a" + seed, seed)
              .with("lr", one.get(seed))
              .with("seed", seed)
              .with("amp", seed % 2 == 0 ? "True" : "true")
              .finished());
      runs.add(
          plain("b" + seed, seed)
              .json("lr", "1.0")
              .with("seed", seed)
              .json("amp", "true")
              .finished());
    }
    assertThat(intake(runs).preview().parameters())
        .extracting(IntakePreview.Varying::name)
        .containsExactly("lr");
    assertThat(intake(runs).preview().parameters().get(0).levels()).hasSize(2);
    List<TrackedRun> hashed = six((r, s) -> seeded(r, s).with("lr", r.equals("0.1") ? "01" : "1"));
    assertThat(intake(hashed).preview().contrasts()).hasSize(1);
    List<TrackedRun> powers =
        six((r, s) -> seeded(r, s).with("lr", r.equals("0.1") ? "12e345" : "120e344"));
    assertThat(intake(powers).preview().contrasts()).hasSize(1);
  }

  @Test
  void theMetricAndItsGoalAreAskedForWhereThereIsAChoice() {
    assertRefused(
        six((r, s) -> seeded(r, s).reads("loss", 1)), IntakeOptions.NONE, "acc, loss", "--metric");
    assertRefused(
        six((r, s) -> run(r + s).with("lr", r).with("seed", s).reads("quality", s)),
        IntakeOptions.NONE,
        "--goal");
    assertRefused(six(IntakeRefusalTest::seeded), judged("ac", "lr", "0.1"), "Maybe acc");
    assertRefused(six((r, s) -> run(r + s).with("lr", r)), IntakeOptions.NONE, "No run");
  }

  private static IntakeOptions judged(String metric, String name, String level) {
    return new IntakeOptions(
        Optional.empty(),
        IntakeOptions.NONE.selection(),
        new IntakeOptions.Judged(
            Optional.of(metric), Optional.of(Goal.MAXIMIZE), Map.of(name, level), Map.of()),
        Duplicates.REFUSE);
  }

  @Test
  void theBaselineIsALevelThatIsThere() {
    List<TrackedRun> runs = six(IntakeRefusalTest::seeded);
    assertThat(intake(runs, judged("acc", "lr", "1e-1")).preview().asked().baseline())
        .isEqualTo("lr=0.1");
    assertRefused(runs, judged("acc", "lr", "0.2"), "0.2", "0.1", "0.01");
    assertRefused(runs, judged("acc", "rate", "0.1"), "rate", "lr");
  }

  @Test
  void ofSeveralGroupsOneIsNamed() {
    List<TrackedRun> runs = six((r, s) -> seeded(r, s).label("experiment", "one"));
    runs.addAll(six((r, s) -> seeded(r, s).label("experiment", "two").reads("acc", 0.1)));
    assertRefused(runs, IntakeOptions.NONE, "one, two", "--group");
    IntakeOptions two =
        with(
            new IntakeOptions.Selection(Optional.of("two"), Map.of(), Set.of(), Optional.empty()),
            Duplicates.REFUSE);
    assertThat(intake(runs, two).preview().source().taken()).isEqualTo(6);
  }

  @Test
  void onlyRunsWithASettingAreTakenWhereThatIsSaid() {
    List<TrackedRun> runs = new ArrayList<>(six((r, s) -> seeded(r, s).with("net", "big")));
    runs.addAll(six((r, s) -> seeded(r, s).with("net", "small").reads("acc", 0.3)));
    IntakeOptions big =
        with(
            new IntakeOptions.Selection(
                Optional.empty(), Map.of("net", "big"), Set.of(), Optional.empty()),
            Duplicates.REFUSE);
    Intake intake = intake(runs, big);
    assertThat(intake.preview().source().taken()).isEqualTo(6);
    assertThat(intake.preview().parameters()).hasSize(1);
  }
}
