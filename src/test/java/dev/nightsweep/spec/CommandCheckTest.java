package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.OpenCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose macros nobody knows, or whose program would know nothing of its parameters. */
class CommandCheckTest {
  private static final String VARIED = "parameters: {lr: {values: [0.1, 0.2]}}\n";
  private static final String NONE_PASSED =
      "the command passes no parameter, so the program would not know its lr";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "${nosuch} | unknown macro ${nosuch} / Maybe use one of ${env}, ${interpreter}, ${program}, ${args},",
        "${arg} | unknown macro ${arg}; did you mean ${args}?",
        "${args_apend_hydra} | unknown macro ${args_apend_hydra}; did you mean ${args_append_hydra}?",
        "${args_dict} | unknown macro ${args_dict}",
        "${nested:opt} | unknown macro ${nested:opt}",
        "${seeded_args_json} | unknown macro ${seeded_args_json}",
        "--out=${HOME} | unknown macro ${HOME} / Maybe write ${envvar:HOME}, the variable of the environment",
        "--lr=${lr} | unknown macro ${lr}",
        "python train.py ${args_jsn} | unknown macro ${args_jsn}; did you mean ${args_json}?",
        "python train.py '${args}' | ${args} stands in quotes, which would make one argument of all / Maybe take these quotes away",
        "python train.py \\\"${args_no_equals}\\\" | ${args_no_equals} stands in quotes",
      })
  void whatNobodyKnowsIsRefusedWhereItStands(String word, String problem) {
    String spec = "method: grid\ncommand: [sh, \"%s\", \"${args}\"]\n".formatted(word) + VARIED;
    assertThat(problems(spec)).singleElement().asString().startsWith("2:15 " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${envvar:HOME}/x",
        "cd ${HOME} && python x.py ${args}",
        "hydra.run.dir=${now:%Y}/${model}",
        "++a.b=${a.c}",
        "--x=${data.y}",
        "python '${program}' '${args_json}' ${seed}",
      })
  void whatShellsAndConfigurationsFillInIsLeftToThem(String word) {
    String spec = "method: grid\nprogram: a\ncommand: [sh, \"%s\", \"${args}\"]\n".formatted(word);
    assertThat(problems(spec + VARIED)).isEmpty();
  }

  @Test
  void aCommandThatPassesNoParameterIsRefusedWithTheLineToWrite() throws IOException {
    Path program = Files.createFile(folder.resolve("x.py"));
    String spec = "program: " + program + "\ncommand: [\"${env}\", \"${program}\"]\nmethod: grid\n";
    assertThat(problems(spec + VARIED))
        .singleElement()
        .asString()
        .startsWith("2:1 " + NONE_PASSED)
        .contains("Maybe write command: [\"${env}\", \"${program}\", \"${args}\"]", "${args_env}");
    assertThat(
            problems(
                spec.replace("grid", "random\nrun_cap: 3")
                    + "parameters: {lr: {min: 0.1, max: 1.0}}\n"))
        .singleElement()
        .asString()
        .contains(NONE_PASSED);
    assertThat(problems(spec + "parameters: {lr: {value: 0.1}}\nablation: {seeds: 3}\n")).isEmpty();
    String script = "command: [bash, -c, \"echo \\\"x\\\" && ./a\"]\nmethod: grid\n";
    assertThat(problems(script + VARIED))
        .singleElement()
        .asString()
        .contains("[\"bash\", \"-c\", \"echo \\\"x\\\" && ./a ${args}\"]");
  }

  @Test
  void armsThatAreNamedVaryToo() {
    assertThat(
            problems(
                """
                command: [./train]
                method: grid
                ablation:
                  seeds: 3
                  arms: {plain: {lr: 1}, other: {lr: 2}}
                """))
        .singleElement()
        .asString()
        .contains(NONE_PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${args_env}",
        "run ${args} now",
        "--parameters=${envvar:NIGHTSWEEP_PARAMETERS}",
        "cd a; python x.py < $NIGHTSWEEP_PARAMETERS_FILE",
        "--config=${args_json_file}",
        "${args_override_hydra}",
      })
  void aProgramMayGetItsParametersInManyWays(String word) {
    String spec = "command: [sh, -c, \"%s\"]\nmethod: grid\n".formatted(word);
    assertThat(problems(spec + VARIED)).isEmpty();
  }

  @Test
  void aProgramMayReadThemItself() throws IOException {
    Path script = Files.writeString(folder.resolve("train me.py"), "import os\n");
    String spec =
        "program: %s\ncommand: [python, \"${program}\"]\nmethod: grid\n".formatted(script);
    assertThat(problems(spec + VARIED)).hasSize(1);
    Files.writeString(script, "import wandb\nrun = wandb.init()\n");
    assertThat(problems(spec + VARIED))
        .singleElement()
        .asString()
        .contains("Maybe give --metrics-from wandb", "${args}");
    Files.writeString(script, "json.loads(os.environ['NIGHTSWEEP_PARAMETERS'])\n");
    assertThat(problems(spec + VARIED)).isEmpty();
    Path module = Files.createDirectories(folder.resolve("pkg")).resolve("__main__.py");
    Files.writeString(module, "open(os.environ['NIGHTSWEEP_PARAMETERS_FILE'])\n");
    String named = "command: [python, \"%s\"]\nmethod: grid\n".formatted(folder.resolve("pkg"));
    assertThat(problems(named + VARIED)).isEmpty();
  }

  @Test
  void whatIsNestedIsToldWhereParametersAreHandedOverAsJson() throws IOException {
    Path script = Files.createFile(folder.resolve("x.py"));
    String nested =
        """
        method: grid
        program: SCRIPT
        %s
        parameters:
          opt: {parameters: {lr: {values: [1, 2]}, decay: {parameters: {by: {value: 1}}}}}
          model.size: {value: 1}
        """
            .replace("SCRIPT", script.toString());
    assertThat(program(nested.formatted("command: [\"${program}\", \"${args_json}\"]")))
        .isEqualTo(script + " ${args_json} ${nested:opt} ${nested:opt.decay}");
    assertThat(program(nested.formatted("")))
        .isEqualTo("${env} ${interpreter} " + script + " ${args}");
  }

  private static String program(String spec) {
    return SpecReader.read("s.yaml", spec, CommandCheckTest::own).spec().program().text();
  }

  private static List<String> problems(String spec) {
    try {
      SpecReader.read("s.yaml", spec, CommandCheckTest::own);
      return List.of();
    } catch (SpecException e) {
      return e.problems().stream()
          .map(p -> "%d:%d %s".formatted(p.line(), p.column(), p.message().replace("\n  ", " / ")))
          .toList();
    }
  }

  private static Optional<Catalog> own(String program) {
    return Optional.of(new OpenCatalog(program));
  }
}
