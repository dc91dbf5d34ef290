package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of the simulator, steered from other processes as from other terminals. */
@Tag("faults")
class SteeringTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SLOW =
      """
      name: slow
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        epochs: {value: 4}
        simulate.seconds_per_epoch: {value: 1.2}
      ablation: {seeds: 12, margin: {validation_accuracy: 0.01}}
      """;
  private static final String QUICK =
      """
      name: quick
      program: simulated
      method: grid
      parameters:
        conv1.kernel: {values: [3, 5, 7]}
        learning_rate: {values: [0.01, 0.02, 0.03]}
        epochs: {value: 1}
      ablation: {seeds: 2}
      """;

  @TempDir private Path folder;

  @Test
  void aRunningSweepIsSeenPausedResumedQueuedBehindAndStopped() throws Exception {
    Cli cli = new Cli(folder.resolve("results"));
    String slow = write("slow.yaml", SLOW);
    CompletableFuture<Cli.Result> running =
        CompletableFuture.supplyAsync(() -> cli.run("run", slow, "--workers", "2"));
    JsonNode status = statusWhen(s -> s.path("workers").size() == 2);
    assertThat(status.get("total").asInt()).isEqualTo(24);
    assertThat(status.get("workers").get(0).get("epoch").asInt()).isPositive();

    Cli.Result same = ask("run", slow);
    assertThat(same.exitCode()).as(same.err()).isEqualTo(ExitCode.BUSY);
    assertThat(same.err()).contains("slow-").contains("process " + ProcessHandle.current().pid());

    Cli.Result queued = ask("run", write("quick.yaml", QUICK));
    assertThat(queued.exitCode()).as(queued.err()).isEqualTo(ExitCode.DONE);
    assertThat(queued.out()).contains("Queued quick-", "behind slow-");

    assertThat(ask("pause").out()).contains("is paused");
    JsonNode paused =
        statusWhen(s -> s.get("state").asText().equals("PAUSED") && s.path("workers").isEmpty());
    assertThat(paused.get("waiting").get(0).asText()).startsWith("quick-");
    assertThat(ask("resume").out()).contains("goes on");
    statusWhen(s -> s.get("state").asText().equals("RUNNING") && s.path("workers").size() == 2);

    CompletableFuture<Cli.Result> watched =
        CompletableFuture.supplyAsync(() -> calmly("status", "--watch", "0.1"));
    statusWhen(s -> s.get("finished").asInt() > status.get("finished").asInt() + 1);
    assertThat(ask("stop").out()).contains("stops when its");
    Cli.Result ended = running.get(2, TimeUnit.MINUTES);
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.STOPPED);
    assertThat(ended.out()).contains("asked by `nightsweep stop`", "quick-");
    Cli.Result seen = watched.get(1, TimeUnit.MINUTES);
    assertThat(seen.exitCode()).as(seen.err()).isZero();
    assertThat(seen.out()).containsPattern("slow-\\w+  RUNNING(?s).*slow-\\w+  RUNNING");
    assertThat(seen.out()).contains("Not running").doesNotContain("\u001b");
    assertThat(states(cli, "slow")).contains("COMPLETED", "PENDING").doesNotContain("RUNNING");
    assertThat(states(cli, "quick")).containsOnly("COMPLETED").hasSize(18);

    assertThat(cli.run("resume", "slow", "--workers", "4").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(states(cli, "slow")).containsOnly("COMPLETED").hasSize(24);
    assertThat(cli.run("stop").err()).contains("No sweep is running");
  }

  @Test
  void anEditedSpecTrainsOnlyItsNewPointsAndAnotherSweepReusesThem() throws Exception {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    cli.run("run", write("quick.yaml", QUICK));
    String grown =
        write(
            "quick.yaml",
            QUICK.replace("[3, 5, 7]", "[3, 5, 7, 9]").replace("0.03]", "0.03, 0.05]"));
    Cli.Result more = cli.run("run", grown);
    assertThat(more.exitCode()).as(more.err()).isEqualTo(ExitCode.DONE);
    assertThat(more.err()).contains("14 runs are new, 18 stay as they are, 0 are not in it");
    assertThat(rows(cli, "SELECT * FROM attempts")).hasSize(32);

    Cli.Result other = cli.run("run", write("other.yaml", QUICK.replace("quick", "other")));
    assertThat(other.err()).contains("18 of 18 runs were trained before");
    assertThat(rows(cli, "SELECT * FROM attempts")).hasSize(32);
    assertThat(rows(cli, "SELECT * FROM runs WHERE reused_from IS NOT NULL")).hasSize(18);
    assertThat(readings(cli, "other")).isEqualTo(readings(cli, "quick"));
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);

    Cli.Result shrunk = cli.run("run", write("quick.yaml", QUICK.replace("[3, 5, 7]", "[3, 5]")));
    assertThat(shrunk.err()).contains("0 runs are new, 12 stay as they are, 20 are not in it");
    assertThat(rows(cli, "SELECT * FROM runs WHERE removed")).hasSize(20);
    assertThat(states(cli, "quick")).hasSize(12);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);

    Cli.Result changed =
        cli.run(
            "run", write("quick.yaml", QUICK.replace("epochs: {value: 1}", "epochs: {value: 2}")));
    assertThat(changed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(changed.err()).contains("epochs was 1, is 2", "--new");
  }

  @Test
  void aSweepWhoseRunsWouldComeOutOtherwiseHereIsRefusedAndStaysAsItIs() throws Exception {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    cli.run("run", write("quick.yaml", QUICK));
    pretendThatTheLibraryWasAnother(new ResultsFolder(cli.results()));
    Cli.Result refused = cli.run("run", write("quick.yaml", QUICK));
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("would not come out the same here", "--new", "quick-2");
    assertThat(rows(cli, "SELECT * FROM attempts")).hasSize(18);
    assertThat(states(cli, "quick")).containsOnly("COMPLETED").hasSize(18);
  }

  private static void pretendThatTheLibraryWasAnother(ResultsFolder results) throws IOException {
    JournalName name = JournalName.ofSweep(results.sweepIds().get(0));
    List<JournalLine> lines = Journal.read(name, results.journal(name)).lines();
    Files.delete(results.journal(name));
    try (Journal journal = Journal.open(name, results.journal(name))) {
      for (JournalLine line : lines) {
        journal.append(
            line.entry() instanceof Entry.SweepPlanned planned
                ? new Entry.SweepPlanned(byAnotherLibrary(planned.plan()))
                : line.entry());
      }
    }
  }

  private static Plan byAnotherLibrary(Plan plan) {
    List<PlannedRun> runs = new ArrayList<>();
    for (PlannedRun run : plan.runs()) {
      runs.add(
          new PlannedRun(
              run.runId(), run.armId(), run.phase(), run.seed(), "other-" + run.identity()));
    }
    return new Plan(plan.header(), plan.arms(), runs);
  }

  @Test
  void whatCutsASweepShortIsItsExitCode() throws Exception {
    Cli cli = new Cli(folder.resolve("results"));
    Cli.Result late =
        cli.run("run", write("slow.yaml", SLOW), "--max-hours", "0.0015"); // 5.4 seconds
    assertThat(late.exitCode()).as(late.err()).isEqualTo(ExitCode.STOPPED);
    assertThat(late.out()).contains("deadline");
    assertThat(states(cli, "slow")).contains("PENDING").doesNotContain("RUNNING");

    String failing =
        QUICK
            .replace("epochs:", "simulate.failure_rate: {value: 1}\n  epochs:")
            .replace("quick", "bad");
    Cli.Result hopeless = cli.run("run", write("bad.yaml", failing), "--give-up-after", "3");
    assertThat(hopeless.exitCode()).as(hopeless.err()).isEqualTo(ExitCode.GAVE_UP);
    assertThat(hopeless.out()).contains("3 attempts in a row failed the same way");
  }

  @Test
  void theResultIsGivenToACommandOfTheUsers() throws Exception {
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Path told = folder.resolve("told.json");
    cli.run("run", write("quick.yaml", QUICK), "--on-finish", "cat > '" + told + "'");
    assertThat(JSON.readTree(told.toFile()).get("state").asText()).isEqualTo("COMPLETED");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static List<String> states(Cli cli, String sweep) throws IOException {
    return rows(
            cli,
            "SELECT state FROM runs WHERE NOT removed AND sweep_id LIKE '%s-%%'".formatted(sweep))
        .stream()
        .map(row -> row.get("state").asText())
        .toList();
  }

  /** The readings of the points that both sweeps have. */
  private static List<JsonNode> readings(Cli cli, String sweep) throws IOException {
    return rows(
        cli,
        """
        SELECT r.identity, m.name, m.epoch, m.reading FROM runs r JOIN metrics m USING (run_id)
        WHERE r.sweep_id LIKE '%s-%%' AND r.identity IN
          (SELECT identity FROM runs WHERE sweep_id LIKE 'other-%%') ORDER BY 1, 2, 3
        """
            .formatted(sweep));
  }

  private static List<JsonNode> rows(Cli cli, String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readerForListOf(JsonNode.class).readValue(result.out());
  }

  /** Asks seldom: each time a Java VM starts. */
  private JsonNode statusWhen(Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String last = "";
    while (System.nanoTime() < deadline) {
      if (Files.exists(new ResultsFolder(folder.resolve("results")).owner())) {
        Cli.Result status = ask("status", "--json");
        last = status.out() + status.err();
        if (status.exitCode() == 0 && wanted.test(JSON.readTree(status.out()))) {
          return JSON.readTree(status.out());
        }
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new AssertionError("never so: " + last);
  }

  private Cli.Result calmly(String... arguments) {
    try {
      return ask(arguments);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What a command in another terminal prints. */
  private Cli.Result ask(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                NightsweepCommand.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--results", folder.resolve("results").toString()));
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Cli.Result(process.waitFor(), out, Files.readString(err));
  }
}
