package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files for programs of one's own mean what they mean to W&B. */
class OwnProgramSpecTest {

  private static Optional<Catalog> byName(String program) {
    return program.equals("train.py")
        ? Optional.of(new OpenCatalog(program))
        : SmallCatalog.byName(program);
  }

  private static SpecReader.Read read(String yaml) {
    return SpecReader.read("s.yaml", yaml, OwnProgramSpecTest::byName);
  }

  private static Spec capped(String file, String text, int cap) {
    GivenKeys given = GivenKeys.ofCap(OptionalInt.of(cap));
    String whole = given.below(new SpecSource(file, text));
    return SpecReader.read(file, whole, OwnProgramSpecTest::byName).spec();
  }

  private static List<Setting> levels(String values) {
    return read("{program: train.py, method: grid, parameters: {a: {values: %s}}}"
            .formatted(values))
        .spec()
        .parameters()
        .get("a")
        .levels();
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(SpecException.class, () -> read(yaml)).problems().stream()
        .map(problem -> problem.line() + ": " + problem.message())
        .toList();
  }

  @Test
  void listsMapsAndNullAreValues() {
    assertThat(levels("[[64, 1.5, x], {b: [yes], a: ~}, null, x, true]"))
        .containsExactly(
            new Setting.Array(List.of(Setting.of(64), Setting.of(1.5), Setting.of("x"))),
            new Setting.Dictionary(
                Map.of("a", new Setting.Null(), "b", new Setting.Array(List.of(Setting.of(true))))),
            new Setting.Null(),
            Setting.of("x"),
            Setting.of(true));
    assertThat(levels("[{b: [yes, 1.0, 'q\"'], a: ~}]").get(0).text())
        .isEqualTo("{\"a\": null, \"b\": [true, 1.0, \"q\\\"\"]}");
  }

  @Test
  void aLevelMayBeNamedByWhatItIs() {
    Spec spec =
        read("""
                program: train.py
                method: grid
                parameters: {widths: {values: [[64, 32], [128], null]}}
                ablation: {baseline: {widths: [128]}, exclude: [{widths: null}], seeds: 3}
                """)
            .spec();

    assertThat(spec.ablation().arms().baseline().get("widths"))
        .isEqualTo(new Setting.Array(List.of(Setting.of(128))));
    assertThat(spec.ablation().arms().exclude()).hasSize(1);
  }

  @Test
  void wordsForBooleansAreBooleansAndThatIsTold() {
    SpecReader.Read read =
        read("program: train.py\nmethod: grid\nparameters: {a: {values: [yes, 'no']}}");

    assertThat(read.spec().parameters().get("a").levels())
        .containsExactly(Setting.of(true), Setting.of("no"));
    assertThat(read.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "s.yaml:3:27: a: yes is the boolean true, as W&B reads it\n  Maybe quote it if it is text");
  }

  /** Its agent reads them as Python does, and writes them as Python does. */
  @Test
  void booleansAmongTheWordsOfACommandAreWrittenAsWandbDoes() {
    assertThat(
            read("method: grid\ncommand: [x, true, 'true', --a=true, no, \"no\", False]")
                .spec()
                .program()
                .text())
        .isEqualTo("x True true --a=true False no False");
  }

  @Test
  void underscoresPartDigits() {
    assertThat(levels("[1_000, -3_0, 1_0.5_0, 2_0.0e+2, _1, 1_a, '1_0', 0x1_1, 0o1_2, 0x_1, 0x1_]"))
        .containsExactly(
            Setting.of(1000),
            Setting.of(-30),
            Setting.of(10.5),
            Setting.of(2000.0),
            Setting.of("_1"),
            Setting.of("1_a"),
            Setting.of("1_0"),
            Setting.of(17),
            Setting.of(10),
            Setting.of("0x_1"),
            Setting.of("0x1_"));
  }

  @Test
  void keysAreMergedAsInYaml11() {
    Spec spec =
        read("""
                program: train.py
                method: random
                run_cap: 5
                parameters:
                  p: &x {min: 1, max: 5}
                  q: {<<: *x, max: 9}
                  r: {max: 7, <<: [{max: 8, min: 3}, *x]}
                """)
            .spec();

    assertThat(spec.parameters().get("q").describe()).isEqualTo("1…9, whole");
    assertThat(spec.parameters().get("r").describe()).isEqualTo("3…7, whole");
    assertThat(problems("{program: train.py, method: grid, parameters: {<<: 3}}"))
        .contains("1: the merge key << takes a map or a list of maps, not '3'");
  }

