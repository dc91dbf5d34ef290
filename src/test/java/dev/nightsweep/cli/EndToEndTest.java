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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole sweep as a user runs it: DL4J on a slice of real MNIST, in worker processes, one of which
 * is killed on the way; and then every command that reads what it left.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TEST_IMAGES = 600;
  private static final String SPEC =
      """
      name: small
      description: Does LRN matter <on a slice>?
      method: grid
      parameters:
        lrn: {values: [false, true]}
        dataset: {value: "%s"}
        width: {value: 0.06}
        train_size: {value: 900}
        validation_size: {value: 200}
        batch_size: {value: 10}
        learning_rate: {value: 0.01}
        epochs: {value: 3}
      ablation: {seeds: 3, margin: {validation_accuracy: 0.05}}
      """;

  @TempDir private static Path folder;
  private Cli cli;
  private String text;
  private Path spec;
  private Cli.Result run;
  private Cli.Result listWhileRunning;
  private Cli.Result secondRun;

  @BeforeAll
  void runASweepAndKillAWorker() throws Exception {
    cli = new Cli(folder.resolve("results"));
    Path slice = Files.createDirectory(folder.resolve("mnist"));
    text = SPEC.formatted(MnistSlice.write(slice, 1_100, TEST_IMAGES));
    spec = Files.writeString(folder.resolve("small.yaml"), text);
    CompletableFuture<Cli.Result> running =
        CompletableFuture.supplyAsync(() -> cli.run("run", spec.toString(), "--workers", "2"));
    ProcessHandle worker = waitFor(this::trainingWorker, running);
    worker.destroyForcibly();
    listWhileRunning = cli.elsewhere("list", "--json");
    secondRun = cli.elsewhere("run", spec.toString());
    run = running.get(10, TimeUnit.MINUTES);
  }

  @Test
  void theSweepEndsWithItsAnswerAndTheReportsPath() {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("3 paired seeds", "95 % interval", "report.html");
    assertThat(run.err()).contains("lrn: false (baseline), true").contains("on 2 workers");
  }

  @Test
  void theKilledRunWasTriedAgainWithItsSeedAndAllRunsAreComplete() throws IOException {
    assertThat(rows("SELECT state FROM runs"))
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.get("state").asText()).isEqualTo("COMPLETED"));
    List<JsonNode> crashed =
        rows("SELECT run_id, cause FROM attempts WHERE state = 'CRASHED' AND attempt = 1");
    assertThat(crashed).hasSize(1);
    assertThat(crashed.get(0).get("cause").asText()).contains("137");
  }

  @Test
  void bothArmsLearn() throws IOException {
    assertThat(rows("SELECT reading FROM metrics WHERE name = 'validation_accuracy' AND epoch = 3"))
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.get("reading").asDouble()).isGreaterThan(0.5));
  }

  @Test
  void armsOfOneSeedStartFromTheSameWeightsButEndApart() throws IOException {
    assertThat(rows("SELECT DISTINCT parameter_hash FROM runs")).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sweeps",
        "arms",
        "runs",
        "attempts",
        "run_parameters",
        "metrics",
        "system_metrics",
        "events",
        "environments",
        "layers",
        "departures",
        "contrasts",
        "pairs",
        "readings",
        "times",
        "confusions"
      })
  void everyPublicViewAnswersWithRows(String view) throws IOException {
    assertThat(rows("SELECT * FROM " + view)).isNotEmpty();
  }

  @Test
  void everyMetricOfAnEpochAndOfTheEndIsThere() throws IOException {
    assertThat(rows("SELECT DISTINCT name FROM metrics"))
        .extracting(row -> row.get("name").asText())
        .contains(
            "training_loss",
            "validation_loss",
            "validation_accuracy",
            "learning_rate",
            "seconds",
            "cpu_seconds",
            "images_per_second",
            "test_loss",
            "test_accuracy",
            "peak_memory_bytes");
  }

  @Test
  void theEnvironmentOfEveryRunIsKept() throws IOException {
    assertThat(rows("SELECT DISTINCT name FROM environments"))
        .extracting(row -> row.get("name").asText())
        .contains("jdk", "os", "cpu", "dl4j", "classifier", "threads", "dataset_fingerprint");
  }

  @Test
  void theFilesAreWhereTheyBelong() throws IOException {
    ResultsFolder results = new ResultsFolder(cli.results());
    String sweepId = results.sweepIds().get(0);
    assertThat(results.report(sweepId)).isNotEmptyFile();
    assertThat(results.index()).isNotEmptyFile();
    assertThat(results.log(sweepId)).isNotEmptyFile();
    assertThat(results.spec(sweepId, "small.yaml")).hasContent(text);
    assertThat(results.owner()).doesNotExist();
    String runId = rows("SELECT run_id FROM runs").get(0).get("run_id").asText();
    assertThat(results.run(sweepId, runId).resolve("predictions.bin")).isNotEmptyFile();
    assertThat(results.run(sweepId, runId).resolve("journal.jsonl")).isNotEmptyFile();
  }

  @Test
  void aRunsPageShowsItsFiltersAndItsMistakes() throws IOException {
    JsonNode run = rows("SELECT sweep_id, run_id FROM runs").get(0);
    Path page =
        new ResultsFolder(cli.results())
            .runPage(run.get("sweep_id").asText(), run.get("run_id").asText());
    assertThat(Files.readString(page))
        .contains("The surest mistakes", "% sure", "filters of the first convolution")
        .contains("test images are misclassified", "Layers, and what one image");
    assertThat(Files.readString(page).split("<svg", -1)).hasSizeGreaterThan(20);
  }

  @Test
  void twoRunsOnOnePageShowTheImagesThatOnlyOneHasRight() throws IOException {
    List<JsonNode> pair = rows("SELECT run_id FROM runs WHERE seed = 1");
    Cli.Result written =
        cli.run(
            "compare",
            pair.get(0).get("run_id").asText(),
            pair.get(1).get("run_id").asText(),
            "--html");
    assertThat(Files.readString(Path.of(written.out().strip())))
        .contains("Test images that only one has right", "Only lrn=false, seed 1 is right");
  }

  @Test
  void theDatabaseIsBuiltAgainFromTheJournals() throws IOException {
    Path copy = folder.resolve("copy");
    copyTree(cli.results(), copy);
    Files.delete(new ResultsFolder(copy).database());
    for (String view :
        List.of("runs", "attempts", "metrics", "contrasts", "environments", "layers")) {
      String sql = "SELECT * FROM " + view + " ORDER BY 1, 2, 3, 4";
      Cli.Result rebuilt = new Cli(copy).run("query", sql, "--json");
      assertThat(rebuilt.out()).as(rebuilt.err()).isEqualTo(cli.run("query", sql, "--json").out());
    }
  }

  @Test
  void showGivesTheSweepAndARun() throws IOException {
    String sweepId = rows("SELECT sweep_id FROM sweeps").get(0).get("sweep_id").asText();
    assertThat(cli.run("show", sweepId).out()).contains("lrn=true", "COMPLETED", "95 % interval");
    String runId = rows("SELECT run_id FROM runs").get(0).get("run_id").asText();
    JsonNode shown = JSON.readTree(cli.run("show", runId, "--json").out());
    assertThat(shown.get("result").get("predictions").asText()).hasSize(TEST_IMAGES);
    assertThat(shown.get("curves").get("training_loss")).hasSize(3);
    assertThat(cli.run("show", runId).out()).contains("learning_rate", "dl4j");
  }

  @Test
  void compareShowsOnlyTheSettingsThatDiffer() throws IOException {
    List<JsonNode> pair = rows("SELECT run_id FROM runs WHERE seed = 1");
    Cli.Result compared =
        cli.run(
            "compare",
            pair.get(0).get("run_id").asText(),
            pair.get(1).get("run_id").asText(),
            "--json");
    JsonNode json = JSON.readTree(compared.out());
    assertThat(json.get("differing_settings").fieldNames()).toIterable().containsExactly("lrn");
    assertThat(json.get("metrics").has("test_accuracy")).isTrue();
  }

  @Test
  void aReplayComesOutIdenticalAlsoOfTheRunWhoseWorkerWasKilled() throws IOException {
    String killed =
        rows("SELECT run_id FROM runs WHERE attempts = 2").get(0).get("run_id").asText();
    String other = rows("SELECT run_id FROM runs WHERE attempts = 1").get(0).get("run_id").asText();
    Cli.Result replayed = cli.run("replay", killed, other);
    assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isEqualTo(ExitCode.DONE);
    assertThat(replayed.out())
        .contains(killed, other, "identical (3 epochs", "2 of 2 runs replayed: all identical");
  }

  @Test
  void aReplaySaysWhereTheRecordWasLeft() throws IOException {
    Path copy = folder.resolve("changed-record");
    copyTree(cli.results(), copy);
    JsonNode run = rows("SELECT run_id, sweep_id FROM runs").get(0);
    String runId = run.get("run_id").asText();
    JournalName name = JournalName.ofRun(run.get("sweep_id").asText(), runId);
    changeARecordedReading(name, new ResultsFolder(copy).journal(name));
    Cli.Result replayed = new Cli(copy).run("replay", runId, "--json");
    assertThat(replayed.exitCode()).isEqualTo(ExitCode.FOUND);
    JsonNode left = JSON.readTree(replayed.out()).get(0);
    assertThat(left.get("result").asText()).isEqualTo("left");
    assertThat(left.get("epoch").asInt()).isEqualTo(2);
    assertThat(left.get("what").asText()).isEqualTo("validation_accuracy");
    assertThat(left.get("was").asText()).isEqualTo("0.25");
    assertThat(left.get("environment")).hasSize(1);
    assertThat(left.get("environment").get(0).get("fact").asText()).isEqualTo("workers");
  }

  @Test
  void whatHasNoResultOrDoesNotExistCannotBeReplayed() {
    assertThat(cli.run("replay", "nosuchrun").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static void changeARecordedReading(JournalName name, Path file) throws IOException {
    List<JournalLine> lines = Journal.read(name, file).lines();
    Files.delete(file);
    try (Journal journal = Journal.open(name, file)) {
      for (JournalLine line : lines) {
        journal.append(changed(line.entry()));
      }
    }
  }

  private static Entry changed(Entry entry) {
    if (!(entry instanceof Entry.EpochFinished epoch) || epoch.epoch() != 2) {
      return entry;
    }
    Map<String, Double> metrics = new TreeMap<>(epoch.metrics());
    metrics.put("validation_accuracy", 0.25);
    return new Entry.EpochFinished(epoch.attempt(), 2, metrics, epoch.system(), epoch.at());
  }

  @Test
  void runningTheSameSpecAgainTrainsNothingAndGivesTheStoredResult() throws IOException {
    Cli.Result again = cli.run("run", spec.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(again.err()).contains("finished already", "--new");
    assertThat(again.out()).isEqualTo(run.out());
    assertThat(rows("SELECT * FROM attempts")).hasSize(7);
  }

  @Test
  void anotherSpecUnderTheSameNameIsRefused() throws IOException {
    Path changed =
        Files.writeString(
            folder.resolve("changed.yaml"),
            text.replace("epochs: {value: 3}", "epochs: {value: 2}"));
    Cli.Result result = cli.run("run", changed.toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--new", "small-2");
  }

  @Test
  void whileASweepRunsItsOwnerAnswersAndAnotherRunIsTurnedAway() throws IOException {
    assertThat(listWhileRunning.exitCode()).isEqualTo(ExitCode.DONE);
    JsonNode sweeps = JSON.readTree(listWhileRunning.out());
    assertThat(sweeps.get(0).get("state").asText()).isEqualTo("RUNNING");
    assertThat(secondRun.exitCode()).as(secondRun.err()).isEqualTo(ExitCode.BUSY);
  }

  private List<JsonNode> rows(String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    return JSON.readerForListOf(JsonNode.class).readValue(result.out());
  }

  /** A worker that has finished an epoch, so that something is lost when it dies. */
  private Optional<ProcessHandle> trainingWorker() {
    return epochsJournaled() > 0
        ? ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .findFirst()
        : Optional.empty();
  }

  private long epochsJournaled() {
    try (var files = Files.walk(cli.results())) {
      return files.filter(f -> f.endsWith("journal.jsonl")).filter(EndToEndTest::hasEpoch).count();
    } catch (IOException e) {
      return 0; // not there yet
    }
  }

  private static boolean hasEpoch(Path journal) {
    try {
      return Files.readString(journal).contains("EpochFinished");
    } catch (IOException e) {
      return false; // not there yet
    }
  }

  private static <T> T waitFor(Supplier<Optional<T>> wanted, CompletableFuture<?> running)
      throws Exception {
    while (!running.isDone()) {
      Optional<T> found = wanted.get();
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the sweep ended before that: " + running.get());
  }

  /** What {@code nightsweep list} in another terminal prints while this process has the folder. */
  private static void copyTree(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
