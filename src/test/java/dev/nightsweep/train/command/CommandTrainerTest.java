package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Assignment.Checkpoints;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.process.ProcessIdentity;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that are shell scripts, trained by. */
@DisabledOnOs(OS.WINDOWS)
class CommandTrainerTest {
  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "learning_rate", Setting.of(0.1),
              "lrn", Setting.of(true),
              "name", Setting.of("a b"),
              "quiet", Setting.of(false)));

  @TempDir private Path folder;

  private static final class CommandLog implements Watcher {
    private final SortedMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();
    private BooleanSupplier isEnough;
    private int signs;

    CommandLog(BooleanSupplier isEnough) {
      this.isEnough = isEnough;
    }

    CommandLog() {
      this(() -> false);
    }

    @Override
    public void progressed(int epoch, long done, long of) {
      signs++;
    }

    @Override
    public void remarked(String kind, String message) {
      remarks.add(message);
    }

    @Override
    public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
      epochs.put(epoch, metrics);
    }

    @Override
    public boolean isInterrupted() {
      return isEnough.getAsBoolean();
    }
  }

  /** As of a program that counts in a metric's name: no database holds them. */
  @Test
  void aProgramThatReportsMoreMetricsThanAnybodyLooksAtFailsAndSaysWhy() throws IOException {
    CommandLog log = new CommandLog();
    String program =
        """
        echo '{"epoch": 1, "accuracy": 0.5}'
        awk 'BEGIN { printf "{\\"epoch\\": 2"; for (i = 0; i < 3000; i++) printf ", \\"m%d\\": %d", i, i; print "}" }'
        sleep 600
        """;
    Outcome outcome = assertTimeoutPreemptively(Duration.ofMinutes(5), () -> train(log, program));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.toString()).contains("more than 2,000 metrics", "by epoch 2");
    assertThat(log.epochs).containsOnlyKeys(1);
  }

  /** As of one that reports every batch of a long training. */
  @Test
  void aProgramThatReportsMoreEpochsThanCanBeJudgedFailsAndSaysWhy() throws IOException {
    CommandLog log = new CommandLog();
    String program =
        """
        awk 'BEGIN { for (i = 1; i <= 100100; i++) printf "{\\"epoch\\": %d, \\"accuracy\\": 0.5}\\n", i }'
        sleep 600
        """;
    Outcome outcome = assertTimeoutPreemptively(Duration.ofMinutes(5), () -> train(log, program));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.toString()).contains("more than 100,000 epochs");
    assertThat(log.epochs).hasSize(CommandRun.MAX_EPOCHS);
  }

  /** It is cut, so it is none; a program that then waits for ever is the stall limit's. */
  @Test
  void aLineThatIsTooLongIsToldOf() throws IOException {
    CommandLog log = new CommandLog();
    train(
        log,
        """
        echo '{"epoch": 1, "accuracy": 0.5}'
        awk 'BEGIN { printf "{\\"epoch\\": 2"; for (i = 0; i < 70000; i++) printf ", \\"m%d\\": %d", i, i; print "}" }'
        """);
    assertThat(log.epochs).containsOnlyKeys(1);
    assertThat(log.remarks).hasSize(1);
    assertThat(log.remarks.get(0)).contains("1 line was not taken", "too long");
  }

  /** Signs of life are the bytes of either stream, with lines or without. */
  @ParameterizedTest
  @ValueSource(strings = {"printf . >&2", "echo step >&2", "printf .", "echo step"})
  void whateverAProgramWritesIsASignOfLife(String writing) throws IOException {
    CommandLog log = new CommandLog();
    log.isEnough = () -> log.signs >= 3;
    Outcome outcome =
        assertTimeoutPreemptively(
            Duration.ofMinutes(5),
            () -> train(log, "while true; do %s; sleep 0.1; done".formatted(writing)));
    assertThat(outcome).isEqualTo(new Outcome.Interrupted());
  }

  @Test
  void whatWritesToTheMetricsFileLives() throws IOException {
    CommandLog log = new CommandLog();
    log.isEnough = () -> log.signs >= 3;
    Outcome outcome =
        assertTimeoutPreemptively(
            Duration.ofMinutes(5),
            () ->
                train(
                    log,
                    "while true; do echo x >> $NIGHTSWEEP_RUN_DIR/metrics.jsonl; sleep 0.1; done"));
    assertThat(outcome).isEqualTo(new Outcome.Interrupted());
  }

  @Test
  void aMetricThatTheRunIsNotJudgedByMayBeNaN() throws IOException {
    CommandLog log = new CommandLog();
    Outcome outcome =
        train(
            log,
            judgedBy("val_acc"),
            """
            echo '{"epoch": 1, "val_acc": 0.1, "f1": NaN}'
            echo '{"epoch": 2, "val_acc": 0.2, "f1": NaN}'
            """);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.epochs).containsOnlyKeys(1, 2);
    assertThat(log.epochs.get(1).get("f1")).isNaN();
    assertThat(log.remarks)
        .containsExactly("f1 became NaN in epoch 1; the run is not judged by it and goes on");
    outcome = train(log, judgedBy("f1"), "echo '{\"epoch\": 1, \"f1\": NaN}'; sleep 600");
    assertThat(outcome).isEqualTo(new Outcome.Diverged("f1 became NaN in epoch 1."));
  }

  @Test
  void aRunWithoutTheMetricThatItIsJudgedByFailsAndNamesTheNearest() throws IOException {
    String script =
        """
        echo '{"epoch": 1, "valid_acc": 0.1, "loss": 3}'
        """;
    Outcome outcome = train(new CommandLog(), judgedBy("val_acc"), script);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).isOfMissingMetric()).isTrue();
    assertThat(((Outcome.Failed) outcome).cause())
        .contains("never reported the metric of the spec, val_acc")
        .contains("it reported loss, valid_acc. Maybe valid_acc is meant")
        .contains("metric: {name: valid_acc}", "--retry-failed");
    CommandLog log = new CommandLog();
    outcome = train(log, new Assignment.JudgedMetric("val_acc", false), script);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.remarks.get(0)).contains("Maybe valid_acc is meant");
    outcome = train(log, judgedBy("acc"), "echo '{\"epoch\": 1, \"acc\": \"tensor(0.1)\"}'");
    assertThat(outcome.toString()).contains("no number for it: {\"epoch\": 1, \"acc\": \"tensor");
  }

  @Test
  void whyNoEpochWasTakenIsSaid() throws IOException {
    Outcome outcome =
        train(
            new CommandLog(),
            judgedBy("val_acc"),
            """
            echo "{'epoch': 1, 'val_acc': 0.1}"
            echo "{'epoch': 2, 'val_acc': 0.1}"
            """);
    assertThat(outcome.toString())
        .contains("{\"epoch\": 1, \"val_acc\": 0.9}")
        .contains("2 lines were not taken as readings, the first because it is not JSON: {'epoch'");
    outcome =
        train(new CommandLog(), judgedBy("val_acc"), "echo '{\"epoch\": 1, \"val_acc\": 1}' >&2");
    assertThat(outcome.toString()).contains("it stands on standard error");
  }

  @Test
  void aByteOrderMarkACarriageReturnAndAMissingLineEndCostNothing() throws IOException {
    CommandLog log = new CommandLog();
    train(
        log,
        """
        printf '\\357\\273\\277{"epoch": 1, "acc": 0.1}\\n'
        printf '50 %%\\r{"epoch": 2, "acc": 0.2}\\r\\n'
        printf '{"epoch": 3, "acc": 0.3}' >> $NIGHTSWEEP_RUN_DIR/metrics.jsonl
        """);
    assertThat(log.epochs).containsOnlyKeys(1, 2, 3);
    assertThat(log.remarks).isEmpty();
  }

  /** As by the system for want of memory: that may be chance. */
  @ParameterizedTest
  @CsvSource({"KILL, 9 (SIGKILL", "SEGV, 11 (SIGSEGV)", "TERM, 15 (SIGTERM)"})
  void aProgramThatASignalEndsIsNoFailureOfItsOwn(String signal, String said) throws IOException {
    Outcome outcome = train(new CommandLog(), "kill -%s $$; sleep 600".formatted(signal));
    assertThat(((Outcome.Failed) outcome).isOfSignal()).isTrue();
    assertThat(((Outcome.Failed) outcome).cause()).contains("killed by signal " + said);
  }

  /** What a program leaves behind may keep its output open: the run ends with the program. */
  @Test
  void aProcessThatAProgramLeavesBehindKeepsNoRunOpen() throws IOException {
    CommandLog log = new CommandLog();
    Path number = folder.resolve("left.pid");
    String program =
        """
        sleep 600 &
        echo $! > %s
        echo '{"epoch": 1, "validation_accuracy": 0.5}'
        echo '{"epoch": 2, "validation_accuracy": 0.6}'
        """
            .formatted(number);
    Outcome outcome = assertTimeoutPreemptively(Duration.ofMinutes(5), () -> train(log, program));
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.epochs).containsOnlyKeys(1, 2);
    ProcessHandle.of(Long.parseLong(Files.readString(number).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void aLineWithoutEndAndAFloodTakeNoMemoryAndCostNoEpoch() throws IOException {
    CommandLog log = new CommandLog();
    Outcome outcome =
        train(
            log,
            """
            head -c 50000000 /dev/zero | tr '\\0' x
            echo
            seq 1 20000
            echo '{"epoch": 1, "validation_accuracy": 0.5}'
            """);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.epochs).containsOnlyKeys(1);
  }

  @Test
  void linesOfJsonAreEpochsAndTheRestIsLog() throws IOException {
    CommandLog log = new CommandLog();
    Outcome outcome =
        train(
            log,
            """
            echo starting
            echo '{"epoch": 1, "validation_accuracy": 0.5, "note": "good", "seconds": 2}'
            echo '{"loss": 3}'
            echo '{"epoch": "2", "loss": 3}'
            echo '{"epoch": 1, "validation_accuracy": 0.1}'
            echo '{"epoch": 3, "validation_accuracy": 7e-1}'
            printf '{"epoch": 4, "val/acc": 1}'
            """);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.epochs.keySet()).containsExactly(1, 3, 4);
    assertThat(log.epochs.get(1)).isEqualTo(Map.of("validation_accuracy", 0.1, "seconds", 2.0));
    assertThat(log.epochs.get(3)).containsEntry("validation_accuracy", 0.7).containsKey("seconds");
    assertThat(log.epochs.get(4)).containsEntry("val/acc", 1.0);
  }

  @Test
  void aFileInTheRunsFolderWillDoToo() throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), "{\"epoch\": 9, \"loss\": 9}\n");
    CommandLog log = new CommandLog();
    Outcome outcome =
        train(
            log,
            """
            echo '{"epoch": 1, "loss": '$NIGHTSWEEP_SEED'}' >> $NIGHTSWEEP_RUN_DIR/metrics.jsonl
            sleep 0.2
            echo '{"epoch": 2, "loss": 0.5}' >> $NIGHTSWEEP_RUN_DIR/metrics.jsonl
            """);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(log.epochs.keySet()).containsExactly(1, 2);
    assertThat(log.epochs.get(1)).containsEntry("loss", 7.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo '{\"epoch\": 1, \"loss\": 1}'; echo no data >&2; exit 3 | the program ended with exit"
            + " code 3: no data",
        "exit 1 | the program ended with exit code 1; see its log",
        "echo done | the program ended well but reported no epoch",
      })
  void aProgramThatFailsSaysWhy(String script, String cause) throws IOException {
    Outcome outcome = train(new CommandLog(), script);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).cause()).startsWith(cause);
  }

  @Test
  void aProgramThatIsNotThereFailsTheRun() {
    Outcome outcome = train(new CommandLog(), List.of("/nowhere/to-be-found"));
    assertThat(((Outcome.Failed) outcome).cause()).contains("/nowhere/to-be-found");
    outcome = train(new CommandLog(), List.of("sh", "${envvar:NIGHTSWEEP_NOT_SET}"));
    assertThat(((Outcome.Failed) outcome).cause()).contains("NIGHTSWEEP_NOT_SET, which is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void whatIsNotANumberEndsTheRunAndItsProgram(String reading) throws IOException {
    CommandLog log = new CommandLog();
    Outcome outcome = train(log, "echo '{\"epoch\": 2, \"loss\": " + reading + "}'; sleep 60");
    assertThat(outcome)
        .isEqualTo(new Outcome.Diverged("loss became %s in epoch 2.".formatted(reading)));
    assertThat(log.epochs.get(2)).containsEntry("loss", Double.parseDouble(reading));
  }

  @Test
  void anInterruptEndsTheProgramAndWhatItStarted() throws IOException {
    Path children = folder.resolve("children");
    Outcome outcome =
        train(
            new CommandLog(() -> Files.exists(children)),
            "sleep 300 & echo $! $$ > %s.new; mv %s.new %s; sleep 300"
                .formatted(children, children, children));
    assertThat(outcome).isEqualTo(new Outcome.Interrupted());
    assertThatAllHaveEnded(Files.readString(children));
  }

  @Test
  void whatAKilledWorkerLeftEndsBeforeTheNextAttempt() throws IOException {
    Process left = new ProcessBuilder("sleep", "300").start();
    String since = ProcessIdentity.of(left.toHandle()).start();
    Files.writeString(folder.resolve("program.pid"), left.pid() + " " + since);
    train(new CommandLog(), "echo '{\"epoch\": 1, \"loss\": 1}'");
    assertThatAllHaveEnded(Long.toString(left.pid()));
    assertThat(folder.resolve("program.pid")).doesNotExist();
  }

  private static void assertThatAllHaveEnded(String numbers) {
    for (String number : numbers.strip().split(" ", -1)) {
      ProcessHandle.of(Long.parseLong(number))
          .ifPresent(process -> process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }
  }

  @Test
  void macrosStandForTheSettings() throws IOException {
    assertThat(expanded("${args}"))
        .containsExactly("--learning_rate=0.1", "--lrn=True", "--name=a b", "--quiet=False");
    assertThat(expanded("${args_no_hyphens}")).contains("lrn=True", "name=a b");
    assertThat(expanded("${args_no_equals}")).startsWith("--learning_rate", "0.1", "--lrn", "True");
    assertThat(expanded("${args_no_boolean_flags}"))
        .containsExactly("--learning_rate=0.1", "--lrn", "--name=a b");
    assertThat(expanded("${args_json}"))
        .containsExactly(
            "{\"learning_rate\": 0.1, \"lrn\": true, \"name\": \"a b\", \"quiet\": false}");
    assertThat(expanded("${args_append_hydra}"))
        .containsExactly("+learning_rate=0.1", "+lrn=True", "+name=a b", "+quiet=False");
    assertThat(expanded("${args_override_hydra}")).contains("++lrn=True");
    assertThat(expanded("x", "${args_env}")).containsExactly("x");
    String file = expanded("${args_json_file}").get(0);
    assertThat(Files.readString(Path.of(file))).isEqualTo(expanded("${args_json}").get(0));
    assertThat(expanded("--home=${envvar:PLACE}/x")).containsExactly("--home=$there/x");
    assertThat(expanded("plain")).containsExactly("plain");
  }

  @Test
  void theSeedFollowsTheArgumentsInTheirForm() throws IOException {
    assertThat(seeded("${args}")).endsWith("--seed=7");
    assertThat(seeded("${args_no_hyphens}")).endsWith("seed=7");
    assertThat(seeded("${args_no_equals}")).endsWith("--seed", "7");
    assertThat(seeded("${args_no_boolean_flags}")).endsWith("--seed=7");
    assertThat(seeded("${args_append_hydra}")).endsWith("+seed=7");
    assertThat(seeded("${args_override_hydra}")).endsWith("++seed=7");
    assertThat(seeded("run ${args_no_hyphens}").get(0)).endsWith(" seed=7");
    assertThat(seeded("${args_json}").get(0)).endsWith(", \"seed\": 7}");
    assertThat(Files.readString(Path.of(seeded("${args_json_file}").get(0)))).contains("seed");
    assertThat(seeded("plain")).containsExactly("plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "two words", "it's", "'", "back\\slash", "\"quoted\"", "${args}"})
  void aCommandComesBackFromItsLine(String word) {
    CommandLine command = new CommandLine(List.of("sh", word, "end"));
    assertThat(CommandLine.parse(command.text())).isEqualTo(command);
  }

  /** Whatever a value is, a shell takes it for one argument and for nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "it's",
        "$HOME",
        "`id`",
        "$(id)",
        "a;b",
        "a\\b",
        "\"q\"",
        "*",
        "",
        "é日"
      })
  void insideAScriptAnArgumentIsOneWordWhateverItIs(String value) throws Exception {
    Settings settings = Settings.of(Map.of("note", Setting.of(value), "z", Setting.of(1e-5)));
    Path json = folder.resolve("json");
    List<String> command =
        List.of(
            "sh",
            "-c",
            "printf '%s\\0' ${args} ${args_no_equals} ${args_json} \"${seed}\" > " + json);
    List<String> words =
        new Macros(run(command, settings), name -> null).expand(new CommandLine(command));
    assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
    assertThat(List.of(Files.readString(json).split("\0", -1)))
        .containsExactly(
            "--note=" + value,
            "--z=1e-05",
            "--note",
            value,
            "--z",
            "1e-05",
            PythonJson.text(ParametersJson.values(settings, Set.of())),
            "7",
            "");
  }

  @Test
  void aWordThatNoShellReadsHasValuesAsTheyAre() throws IOException {
    assertThat(expanded("--json=${args_json}").get(0))
        .startsWith("--json={\"learning_rate\": 0.1,");
    assertThat(expanded("${unknown}x")).containsExactly("${unknown}x");
    assertThat(expanded("sh", "-c", "${HOME}/run.sh"))
        .containsExactly("sh", "-c", "${HOME}/run.sh");
  }

  @Test
  void theEnvironmentHasTheParametersAndAFileWithThem() throws IOException {
    Path copy = folder.resolve("copy");
    Outcome outcome =
        train(
            new CommandLog(),
            """
            printf %%s "$NIGHTSWEEP_PARAMETERS" > %s
            cmp %s "$NIGHTSWEEP_PARAMETERS_FILE" || exit 1
            echo '{"epoch": 1, "loss": 1}'
            """
                .formatted(copy, copy));
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(Files.readString(copy)).isEqualTo(expanded("${args_json}").get(0));
  }

  @Test
  void theParametersHaveTheSeedWhereOneOfThemTakesIt() throws IOException {
    Settings settings = Settings.of(Map.of("opt.lr", Setting.of(0.5)));
    List<String> words = List.of("sh", "${seed_parameter:opt.rng}", "${nested:opt}");
    assertThat(ProgramVariables.of(run(words, settings)))
        .containsEntry("NIGHTSWEEP_PARAMETERS", "{\"opt\": {\"lr\": 0.5, \"rng\": 7}}");
  }

  /** Linux starts no process with a variable of more than 128 kB. */
  @Test
  void parametersThatAreTooLongForAVariableAreInTheFile() throws IOException {
    Settings settings = Settings.of(Map.of("a", Setting.of("x".repeat(100_000))));
    Map<String, String> variables = ProgramVariables.of(run(List.of("sh"), settings));
    assertThat(variables).doesNotContainKey("NIGHTSWEEP_PARAMETERS");
    assertThat(Path.of(variables.get("NIGHTSWEEP_PARAMETERS_FILE"))).hasSize(100_009);
  }

  @Test
  void anArgumentThatTheEncodingCannotWriteIsRefusedWithTheRemedy() {
    assertThatThrownBy(
            () -> NativeText.requireWhole(List.of("a", "日本"), StandardCharsets.ISO_8859_1))
        .hasMessageContaining("日本")
        .hasMessageContaining("LC_ALL=C.UTF-8");
    NativeText.requireWhole(List.of("é"), StandardCharsets.ISO_8859_1);
  }

  private List<String> expanded(String... words) throws IOException {
    return new Macros(run(List.of("sh")), name -> name.equals("PLACE") ? "$there" : null)
        .expand(new CommandLine(List.of(words)));
  }

  private List<String> seeded(String... words) throws IOException {
    CommandLine command = new CommandLine(List.of(words)).withSeed();
    return new Macros(run(List.of("sh")), name -> null).expand(command);
  }

  private Outcome train(CommandLog log, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("program.sh"), script);
    return train(log, List.of("sh", file.toString()));
  }

  private Outcome train(CommandLog log, Assignment.JudgedMetric judged, String script)
      throws IOException {
    Path file = Files.writeString(folder.resolve("program.sh"), script);
    return new CommandTrainer()
        .train(run(List.of("sh", file.toString()), SETTINGS, judged), Start.BEGINNING, log);
  }

  private static Assignment.JudgedMetric judgedBy(String metric) {
    return new Assignment.JudgedMetric(metric, true);
  }

  private Outcome train(CommandLog log, List<String> words) {
    return new CommandTrainer().train(run(words), Start.BEGINNING, log);
  }

  private Assignment run(List<String> words) {
    return run(words, SETTINGS, Assignment.JudgedMetric.NONE);
  }

  private Assignment run(List<String> words, Settings settings) {
    return run(words, settings, Assignment.JudgedMetric.NONE);
  }

  private Assignment run(List<String> words, Settings settings, Assignment.JudgedMetric judged) {
    return new Assignment(
        "s",
        "r",
        1,
        new Assignment.Task(
            ProgramRef.parse(new CommandLine(words).text()),
            settings,
            7,
            "id",
            FileHashes.NONE,
            judged),
        Checkpoints.LAST,
        folder.toString(),
        Environment.of(Map.of()),
        0);
  }
}
