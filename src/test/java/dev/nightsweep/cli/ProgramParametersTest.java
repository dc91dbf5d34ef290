package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How programs of somebody's own get their parameters, to the last letter. */
@DisabledOnOs(OS.WINDOWS)
class ProgramParametersTest {
  private static final String SCRIPT =
      """
      printf 'ARGV'; for word in "$@"; do printf ' [%s]' "$word"; done; echo
      echo "THREADS $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS"
      echo '{"epoch": 1, "acc": 0.5}'
      """;

  @TempDir private Path folder;

  @Test
  void aCommandThatPassesNoParameterIsRefusedAndTheLineToWriteRuns() throws IOException {
    Path script = Files.writeString(folder.resolve("train.sh"), SCRIPT);
    String text =
        """
        command: [sh, %s]
        method: grid
        metric: {name: acc, goal: maximize}
        parameters: {lr: {values: [0.0001, 0.00001]}}
        """
            .formatted(script);
    Path spec = Files.writeString(folder.resolve("s.yaml"), text);
    Cli cli = new Cli(folder.resolve("results"));
    for (String verb : List.of("plan", "run")) {
      Cli.Result refused = cli.run(verb, spec.toString(), "--no-calibrate");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains(spec + ":1:1", "the command passes no parameter");
    }
    String line = "command: [\"sh\", \"%s\", \"${args}\"]".formatted(script);
    assertThat(cli.run("plan", spec.toString()).err()).contains("write " + line);
    Files.writeString(spec, text.replaceFirst("command: .*", line.replace("$", "\\$")));
    assertThat(run(cli, spec)).contains("ARGV [--lr=0.0001]", "ARGV [--lr=1e-05]");
  }

  @Test
  void hydraIsToldAsByWandbAndNestedParametersAreNestedInJson() throws IOException {
    Path script = Files.writeString(folder.resolve("e.sh"), SCRIPT);
    String text =
        """
        program: %s
        command: ["${env}", sh, "${program}", "${args_append_hydra}", "${args_override_hydra}", "${nosuch}", "${args_json}"]
        method: grid
        metric: {name: acc, goal: maximize}
        parameters: {opt: {parameters: {lr: {values: [0.1]}}}}
        """
            .formatted(script);
    Path spec = Files.writeString(folder.resolve("macros.yaml"), text);
    Cli cli = new Cli(folder.resolve("results"));
    assertThat(cli.run("plan", spec.toString()).err()).contains("2:", "unknown macro ${nosuch}");
    Files.writeString(spec, text.replace("\"${nosuch}\", ", ""));
    assertThat(run(cli, spec))
        .contains("ARGV [+opt.lr=0.1] [++opt.lr=0.1] [{\"opt\": {\"lr\": 0.1}}]");
  }

  @Test
  void wholeNumbersThatASearchDrawsStayWhole() throws IOException {
    Path script = Files.writeString(folder.resolve("e.sh"), SCRIPT);
    Path spec =
        Files.writeString(
            folder.resolve("search.yaml"),
            """
            command: [bash, -c, "sh %s ${args} --seed ${seed}"]
            method: random
            run_cap: 3
            metric: {name: acc, goal: maximize}
            parameters: {layers: {min: 1, max: 9}, note: {value: "it's $HOME"}}
            ablation: {winner_seeds: 0}
            """
                .formatted(script));
    assertThat(run(new Cli(folder.resolve("results")), spec))
        .containsPattern("ARGV \\[--layers=[1-9]] \\[--note=it's \\$HOME] \\[--seed] \\[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unset LANG LC_ALL LC_CTYPE", "export LC_ALL=POSIX"})
  void whatIsNotAsciiReachesTheProgramWholeInEveryLocale(String locale) throws Exception {
    Path there = Files.createDirectory(folder.resolve("été"));
    Path script = Files.writeString(there.resolve("p.sh"), SCRIPT);
    Path spec =
        Files.writeString(
            there.resolve("né.yaml"),
            """
            name: "été 🌙"
            command: [sh, %s, "${args}"]
            method: grid
            metric: {name: acc, goal: maximize}
            parameters: {note: {values: ["日本", "ñandú"]}}
            """
                .formatted(script));
    List<String> command =
        List.of(
            "sh",
            "-c",
            locale + "; exec sh src/main/dist/bin/nightsweep \"$@\"",
            "sh",
            "run",
            spec.toString(),
            "--no-calibrate",
            "--results",
            there.resolve("résultats").toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("JAVA_HOME", javaOfTests().toString(), "OMP_NUM_THREADS", "7"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("été 🌙", "日本");
    assertThat(logs(there.resolve("résultats")))
        .contains("ARGV [--note=日本]", "ARGV [--note=ñandú]", "THREADS 7 \n");
  }

  /** The launcher has its libraries beside it; those of a test are elsewhere. */
  private Path javaOfTests() throws IOException {
    Path java = Files.createDirectories(folder.resolve("java").resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        while [ "$1" != dev.nightsweep.cli.NightsweepCommand ]; do shift; done
        exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return folder.resolve("java");
  }

  private String run(Cli cli, Path spec) throws IOException {
    Cli.Result run = cli.run("run", spec.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    return logs(cli.results());
  }

  private static String logs(Path results) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(results)) {
      for (Path log : files.filter(file -> file.endsWith("worker.log")).toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString();
  }
}
