package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.data.MnistSlice;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep to which everything happens, sitting after sitting, in processes of its own: Ctrl-C,
 * SIGTERM, Ctrl-C twice, its owner killed, a worker killed. At the end it is what the same sweep is
 * to which nothing happened.
 */
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
class InterruptedSweepTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPEC =
      """
      name: cut
      method: grid
      parameters:
        lrn: {values: [false, true]}
        dataset: {value: "%s"}
        width: {value: 0.05}
        train_size: {value: 160}
        validation_size: {value: 100}
        batch_size: {value: 20}
        learning_rate: {value: 0.03}
        augmentation: {value: shift}
        lr_schedule: {value: cosine}
        epochs: {value: 12}
      ablation: {seeds: 1, margin: {validation_accuracy: 0.05}, keep: best}
      """;

  /** What a sitting that was cut short left behind. */
  private record Left(
      int exitCode, String sweep, List<String> runs, List<String> withoutCheckpoint) {}

  @TempDir private static Path folder;
  private Path spec;
  private Cli calm;
  private Cli cut;
  private final Map<String, Left> left = new LinkedHashMap<>();
  private List<ProcessHandle> orphans;
  private int lastExitCode;

  @BeforeAll
  void letEverythingHappen() throws Exception {
    Path slice = MnistSlice.write(Files.createDirectory(folder.resolve("mnist")), 260, 200);
    spec = Files.writeString(folder.resolve("cut.yaml"), SPEC.formatted(slice));
    calm = new Cli(folder.resolve("calm"));
    cut = new Cli(folder.resolve("cut"));
    try (Terminal undisturbed = run(calm, 1)) {
      ctrlC();
      sigterm();
      ctrlCTwice();
      ownerKilled();
      workerKilled();
      assertThat(undisturbed.exitCode()).as(undisturbed.said()).isZero();
    }
  }

  private Terminal run(Cli cli, int workers) throws IOException {
    return new Terminal(
        cli.results(), "run", spec.toString(), "--workers", Integer.toString(workers));
  }

  /** As a terminal does it: to the workers, too. */
  private void ctrlC() throws Exception {
    try (Terminal terminal = run(cut, 1)) {
      terminal.await("epoch 2/");
      for (ProcessHandle worker : terminal.workers()) {
        Signals.send("INT", worker);
      }
      terminal.signal("INT");
      remember("Ctrl-C", terminal.exitCode());
    }
  }

  private void sigterm() throws Exception {
    try (Terminal terminal = run(cut, 1)) {
      terminal.await("goes on in epoch");
      terminal.await(" epoch ");
      terminal.signal("TERM");
      remember("SIGTERM", terminal.exitCode());
    }
  }

  /** Its worker is stopped and cannot leave: only the second Ctrl-C ends the waiting for it. */
  private void ctrlCTwice() throws Exception {
    try (Terminal terminal = run(cut, 1)) {
      terminal.await("goes on in epoch");
      terminal.await(" epoch ");
      Signals.send("STOP", terminal.workers().get(0));
      terminal.signal("INT");
      terminal.await("a second Ctrl-C or SIGTERM kills the runs");
      terminal.signal("INT");
      remember("Ctrl-C twice", terminal.exitCode());
    }
  }

  private void ownerKilled() throws Exception {
    try (Terminal terminal = run(cut, 2)) {
      terminal.await("goes on in epoch");
      terminal.await("epoch 2/");
      orphans = terminal.workers();
      terminal.signal("KILL");
      terminal.exitCode();
    }
  }

  /** By the same command, at once: the workers of the killed owner may still be there. */
  private void workerKilled() throws Exception {
    try (Terminal terminal = run(cut, 1)) {
      terminal.await("goes on in epoch");
      terminal.await(" epoch ");
      terminal.await(" epoch ");
      Signals.send("KILL", terminal.workers().get(0));
      lastExitCode = terminal.exitCode();
    }
  }

  private void remember(String what, int exitCode) throws IOException {
    List<String> runs = new ArrayList<>();
    List<String> withoutCheckpoint = new ArrayList<>();
    for (JsonNode run : rows(cut, "SELECT sweep_id, run_id, state, attempts FROM runs")) {
      String state = run.get("state").asText();
      runs.add(state);
      boolean begun = state.equals("PENDING") && run.get("attempts").asInt() > 0;
      if (begun && !Files.exists(home(cut, run).resolve("last.zip"))) {
        withoutCheckpoint.add(run.get("run_id").asText());
      }
    }
    String sweep = rows(cut, "SELECT state FROM sweeps").get(0).get("state").asText();
    left.put(what, new Left(exitCode, sweep, runs, withoutCheckpoint));
  }

  @Test
  void whateverSignalEndsASittingItIsStoppedAndItsRunsWaitWithCheckpoints() {
    assertThat(left).hasSize(3);
    left.forEach(
        (what, after) -> {
          assertThat(after.exitCode()).as(what).isEqualTo(ExitCode.INTERRUPTED);
          assertThat(after.sweep()).as(what).isEqualTo("STOPPED");
          assertThat(after.runs()).as(what).hasSize(2).contains("PENDING");
          assertThat(after.runs()).as(what).isSubsetOf("PENDING", "COMPLETED");
          assertThat(after.withoutCheckpoint()).as(what).isEmpty();
        });
  }

  @Test
  void theWorkersOfAKilledOwnerEndByThemselves() throws Exception {
    assertThat(orphans).hasSize(2);
    for (ProcessHandle orphan : orphans) {
      orphan.onExit().get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void everyAttemptAfterACutGoesOnFromACheckpoint() throws IOException {
    assertThat(lastExitCode).isZero();
    assertThat(rows(cut, "SELECT state FROM attempts").stream().map(r -> r.get("state").asText()))
        .contains("CANCELLED", "LOST", "CRASHED");
    assertThat(rows(cut, "SELECT * FROM events WHERE kind = 'resumed'"))
        .hasSizeGreaterThanOrEqualTo(5);
    for (JsonNode run : rows(cut, "SELECT sweep_id, run_id FROM runs")) {
      List<Start> starts = starts(run);
      assertThat(starts.get(0)).isEqualTo(Start.BEGINNING);
      assertThat(starts.subList(1, starts.size())).allMatch(Start::isResumed);
    }
  }

  @Test
  void everyRunCompletesOnce() throws IOException {
    assertThat(rows(cut, "SELECT run_id FROM attempts WHERE state = 'COMPLETED'"))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(rows(cut, "SELECT state FROM sweeps").get(0).get("state").asText())
        .isEqualTo("COMPLETED");
  }

  @Test
  void parametersReadingsAndPredictionsAreThoseOfAnUndisturbedSweep() throws IOException {
    assertSameRows("SELECT identity, seed, state, parameter_hash FROM runs ORDER BY 1");
    assertSameRows(
        """
        SELECT r.identity, m.epoch, m.name, m.reading, m.kind
        FROM metrics m JOIN runs r ON r.run_id = m.run_id
        WHERE m.name NOT IN ('seconds', 'cpu_seconds', 'images_per_second', 'peak_memory_bytes')
        ORDER BY 1, 2, 3
        """);
    Map<String, Path> undisturbed = homes(calm);
    for (Map.Entry<String, Path> home : homes(cut).entrySet()) {
      assertThat(home.getValue().resolve("predictions.bin"))
          .hasSameBinaryContentAs(undisturbed.get(home.getKey()).resolve("predictions.bin"));
    }
  }

  @Test
  void soAreTheAnswersButForTheTimes() throws IOException {
    assertSameRows(
        """
        SELECT factor, level, baseline, metric, pairs, mean_difference, ci_low, ci_high, p_value,
          p_t, p_holm, p_equivalence, verdict
        FROM contrasts c
        WHERE NOT interim AND metric NOT IN ('time', 'cpu_seconds', 'seconds')
        ORDER BY 1, 2, 4
        """);
  }

  @Test
  void noReadingIsThereTwice() throws IOException {
    assertThat(
            rows(
                cut, "SELECT run_id FROM metrics GROUP BY run_id, epoch, name HAVING COUNT(*) > 1"))
        .isEmpty();
    for (JsonNode run : rows(cut, "SELECT sweep_id, run_id FROM runs")) {
      assertThat(journal(run).damage()).isEmpty();
    }
  }

  @Test
  void theBestNetsAreKeptAsStockDl4jReadsThemAndTheLastOnesAreGone() throws IOException {
    Map<String, Path> undisturbed = homes(calm);
    for (Map.Entry<String, Path> home : homes(cut).entrySet()) {
      assertThat(home.getValue()).isDirectoryNotContaining("glob:**/last.zip*");
      assertThat(best(home.getValue()).params())
          .isEqualTo(best(undisturbed.get(home.getKey())).params());
    }
  }

  private static ComputationGraph best(Path home) throws IOException {
    return ModelSerializer.restoreComputationGraph(home.resolve("best.zip").toFile(), true);
  }

  private List<Start> starts(JsonNode run) throws IOException {
    return journal(run).lines().stream()
        .map(JournalLine::entry)
        .filter(Entry.RunStarted.class::isInstance)
        .map(entry -> ((Entry.RunStarted) entry).start())
        .toList();
  }

  private Journal.Content journal(JsonNode run) throws IOException {
    JournalName name = JournalName.ofRun(run.get("sweep_id").asText(), run.get("run_id").asText());
    return Journal.read(name, new ResultsFolder(cut.results()).journal(name));
  }

  /** The folders of the runs by their identity. */
  private static Map<String, Path> homes(Cli cli) throws IOException {
    Map<String, Path> homes = new LinkedHashMap<>();
    for (JsonNode run : rows(cli, "SELECT identity, sweep_id, run_id FROM runs")) {
      homes.put(run.get("identity").asText(), home(cli, run));
    }
    assertThat(homes).hasSize(2);
    return homes;
  }

  private static Path home(Cli cli, JsonNode run) {
    return new ResultsFolder(cli.results())
        .run(run.get("sweep_id").asText(), run.get("run_id").asText());
  }

  private void assertSameRows(String sql) throws IOException {
    assertThat(rows(cut, sql)).isNotEmpty().isEqualTo(rows(calm, sql));
  }

  private static List<JsonNode> rows(Cli cli, String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readerForListOf(JsonNode.class).readValue(result.out());
  }
}
