package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {
  private static final String FULL =
      """
      name: lrn-ablation
      description: Does local response normalization earn its cost?
      method: grid
      metric: {name: validation_accuracy, goal: maximize}
      parameters:
        lrn: {values: [false, true]}
        conv1.kernel: {values: [3, 5]}
        learning_rate: {value: 1e-3}
      run_cap: 200
      ablation:
        baseline: {lrn: true}
        design: one_at_a_time
        seeds: 3
        margin: {validation_accuracy: 0.001, time: 0.05}
        exclude: [{conv1.kernel: 3, lrn: true}]
        include: [{lrn: true, conv1.kernel: 7}]
        order: shuffled
      """;

  private static Spec read(String yaml) {
    return SpecReader.read("exp/sweep.v2.yaml", yaml, SmallCatalog::byName).spec();
  }

  private static Setting levelOf(String yamlValue, String parameter) {
    String yaml = "method: grid\nparameters:\n  %s: {value: %s}\n".formatted(parameter, yamlValue);
    return read(yaml).parameters().get(parameter).levels().get(0);
  }

  @Test
  void readsEveryKeyOfAGrid() {
    Spec spec = read(FULL);

    assertThat(spec.name()).isEqualTo("lrn-ablation");
    assertThat(spec.description()).startsWith("Does local");
    assertThat(spec.program()).isEqualTo(new ProgramRef.BuiltIn("alexnet"));
    assertThat(spec.method()).isEqualTo(SearchMethod.GRID);
    assertThat(spec.objective()).isEqualTo(Objective.DEFAULT);
    assertThat(spec.runCap()).hasValue(200);
    assertThat(spec.declared()).isTrue();
    assertThat(spec.source()).isEqualTo(new SpecSource("sweep.v2.yaml", FULL));
    assertThat(spec.parameters())
        .containsExactly(
            Map.entry(
                "conv1.kernel", new ParameterSpace.Values(List.of(Setting.of(3), Setting.of(5)))),
            Map.entry("learning_rate", new ParameterSpace.Constant(Setting.of(0.001))),
            Map.entry(
                "lrn", new ParameterSpace.Values(List.of(Setting.of(false), Setting.of(true)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{min: 0.5, max: 1.5} | Uniform[min=0.5, max=1.5]",
        "{min: 1, max: 2} | IntUniform[min=1, max=2]",
        "{min: 1, max: 2, distribution: uniform} | Uniform[min=1.0, max=2.0]",
        "{min: 1, max: 2, distribution: q_uniform} | Rounded[of=Uniform[min=1.0, max=2.0],"
            + " step=1.0]",
        "{min: 1, max: 2, distribution: log_uniform_values} | LogUniform[min=1.0, max=2.0]",
        "{min: 1, max: 2, distribution: inv_log_uniform_values} | LogUniform[min=1.0, max=2.0]",
        "{min: 1, max: 2, q: 0.5, distribution: q_log_uniform_values} |"
            + " Rounded[of=LogUniform[min=1.0, max=2.0], step=0.5]",
        "{distribution: normal} | Normal[mu=0.0, sigma=1.0]",
        "{distribution: q_normal, mu: 2, sigma: 3, q: 0.1} | Rounded[of=Normal[mu=2.0, sigma=3.0],"
            + " step=0.1]",
        "{distribution: log_normal, mu: -1} | LogNormal[mu=-1.0, sigma=1.0]",
        "{distribution: q_log_normal} | Rounded[of=LogNormal[mu=0.0, sigma=1.0], step=1.0]",
        "{distribution: beta, a: 2} | Beta[a=2.0, b=1.0]",
        "{distribution: q_beta, q: 0.25} | Rounded[of=Beta[a=1.0, b=1.0], step=0.25]",
      })
  void readsEveryDistributionOfASearch(String width, String distribution) {
    Spec spec = read("method: random\nrun_cap: 5\nparameters: {width: " + width + "}\n");
    assertThat(spec.parameters().get("width"))
        .isInstanceOfSatisfying(
            ParameterSpace.Drawn.class,
            drawn -> assertThat(drawn.distribution()).hasToString(distribution));
  }

  @Test
  void readsWhatASearchTakesFromLists() {
    Spec spec =
        read(
            "{method: sobol, run_cap: 5, parameters: {lrn: {values: [on, off], probabilities:"
                + " [0.25, 0.75]}, width: {values: [1, 2]}, epochs: {value: 3}, seed: {value:"
                + " 9}}}");
    assertThat(spec.parameters())
        .containsEntry(
            "lrn",
            new ParameterSpace.Weighted(
                List.of(Setting.of(true), Setting.of(false)), List.of(0.25, 0.75)))
        .containsEntry(
            "width", new ParameterSpace.Values(List.of(Setting.of(1.0), Setting.of(2.0))))
        .containsEntry("epochs", new ParameterSpace.Constant(Setting.of(3)));
    assertThat(spec.ablation().seeds()).containsExactly(9L);
    assertThat(spec.declared()).isFalse();
  }

  @Test
  void readsEveryKeyOfAnAblation() {
    Setting on = Setting.of(true);

    assertThat(read(FULL).ablation())
        .isEqualTo(
            new Spec.Ablation(
                new Spec.ArmChoice(
                    Settings.of(Map.of("lrn", on)),
                    Spec.Factorial.ONE_AT_A_TIME,
                    List.of(Settings.of(Map.of("conv1.kernel", Setting.of(3), "lrn", on))),
                    List.of(Settings.of(Map.of("conv1.kernel", Setting.of(7), "lrn", on))),
                    Conditions.NONE,
                    Map.of(),
                    List.of()),
                Optional.empty(),
                List.of(1L, 2L, 3L),
                new Spec.Judging(
                    true,
                    Map.of(Metrics.VALIDATION_ACCURACY, 0.001, Metrics.TIME, 0.05),
                    List.of(),
                    Map.of(),
                    Spec.Stop.PLANNED),
                new Spec.Running(Spec.Order.SHUFFLED, false, Spec.Budget.NONE),
                new Spec.SearchOptions(Spec.SearchOptions.WINNER_SEEDS, false),
                Spec.SeedChoice.COUNTED));
  }

  @Test
  void readsWhereParametersVary() {
    String yaml =
        """
        method: grid
        parameters: {lrn: {values: [off, on]}, width: {values: [0.5, 1]}, epochs: {min: 1, max: 3}}
        ablation: {when: {width: {lrn: yes, epochs: [3, 1]}}}
        """;
    Conditions when = read(yaml).ablation().arms().when();
    assertThat(when.describe("width")).isEqualTo("where epochs=3 or 1, lrn=true");
    assertThat(when.describe("lrn")).isEmpty();
    assertThat(when.dependents("epochs")).containsExactly("width");
  }

  @Test
  void readsWhatIsTunedInsideTheArms() {
    String start =
        "method: grid\n"
            + "parameters: {lrn: {values: [off, on]}, width: {values: [0.5, 1]}, epochs: {min: 1,"
            + " max: 3}}\n"
            + "ablation: {nuisance: ";

    assertThat(read(start + "[width, epochs]}\n").ablation().nuisance())
        .contains(new Spec.Nuisance(List.of("epochs", "width"), 3));
    assertThat(
            read(start + "{parameters: [width], seeds: 5, trials: all}}\n").ablation().nuisance())
        .contains(new Spec.Nuisance(List.of("width"), 5));
  }

  @Test
  void whatIsTunedIsNotChosenOnTheTestSet() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    method: grid
                    metric: {name: test_accuracy, goal: maximize}
                    parameters: {lrn: {values: [off, on]}, width: {values: [0.5, 1]}}
                    ablation: {nuisance: [width]}
                    """))
        .hasMessageContaining("2:9: test_accuracy cannot choose the nuisance parameters")
        .hasMessageContaining("validation_accuracy");
  }

  @Test
  void readsABudget() {
    String budget =
        "{max_hours: 1.5, finish_by: 07:00, max_memory: 8g, in_parts: true, stall_minutes: 90}";
    Spec spec =
        read(
            "method: grid\nparameters: {lrn: {values: [true, false]}}\nablation: {budget: "
                + budget
                + "}\n");

    assertThat(spec.ablation().budget())
        .isEqualTo(
            new Spec.Budget(
                Optional.of(1.5),
                Optional.of(LocalTime.of(7, 0)),
                OptionalLong.of(8L << 30),
                true,
                Optional.of(Duration.ofMinutes(90))));
  }

  @Test
  void defaultsAreOneSeedNoVerdictAndTheFilesName() {
    Spec spec = read("method: grid\nparameters: {lrn: {values: [true, false]}}\n");

    assertThat(spec.name()).isEqualTo("sweep.v2");
    assertThat(spec.description()).isEmpty();
    assertThat(spec.declared()).isFalse();
    assertThat(spec.runCap()).isEmpty();
    assertThat(spec.objective()).isEqualTo(Objective.DEFAULT);
    assertThat(spec.ablation().seeds()).containsExactly(1L);
    assertThat(spec.ablation().running().order()).isEqualTo(Spec.Order.LISTED);
  }

  @Test
  void underAnAblationRunsStartInBlocks() {
    assertThat(read("method: grid\nablation: {}\n").ablation().running().order())
        .isEqualTo(Spec.Order.BLOCKS);
  }

  @Test
  void readsNamedArms() {
    Spec.Ablation ablation =
        read("""
        method: grid
        ablation:
          arms: {wide: {width: 2}, none: {lrn: off}, lrn: {lrn: on, lrn.n: 7}}
          compare: [[lrn, none], [wide, lrn]]
        """)
            .ablation();

    assertThat(ablation.arms().named().keySet()).containsExactly("wide", "none", "lrn");
    assertThat(ablation.arms().named().get("none"))
        .isEqualTo(Settings.of(Map.of("lrn", Setting.of(false))));
    assertThat(ablation.arms().compare())
        .containsExactly(new Spec.Comparison("lrn", "none"), new Spec.Comparison("wide", "lrn"));
  }

  @ParameterizedTest
  @CsvSource({"'', 'b-a,c-a'", "'  baseline: c', 'a-c,b-c'"})
  void namedArmsAreComparedWithTheBaselineOrTheFirst(String baseline, String pairs) {
    String yaml = "method: grid\nablation:\n  arms: {a: {width: 1}, b: {width: 2}, c: {lrn: on}}\n";

    assertThat(read(yaml + baseline).ablation().arms().compare())
        .extracting(c -> c.arm() + "-" + c.against())
        .containsExactly(pairs.split(","));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-3, learning_rate, 0.001",
    "1E5, learning_rate, 100000",
    "5., learning_rate, 5",
    ".5, learning_rate, 0.5",
    "1, learning_rate, 1",
    "+3, epochs, 3",
    "3.0, epochs, 3",
    "0x1F, epochs, 31",
    "0o17, epochs, 15",
    "yes, lrn, true",
    "Off, lrn, false",
    "TRUE, lrn, true",
    "fashion, dataset, fashion",
    "'\"010\"', dataset, 010",
    "!!str 12, dataset, 12",
    "!!float 1, width, 1",
  })
  void literalsFollowTheCoreSchemaAndTheParameter(String literal, String parameter, String text) {
    assertThat(levelOf(literal, parameter).text()).isEqualTo(text);
  }

  @Test
  void numbersTakeTheParametersType() {
    assertThat(levelOf("1", "width")).isEqualTo(Setting.of(1.0));
    assertThat(levelOf("3.0", "epochs")).isEqualTo(Setting.of(3));
  }

  @Test
  void nestingOnlyNames() {
    String flat = "method: grid\nparameters: {conv1.kernel: {values: [3, 5]}, lrn: {value: true}}";
    String nested =
        "method: grid\n"
            + "parameters: {conv1: {parameters: {kernel: {values: [3, 5]}}}, lrn: {value: true}}";

    assertThat(read(nested).parameters()).isEqualTo(read(flat).parameters());
  }

  @Test
  void stepsOfAGridLeaveMaxOutAndAddUpExactly() {
    String yaml =
        "method: grid\n"
            + "parameters: {width: {distribution: q_uniform, min: 0.1, max: 0.5, q: 0.1}, epochs:"
            + " {distribution: q_uniform, min: 1, max: 6, q: 2}}";

    assertThat(read(yaml).parameters().get("width").levels())
        .containsExactly(Setting.of(0.1), Setting.of(0.2), Setting.of(0.3), Setting.of(0.4));
    assertThat(read(yaml).parameters().get("epochs").levels())
        .containsExactly(Setting.of(1), Setting.of(3), Setting.of(5));
  }

  @Test
  void integersFromMinToMaxAreWholeLevelsMaxIncluded() {
    String yaml = "method: grid\nparameters: {conv1.kernel: {min: 3, max: 6}}\n";

    assertThat(read(yaml).parameters().get("conv1.kernel").levels())
        .containsExactly(Setting.of(3), Setting.of(4), Setting.of(5), Setting.of(6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parameters: {seed: {values: [7, 3]}} | 7,3",
        "parameters: {seed: {value: 4}} | 4",
        "ablation: {seeds: [9, -2]} | 9,-2",
        "ablation: {seeds: 2} | 1,2",
        "ablation: {} | 1",
      })
  void seedsStandInEitherPlace(String line, String seeds) {
    assertThat(read("method: grid\n" + line).ablation().seeds())
        .extracting(Object::toString)
        .containsExactly(seeds.split(","));
  }

  @Test
  void textsMayLookLikeNumbers() {
    Spec spec = read("method: grid\nname: 2024\ndescription: 1:30\n");

    assertThat(spec.name()).isEqualTo("2024");
    assertThat(spec.description()).isEqualTo("1:30");
  }

  @Test
  void anchorsAndAliasesWork() {
    Spec spec =
        read(
            """
            method: grid
            parameters:
              lrn: &both {values: [on, off]}
              width: {value: &w 0.5}
              learning_rate: {values: [*w, 0.25]}
            """);

    assertThat(spec.parameters().get("lrn").levels())
        .containsExactly(Setting.of(true), Setting.of(false));
    assertThat(spec.parameters().get("learning_rate").levels().get(0)).isEqualTo(Setting.of(0.5));
  }

  @Test
  void jsonMeansTheSameAsYaml() {
    String json =
        """
        {"name": "lrn-ablation", "description": "Does local response normalization earn its cost?",
         "method": "grid", "metric": {"name": "validation_accuracy", "goal": "maximize"},
         "parameters": {"lrn": {"values": [false, true]}, "conv1.kernel": {"values": [3, 5]},
                        "learning_rate": {"value": 1e-3}},
         "run_cap": 200,
         "ablation": {"baseline": {"lrn": true}, "design": "one_at_a_time", "seeds": 3,
                      "margin": {"validation_accuracy": 0.001, "time": 0.05},
                      "exclude": [{"conv1.kernel": 3, "lrn": true}],
                      "include": [{"lrn": true, "conv1.kernel": 7}], "order": "shuffled"}}
        """;
    Spec fromYaml = read(FULL);
    Spec fromJson = SpecReader.read("a.json", json, SmallCatalog::byName).spec();

    assertThat(fromJson.parameters()).isEqualTo(fromYaml.parameters());
    assertThat(fromJson.ablation()).isEqualTo(fromYaml.ablation());
    assertThat(fromJson.runCap()).isEqualTo(fromYaml.runCap());
  }

  @Test
  void keysOfOtherSystemsAreIgnoredWithAWarning() {
    SpecReader.Read read =
        SpecReader.read(
            "s.yaml",
            "method: grid\nproject: mnist\nmetric: {name: test_accuracy, impute: worst}\n",
            SmallCatalog::byName);

    assertThat(read.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "s.yaml:2:1: project has no meaning here and is ignored",
            """
            s.yaml:3:9: metric.goal is missing; maximize is taken for test_accuracy (W&B would take minimize)
              Maybe add goal: maximize\
            """,
            "s.yaml:3:31: impute has no meaning here and is ignored");
    assertThat(read.spec().objective())
        .isEqualTo(new Objective("test_accuracy", Objective.Goal.MAXIMIZE));
  }

  @ParameterizedTest
  @CsvSource({"validation_loss, MINIMIZE", "validation_accuracy, MAXIMIZE"})
  void aMissingGoalFollowsTheMetric(String metric, Objective.Goal goal) {
    assertThat(read("method: grid\nmetric: {name: " + metric + "}\n").objective().goal())
        .isEqualTo(goal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\r\n", "%YAML 1.2\n---\n", "# a comment\n", "---\n"})
  void acceptsWhatEditorsPutBeforeASpec(String start) {
    assertThat(read(start + "method: grid\nname: a\n").name()).isEqualTo("a");
  }

  @Test
  void acceptsWindowsLineEnds() {
    assertThat(read(FULL.replace("\n", "\r\n")).parameters()).hasSize(3);
  }

  @Test
  void everyProblemIsReportedInTheOrderOfTheFile() {
    String yaml =
        """
        method: grid
        parameters:
          lnr: {values: [false, true]}
          width: {values: [0.5, 3]}
        run_cap: 0
        ablation: {nuisance: [width], seeds: [1, 1]}
        """;

    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            """
            exp/sweep.v2.yaml:3:3: unknown parameter 'lnr'; did you mean 'lrn'?
            exp/sweep.v2.yaml:4:25: width ('3') must be a number in (0, 2]
            exp/sweep.v2.yaml:5:10: run_cap ('0') must be an integer from 1 to 2147483647
            exp/sweep.v2.yaml:6:42: the seed '1' stands here twice\
            """);
  }

  @Test
  void anUnknownProgramStillHasItsOtherProblemsReported() {
    SpecException e =
        catchThrowableOfType(
            SpecException.class,
            () -> read("method: grid\nprogram: alexnot\nparameters: {x: {values: []}}\n"));

    assertThat(e.problems())
        .extracting(Problem::message)
        .containsExactly(
            "unknown program 'alexnot'; did you mean 'alexnet'?\n"
                + "  Maybe one of alexnet, or the path of a program of your own",
            "x.values must not be an empty list");
  }

  /** What it reports cannot be known, so that its metric is no problem of its own. */
  @Test
  void aMissingScriptIsTheOnlyProblemOfItsSpec() {
    SpecException e =
        catchThrowableOfType(
            SpecException.class,
            () ->
                read(
                    """
                    method: grid
                    program: nosuch.py
                    metric: {name: f1, goal: maximize}
                    parameters: {x: {values: [1, 2]}}
                    """));

    assertThat(e.problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("there is no program 'nosuch.py': no file ");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "method: grid\n");

    assertThat(SpecReader.read(file, GivenKeys.NONE, SmallCatalog::byName).spec().name())
        .isEqualTo("mine");
  }

  @Test
  void saysWhatIsWrongWithAFileItCannotRead(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
    Path large = Files.write(folder.resolve("large.yaml"), new byte[SpecReader.MAX_BYTES + 1]);

    assertThatThrownBy(() -> SpecReader.read(missing, GivenKeys.NONE, SmallCatalog::byName))
        .hasMessageStartingWith(missing + ": there is no such file\n  Maybe check the path");
    assertThatThrownBy(() -> SpecReader.read(folder, GivenKeys.NONE, SmallCatalog::byName))
        .hasMessageContaining("this is a folder");
    assertThatThrownBy(() -> SpecReader.read(latin, GivenKeys.NONE, SmallCatalog::byName))
        .hasMessageContaining("not text in UTF-8");
    assertThatThrownBy(() -> SpecReader.read(large, GivenKeys.NONE, SmallCatalog::byName))
        .hasMessageContaining("larger than 3 MB");
  }
}
