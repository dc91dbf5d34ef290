package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.spec.SmallCatalog;
import dev.nightsweep.spec.SpecReader;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String TWO_FACTORS =
      "parameters: {lrn: {values: [off, on]}, conv1.kernel: {values: [3, 5]}}\n";

  private static Spec spec(String yaml) {
    return SpecReader.read("s.yaml", "method: grid\n" + yaml, SmallCatalog::byName).spec();
  }

  private static Plan plan(Spec spec, Catalog catalog, String sweepId) {
    return Planner.plan(
        spec, catalog, settings -> new TreeMap<>(Map.of("threads", "1")), sweepId, NOON);
  }

  private static Plan plan(String yaml) {
    return plan(spec(yaml), SmallCatalog.create(), "sweep-1");
  }

  private static List<String> labels(Plan plan) {
    return plan.arms().stream().map(Arm::label).toList();
  }

  /** {@code lrn: true against false = [pairs of labels]}. */
  private static List<String> contrasts(Plan plan) {
    return plan.header().contrasts().stream()
        .map(
            c ->
                c.title()
                    + c.cells().stream()
                        .map(
                            cell ->
                                label(plan, cell.armId())
                                    + " ~ "
                                    + label(plan, cell.baselineArmId()))
                        .collect(Collectors.joining("; ", " = ", "")))
        .toList();
  }

  private static String label(Plan plan, String armId) {
    return plan.arm(armId).label();
  }

  private static List<String> runs(Plan plan) {
    return plan.runs().stream().map(r -> label(plan, r.armId()) + " @" + r.seed()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "width: {value: 1} | all",
        "lrn: {values: [on]} | all",
        "lrn: {values: [on, off]} | lrn=true / lrn=false",
        "lrn: {values: [off, on]}, conv1.kernel: {values: [5, 3]} | conv1.kernel=5, lrn=false /"
            + " conv1.kernel=5, lrn=true / conv1.kernel=3, lrn=false / conv1.kernel=3, lrn=true",
        "epochs: {min: 2, max: 4}, width: {value: 1} | epochs=2 / epochs=3 / epochs=4",
      })
  void expandsAlphabeticallyLastFastest(String parameters, String arms) {
    assertThat(labels(plan("parameters: {" + parameters + "}"))).containsExactly(arms.split(" / "));
  }

  @Test
  void armsCarryTheirLevelsAndEverySetting() {
    Plan plan = plan("parameters: {preset: {value: paper}, width: {values: [0.5, 1]}}");
    Arm arm = plan.arms().get(0);

    assertThat(arm.levels()).isEqualTo(Settings.of(Map.of("width", Setting.of(0.5))));
    assertThat(arm.settings().byName()).hasSize(9).containsEntry("lrn", Setting.of(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "when: {lrn.n: {lrn: on}} | lrn=false / lrn=true, lrn.n=3 / lrn=true, lrn.n=5",
        "when: {lrn: {lrn.n: 5}} | lrn.n=3 / lrn=false, lrn.n=5 / lrn=true, lrn.n=5",
        "when: {lrn: {lrn.n: [5, 3]}} | lrn=false, lrn.n=3 / lrn=true, lrn.n=3 / lrn=false, lrn.n=5"
            + " / lrn=true, lrn.n=5",
        "when: {lrn.n: {lrn: on}}, exclude: [{lrn.n: 3}] | lrn=false / lrn=true, lrn.n=5",
        "when: {lrn.n: {lrn: on}}, exclude: [{lrn: off}] | lrn=true, lrn.n=3 / lrn=true, lrn.n=5",
        "when: {lrn.n: {lrn: on}}, include: [{lrn: on, lrn.n: 7}] | lrn=false / lrn=true, lrn.n=3 /"
            + " lrn=true, lrn.n=5 / lrn=true, lrn.n=7",
        "when: {lrn.n: {lrn: on}}, design: one_at_a_time | lrn=false / lrn=true, lrn.n=3 /"
            + " lrn=true, lrn.n=5",
        "when: {lrn.n: {lrn: on}}, design: one_at_a_time, baseline: {lrn: on, lrn.n: 5} | lrn=true,"
            + " lrn.n=5 / lrn=false / lrn=true, lrn.n=3",
      })
  void aParameterIsLeftOutWhereItsConditionDoesNotHold(String ablation, String arms) {
    Spec spec =
        spec(
            "parameters: {lrn: {values: [off, on]}, lrn.n: {values: [3, 5]}}\nablation: {%s}"
                .formatted(ablation));
    assertThat(labels(plan(spec, SmallCatalog.create(), "s"))).containsExactly(arms.split(" / "));
    if (!ablation.contains("exclude")) {
      assertThat(Planner.size(spec).arms()).isEqualTo(arms.split(" / ").length);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "off | lrn: true against false = lrn=true, lrn.n=3 ~ lrn=false; lrn=true, lrn.n=5 ~"
            + " lrn=false | lrn.n: 5 against 3 = lrn=true, lrn.n=5 ~ lrn=true, lrn.n=3",
        "on | lrn: false against true = lrn=false ~ lrn=true, lrn.n=3; lrn=false ~ lrn=true,"
            + " lrn.n=5 | lrn.n: 5 against 3 = lrn=true, lrn.n=5 ~ lrn=true, lrn.n=3",
      })
  void aFactorThatDecidesAboutOthersIsComparedOverAllTheirLevels(
      String baseline, String first, String second) {
    String yaml =
        "parameters: {lrn: {values: [off, on]}, lrn.n: {values: [3, 5]}}\n"
            + "ablation: {when: {lrn.n: {lrn: on}}, baseline: {lrn: %s}}".formatted(baseline);
    assertThat(contrasts(plan(yaml))).containsExactly(first, second);
  }

  @Test
  void levelsOfAFactorThatShareADependentAreComparedAtEqualOnes() {
    String yaml =
        "parameters: {conv1.kernel: {values: [3, 5, 7]}, lrn.n: {values: [3, 5]}}\n"
            + "ablation: {when: {lrn.n: {conv1.kernel: [3, 5]}}}";
    assertThat(contrasts(plan(yaml)))
        .contains(
            "conv1.kernel: 5 against 3 = conv1.kernel=5, lrn.n=3 ~ conv1.kernel=3, lrn.n=3;"
                + " conv1.kernel=5, lrn.n=5 ~ conv1.kernel=3, lrn.n=5",
            "conv1.kernel: 7 against 3 = conv1.kernel=7 ~ conv1.kernel=3, lrn.n=3; conv1.kernel=7 ~"
                + " conv1.kernel=3, lrn.n=5");
  }

  @Test
  void ofSeveralConditionsALevelIsTakenThatAllHaveAndTheBaselinesIfItWillDo() {
    String yaml =
        "parameters: {activation: {values: [relu, tanh]}, conv1.kernel: {values: [3, 5, 7]}, lrn:"
            + " {values: [off, on]}}\n"
            + "ablation: {design: one_at_a_time, baseline: {conv1.kernel: 7}, when: {activation:"
            + " {lrn: on, conv1.kernel: [3, 5, 7]}, lrn: {conv1.kernel: [5, 3]}}}";
    assertThat(labels(plan(yaml)))
        .contains(
            "activation=relu, conv1.kernel=5, lrn=true",
            "activation=tanh, conv1.kernel=5, lrn=true")
        .anyMatch(label -> label.equals("conv1.kernel=7"));
  }

  @Test
  void conditionsThatExcludeEachOtherAreRefused() {
    String yaml =
        "parameters: {activation: {values: [relu, tanh]}, conv1.kernel: {values: [3, 5]}, lrn:"
            + " {values: [off, on]}}\n"
            + "ablation: {when: {activation: {lrn: on, conv1.kernel: 3}, lrn: {conv1.kernel: 5}}}";
    assertThatThrownBy(() -> spec(yaml))
        .hasMessageContaining("activation never varies: its conditions exclude each other");
  }

  @Test
  void anIncludedArmMustNotSetWhatDoesNotVaryThere() {
    String yaml =
        "parameters: {lrn: {values: [off, on]}, lrn.n: {values: [3, 5]}}\n"
            + "ablation: {when: {lrn.n: {lrn: on}}, include: [{lrn.n: 7}]}";
    assertThatThrownBy(() -> plan(yaml))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(
            "the included arm lrn.n=7 sets lrn.n, which varies only where lrn=true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exclude: [{lrn: on, conv1.kernel: 3}] | conv1.kernel=3, lrn=false / conv1.kernel=5,"
            + " lrn=false / conv1.kernel=5, lrn=true",
        "exclude: [{conv1.kernel: 3}] | conv1.kernel=5, lrn=false / conv1.kernel=5, lrn=true",
        "exclude: [{lrn: off}, {conv1.kernel: 5, lrn: on}] | conv1.kernel=3, lrn=true",
        "exclude: [{lrn: off}], include: [{lrn: off}] | conv1.kernel=3, lrn=true / conv1.kernel=5,"
            + " lrn=true / conv1.kernel=3, lrn=false",
        "exclude: [{lrn: off}], include: [{conv1.kernel: 7}], baseline: {lrn: on} | conv1.kernel=3,"
            + " lrn=true / conv1.kernel=5, lrn=true / conv1.kernel=7, lrn=true",
        "exclude: [{conv1.kernel: 3}], include: [{lrn: on, conv1.kernel: 5}] | conv1.kernel=5,"
            + " lrn=false / conv1.kernel=5, lrn=true",
        "design: one_at_a_time | conv1.kernel=3, lrn=false / conv1.kernel=5, lrn=false /"
            + " conv1.kernel=3, lrn=true",
        "design: one_at_a_time, baseline: {lrn: on} | conv1.kernel=3, lrn=true / conv1.kernel=5,"
            + " lrn=true / conv1.kernel=3, lrn=false",
        "design: one_at_a_time, exclude: [{conv1.kernel: 5}] | conv1.kernel=3, lrn=false /"
            + " conv1.kernel=3, lrn=true",
      })
  void excludesIncludesAndDesignsShapeTheGrid(String ablation, String arms) {
    assertThat(labels(plan(TWO_FACTORS + "ablation: {" + ablation + "}")))
        .containsExactly(arms.split(" / "));
  }

  @Test
  void contrastsPairArmsThatDifferInOneFactor() {
    Plan plan =
        plan(
            TWO_FACTORS
                + "ablation: {exclude: [{lrn: on, conv1.kernel: 3}], include: [{lrn: on,"
                + " conv1.kernel: 7}]}");

    assertThat(contrasts(plan))
        .containsExactly(
            "conv1.kernel: 5 against 3 = conv1.kernel=5, lrn=false ~ conv1.kernel=3, lrn=false",
            "lrn: true against false = conv1.kernel=5, lrn=true ~ conv1.kernel=5, lrn=false");
  }

  @Test
  void contrastsUseTheDeclaredBaselineAndAllCells() {
    Plan plan = plan(TWO_FACTORS + "ablation: {baseline: {lrn: on}}");

    assertThat(contrasts(plan))
        .containsExactly(
            "conv1.kernel: 5 against 3 = conv1.kernel=5, lrn=false ~ conv1.kernel=3, lrn=false; "
                + "conv1.kernel=5, lrn=true ~ conv1.kernel=3, lrn=true",
            "lrn: false against true = conv1.kernel=3, lrn=false ~ conv1.kernel=3, lrn=true; "
                + "conv1.kernel=5, lrn=false ~ conv1.kernel=5, lrn=true");
    assertThat(plan.header().judged()).isTrue();
  }

  @Test
  void withoutAnAblationNothingIsCompared() {
    Plan plan = plan(TWO_FACTORS);

    assertThat(plan.header().contrasts()).isEmpty();
    assertThat(plan.header().judged()).isFalse();
    assertThat(plan.header().factors()).extracting("name").containsExactly("conv1.kernel", "lrn");
  }

  @Test
  void namedArmsKeepTheirNamesAndPairs() {
    Plan plan =
        plan(
            """
            parameters: {width: {value: 1}}
            ablation:
              arms: {stock: {lrn: on, lrn.n: 7}, none: {lrn: off}, narrow: {width: 0.5}}
              compare: [[narrow, none], [stock, narrow]]
            """
                .replace("narrow: {width", "narrow: {lrn: on, width"));

    assertThat(labels(plan)).containsExactly("stock", "none", "narrow");
    assertThat(plan.arms().get(2).settings().real("width")).isEqualTo(0.5);
    assertThat(plan.arms().get(1).settings().real("width")).isEqualTo(1.0);
    assertThat(contrasts(plan))
        .containsExactly(
            "narrow against none = narrow ~ none", "stock against narrow = stock ~ narrow");
    assertThat(plan.header().factors()).isEmpty();
    assertThat(plan.header().contrasts()).extracting(Contrast::factor).containsOnly("arm");
  }

  @Test
  void listedOrderIsArmByArm() {
    assertThat(runs(plan("parameters: {lrn: {values: [off, on]}, seed: {values: [5, 4]}}")))
        .containsExactly("lrn=false @5", "lrn=false @4", "lrn=true @5", "lrn=true @4");
  }

  @Test
  void blocksAreCompleteAndShuffledEachInItsOwnWay() {
    Plan plan =
        plan("parameters: {epochs: {min: 1, max: 8}}\nablation: {seeds: [3, 1, 2], order: blocks}");
    List<List<PlannedRun>> blocks =
        List.of(plan.runs().subList(0, 8), plan.runs().subList(8, 16), plan.runs().subList(16, 24));

    assertThat(blocks).extracting(b -> b.get(0).seed()).containsExactly(3L, 1L, 2L);
    assertThat(blocks)
        .allSatisfy(
            b -> {
              assertThat(b).extracting(PlannedRun::armId).doesNotHaveDuplicates();
              assertThat(b).extracting(PlannedRun::seed).containsOnly(b.get(0).seed());
            });
    assertThat(blocks.stream().map(b -> b.stream().map(PlannedRun::armId).toList()))
        .doesNotHaveDuplicates();
  }

  /** Pinned, because the order must stay the same with every Java and every version of ours. */
  @Test
  void shuffledOrdersNeverChange() {
    String spec = "parameters: {epochs: {min: 1, max: 3}}\nablation: {seeds: 2, order: ";

    assertThat(runs(plan(spec + "blocks}")))
        .containsExactly(
            "epochs=3 @1",
            "epochs=1 @1",
            "epochs=2 @1",
            "epochs=1 @2",
            "epochs=2 @2",
            "epochs=3 @2");
    assertThat(runs(plan(spec + "shuffled}")))
        .containsExactly(
            "epochs=1 @1",
            "epochs=3 @1",
            "epochs=3 @2",
            "epochs=2 @1",
            "epochs=1 @2",
            "epochs=2 @2");
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "7, 1", "8, 2", "100, 3"})
  void underAnAblationTheCapCutsWholeBlocks(int cap, int seeds) {
    Plan plan = plan(TWO_FACTORS + "ablation: {seeds: 3}\nrun_cap: " + cap);

    assertThat(plan.header().seeds()).hasSize(seeds);
    assertThat(plan.runs()).hasSize(4 * seeds);
  }

  @Test
  void aCapBelowOneBlockIsRefused() {
    assertThatThrownBy(() -> plan(TWO_FACTORS + "ablation: {seeds: 3}\nrun_cap: 3"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("run_cap (3)")
        .hasMessageContaining("there are 4");
  }

  @Test
  void withoutAnAblationTheCapCutsTheListOfRuns() {
    Plan plan = plan("run_cap: 3\nparameters: {epochs: {min: 1, max: 9}, seed: {values: [1, 2]}}");

    assertThat(runs(plan)).containsExactly("epochs=1 @1", "epochs=1 @2", "epochs=2 @1");
    assertThat(labels(plan)).containsExactly("epochs=1", "epochs=2");
  }

  @Test
  void aGridBeyondTenBillionArmsIsRefusedWithItsCount() {
    Spec spec = spec(huge(4) + "run_cap: 10\n");

    assertThat(Planner.size(spec).arms()).isEqualTo(BigInteger.TEN.pow(12));
    assertThatThrownBy(() -> plan(spec, SmallCatalog.create(), "s"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("1,000,000,000,000 arms");
  }

  @Test
  void sizesBeyondLongAreCounted() {
    Spec spec = spec(huge(4) + "ablation: {seeds: 100000}\n");
    Spec wider =
        new Spec(
            spec.name(),
            "",
            spec.program(),
            new Spec.Space(SearchMethod.GRID, many(spec), spec.runCap()),
            spec.objective(),
            spec.ablation(),
            Stopping.NONE,
            spec.source());

    assertThat(Planner.size(wider).runs()).isEqualTo(BigInteger.TEN.pow(3 * 9 + 5));
  }

  private static SortedMap<String, ParameterSpace> many(Spec spec) {
    SortedMap<String, ParameterSpace> many = new TreeMap<>();
    IntStream.range(0, 9).forEach(i -> many.put("p" + i, spec.parameters().get("epochs")));
    return many;
  }

  /** Factors of a thousand levels each. */
  private static String huge(int factors) {
    String levels =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(i -> "0.0" + i + "1")
            .collect(Collectors.joining(","));
    List<String> parameters =
        List.of(
            "epochs: {min: 1, max: 1000}",
            "learning_rate: {values: [" + levels + "]}",
            "width: {values: [" + levels + "]}",
            "dataset: {values: [" + levels.replace("0.0", "d") + "]}");
    return "parameters: {" + String.join(", ", parameters.subList(0, factors)) + "}\n";
  }

  @Test
  void aBigGridWithACapIsNotExpanded() {
    Plan plan = plan(huge(3) + "run_cap: 2\n");

    assertThat(labels(plan))
        .containsExactly(
            "epochs=1, learning_rate=0.011, width=0.011",
            "epochs=1, learning_rate=0.011, width=0.021");
  }

  @Test
  void moreThanAHundredThousandRunsNeedACap() {
    assertThatThrownBy(() -> plan(huge(2)))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("1,000,000 runs")
        .hasMessageContaining("set run_cap");
  }

  @Test
  void aCapThatWouldFillTheMemoryIsRefused() {
    assertThatThrownBy(() -> plan(huge(3) + "run_cap: 2000000\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("run_cap (2,000,000)");
  }

  @Test
  void excludedStretchesOfABigGridAreSkipped() {
    Plan plan =
        plan(
            huge(3)
                + "run_cap: 1000\nablation:\n  exclude:\n"
                + IntStream.rangeClosed(1, 999)
                    .mapToObj(i -> "  - {epochs: " + i + "}\n")
                    .collect(Collectors.joining())
                + IntStream.rangeClosed(2, 1000)
                    .mapToObj(i -> "  - {epochs: 1000, learning_rate: 0.0" + i + "1}\n")
                    .collect(Collectors.joining()));

    assertThat(plan.arms()).hasSize(1000);
    assertThat(plan.arms().get(0).label())
        .isEqualTo("epochs=1000, learning_rate=0.011, width=0.011");
  }

  @Test
  void anEmptyGridIsRefused() {
    assertThatThrownBy(() -> plan(TWO_FACTORS + "ablation: {exclude: [{lrn: on}, {lrn: off}]}"))
        .isInstanceOf(PlanException.class)
        .hasMessage("exclude leaves no arm of the grid's 4: exclude less");
  }

  @Test
  void conflictsNameTheArmAndAreNotRepeated() {
    PlanException e =
        catchThrowableOfType(
            PlanException.class,
            () ->
                plan("parameters: {conv1.kernel: {values: [5, 21]}, epochs: {values: [1, 2, 3]}}"));

    assertThat(e.problems())
        .containsExactly("arm conv1.kernel=21, epochs=1 (and 2 others): conv1.kernel 21 needs lrn");
  }

  @Test
  void atMostTwentyConflictsAreShown() {
    Catalog touchy =
        new Catalog() {
          @Override
          public String program() {
            return "touchy";
          }

          @Override
          public List<Parameter> parameters() {
            return List.of();
          }

          @Override
          public DeclaredMetrics metrics() {
            return DeclaredMetrics.NONE;
          }

          @Override
          public Settings resolve(Settings given) {
            return given;
          }

          @Override
          public List<String> conflicts(Settings resolved) {
            return List.of("not " + resolved);
          }
        };
    PlanException e =
        catchThrowableOfType(
            PlanException.class,
            () -> plan(spec("parameters: {epochs: {min: 1, max: 25}}"), touchy, "s"));

    assertThat(e.problems()).hasSize(21).endsWith("and 5 more");
  }

  @Test
  void armsThatOnlyDifferInDefaultsAreRefused() {
    assertThatThrownBy(() -> plan("ablation: {arms: {a: {width: 0.125}, b: {}}}"))
        .isInstanceOf(PlanException.class)
        .hasMessage("arm b: its settings are those of the arm a, once the defaults are in");
  }

  @Test
  void renamingTheSweepChangesRunIdsButNotIdentities() {
    Spec spec = spec(TWO_FACTORS);
    Plan one = plan(spec, SmallCatalog.create(), "sweep-1");
    Plan two = plan(spec, SmallCatalog.create(), "sweep-2");

    assertThat(two.runs())
        .extracting(PlannedRun::identity)
        .isEqualTo(one.runs().stream().map(PlannedRun::identity).toList());
    assertThat(two.runs())
        .extracting(PlannedRun::runId)
        .doesNotContainAnyElementsOf(one.runs().stream().map(PlannedRun::runId).toList());
    assertThat(two.header().planHash()).isEqualTo(one.header().planHash());
    assertThat(two.arms()).isEqualTo(one.arms());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: b | true",
        "description: other words | true",
        "ablation: {seeds: 2, order: listed} | true",
        "ablation: {seeds: 3} | false",
        "ablation: {seeds: 2, margin: {time: 0.1}} | false",
        "ablation: {seeds: 2, stuck: {validation_accuracy: 0.1}} | false",
        "ablation: {seeds: 2, baseline: {lrn: on}} | false",
        "ablation: {seeds: 2, exclude: [{lrn: on, conv1.kernel: 3}]} | false",
        "metric: {name: validation_loss, goal: minimize} | false",
        "run_cap: 4 | false",
        "run_cap: 8 | true",
      })
  void thePlanHashIsAboutWhatIsRunAndJudged(String change, boolean same) {
    String seeds = change.startsWith("ablation") ? "" : "\nablation: {seeds: 2}";
    String before = plan(TWO_FACTORS + "ablation: {seeds: 2}").header().planHash();
    String after = plan(TWO_FACTORS + change + seeds).header().planHash();

    assertThat(after.equals(before)).isEqualTo(same);
  }

  @Test
  void theHeaderTellsWhatWasAsked() {
    Plan plan = plan("description: Why?\nname: n\n" + TWO_FACTORS + "ablation: {seeds: 2}");

    assertThat(plan.header().question()).isEqualTo("Why?");
    assertThat(plan.header().createdAt()).isEqualTo(NOON);
    assertThat(plan.header().specFile()).isEqualTo("s.yaml");
    assertThat(plan.header().specHash()).hasSize(64);
    assertThat(plan.header().seeds()).containsExactly(1L, 2L);
  }

  /** By the sweep's goal for its own metric and the twin, else by the metric's. */
  @ParameterizedTest
  @CsvSource({
    "validation_accuracy, maximize, validation_accuracy, MAXIMIZE",
    "validation_accuracy, minimize, validation_accuracy, MINIMIZE",
    "validation_accuracy, minimize, test_accuracy, MINIMIZE",
    "validation_accuracy, minimize, validation_loss, MINIMIZE",
    "validation_loss, minimize, validation_accuracy, MAXIMIZE"
  })
  void whatIsStuckIsSoByTheGoalOfItsMetric(
      String judgedBy, String goal, String metric, Objective.Goal better) {
    String yaml =
        TWO_FACTORS
            + "metric: {name: %s, goal: %s}\nablation: {seeds: 2, stuck: {%s: 0.1}}"
                .formatted(judgedBy, goal, metric);
    assertThat(plan(yaml).header().stuck())
        .contains(new ChanceLevel(new Objective(metric, better), 0.1));
    assertThat(plan(TWO_FACTORS).header().stuck()).isEmpty();
  }
}