  @Test
  void ofAKeyThatStandsTwiceTheLastCounts() {
    SpecReader.Read read =
        read(
            """
            program: train.py
            method: random
            parameters: {a: {value: 1}, a: {values: [1, 2]}}
            method: grid
            """);

    assertThat(read.spec().method()).isEqualTo(SearchMethod.GRID);
    assertThat(read.spec().parameters().get("a").levels()).hasSize(2);
    assertThat(read.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "'a' stands here twice: first in line 3. This one counts, as with W&B",
            "'method' stands here twice: first in line 2. This one counts, as with W&B");
  }

  @Test
  void ofWhatIsListedTwiceASearchDrawsMore() {
    Spec spec =
        read("{program: train.py, method: random, run_cap: 3, parameters: {a: {values: [1, 2, 1.0, x]}}}")
            .spec();

    assertThat(spec.parameters().get("a"))
        .isEqualTo(
            new ParameterSpace.Weighted(
                List.of(Setting.of(1.0), Setting.of(2), Setting.of("x")),
                List.of(0.5, 0.25, 0.25)));
    assertThat(levels("[1, 2, 1.0]")).containsExactly(Setting.of(1.0), Setting.of(2));
  }

  @Test
  void theSeedOfASearchIsAParameterUnlessItIsOne() {
    SpecReader.Read many =
        read(
            "{program: train.py, method: bayes, run_cap: 30, metric: {name: l, goal: minimize},"
                + " parameters: {lr: {min: 0.1, max: 1.0}, seed: {values: [1, 2]}}}");
    Spec one =
        read("{program: train.py, method: random, run_cap: 3,"
                + " parameters: {lr: {min: 0.1, max: 1.0}, seed: {value: 7}}}")
            .spec();

    assertThat(many.spec().parameters()).containsKey("seed");
    assertThat(many.spec().ablation().seeds()).containsExactly(1L);
    assertThat(many.spec().program().text()).doesNotContain("${seed}");
    assertThat(many.spec().ablation().search().winnerSeeds()).isZero();
    assertThat(many.warnings())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("not trained again"));
    assertThat(one.parameters()).doesNotContainKey("seed");
    assertThat(one.ablation().seeds()).containsExactly(7L);
    assertThat(one.program().text()).contains("${seed}");
  }

  @Test
  void aSearchWithOnePointTrainsItOnSeedsOfItsOwn() {
    SpecReader.Read read =
        read("{program: train.py, method: random, run_cap: 3, parameters: {a: {values: [1]}}}");

    assertThat(read.spec().method()).isEqualTo(SearchMethod.GRID);
    assertThat(read.spec().ablation().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(read.warnings())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("nothing to search");
  }

  @Test
  void aSmallSpaceIsTold() {
    assertThat(
            read("{program: train.py, method: random, run_cap: 10_000,"
                    + " parameters: {a: {values: [1, 2]}, b: {min: 1, max: 3}}}")
                .warnings())
        .extracting(Problem::message)
        .containsExactly(
            "the parameters have 6 combinations, fewer than run_cap (10000): each is tried once");
  }

  @Test
  void aMissingProgramIsToldFirst() {
    assertThat(
            problems(
                "method: grid\nmetric: {name: val_loss, goal: minimize}\nparameters: {hidden: {values: [64, 128]}}"))
        .singleElement()
        .asString()
        .startsWith(
            "1: program: is missing, so this is about alexnet, which has no hidden, val_loss\n")
        .contains(
            "add the line program: train.py (a script that takes its parameters as arguments)");
    assertThat(
            problems(
                "method: grid\nmetric: {name: val_loss}\nparameters: {width: {values: [1, 2]}}"))
        .first()
        .asString()
        .startsWith("1: program: is missing");
    assertThat(problems("method: grid\nparameters: {widht: {values: [1, 2]}}"))
        .singleElement()
        .asString()
        .contains("did you mean 'width'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "program: no/train_it.py\n",
        "program: no/train_it.py\ncommand: [python, '${program}', '${args}']\n"
      })
  void aProgramThatIsNotThereIsToldWithItsPath(String program) {
    String here = Path.of("").toAbsolutePath().toString();

    assertThat(
            problems(
                program
                    + "method: grid\nmetric: {name: val_loss, goal: minimize}\nparameters: {hidden: {values: [64, 128]}}"))
        .singleElement()
        .asString()
        .contains("no file " + Path.of(here, "no", "train_it.py"), "It is looked for in " + here);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep.yaml", "conf/deep/sweep.yaml"})
  void aProgramThatLiesBesideTheFileOrAboveItIsPointedTo(String file, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("train_it.py"), "");
    String spec = "program: train_it.py\nmethod: grid\nparameters: {a: {values: [1, 2]}}";
    assertThatThrownBy(
            () ->
                SpecReader.read(folder.resolve(file).toString(), spec, OwnProgramSpecTest::byName))
        .hasMessageContaining("start it in " + folder + ", where there is one");
    assertThatThrownBy(() -> SpecReader.read("a\0b/" + file, spec, OwnProgramSpecTest::byName))
        .hasMessageContaining("there is no program");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "command: [python, -m, '${program}', '${args}']\nprogram: pkg.train.py\n",
        "command: ['${program}', '${args}']\nprogram: accelerate\n",
        "command: [sh, -c, 'cd x && python ${program}', '${args}']\nprogram: train_it.py\n"
      })
  void whatMayBeNoFileIsNotLookedFor(String program) {
    assertThat(
            read(program + "method: grid\nparameters: {a: {values: [1, 2]}}").spec().parameters())
        .hasSize(1);
  }

  @Test
  void aCapBesideTheFileStandsBelowItsText() {
    String search = "parameters: {lr: {min: 0.1, max: 1.0}}\n";
    String block = "# mine\r\n\r\n  method: random\r\n  program: train.py\r\n  " + search;
    for (String text :
        List.of(
            block,
            "\uFEFFmethod: random\nprogram: train.py\n" + search,
            "---\nprogram: train.py\nmethod: random\n" + search + "...\n",
            "program: train.py\nrun_cap: 1_000 # many\nmethod: random\n" + search,
            "program: train.py\nmethod: random\n" + search + "run_cap:\n  9",
            "{program: train.py, method: random, run_cap: 5, " + search.strip() + "}",
            "program: train.py\nmethod: random\nparameters: {lr: {min: 0.1, max: &n 1.0}}\nrun_cap: *n",
            "# ü 😀\n{program: train.py, method: random, " + search.strip() + "}")) {
      Spec spec = capped("s.yaml", text, 4);
      assertThat(spec.runCap()).as(text).hasValue(4);
      Spec stored = read(spec.source().text()).spec();
      assertThat(stored.runCap()).as(spec.source().text()).hasValue(4);
      assertThat(stored.parameters()).isEqualTo(spec.parameters());
      assertThat(capped("s.yaml", spec.source().text(), 4).source().text())
          .isEqualTo(spec.source().text());
    }
    Spec json =
        capped(
            "s.json",
            "{\"program\": \"train.py\", \"method\": \"grid\", \"parameters\": {\"a\": {\"value\": 1}}}",
            4);
    assertThat(json.runCap()).hasValue(4);
    assertThat(json.source().text()).endsWith("\n#: run_cap: 4\n");
    assertThat(GivenKeys.above(capped("s.yaml", block, 4).source().text())).isEqualTo(block);
  }

  @Test
  void aSearchMayWaitForItsCap() {
    assertThat(
            read("{program: train.py, method: random, parameters: {a: {min: 0.1, max: 1.0}}}")
                .spec()
                .runCap())
        .isEmpty();
  }

  @Test
  void aScriptInTheCommandThatStartsAProgramNeedsOne() {
    assertThat(
            problems(
                "{command: [bash, '-c', 'python ${program} ${args}'], method: grid,"
                    + " parameters: {a: {values: [1, 2]}}}"))
        .singleElement()
        .asString()
        .startsWith("1: the command has ${program}, and there is no program");
  }
}
