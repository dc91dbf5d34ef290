package dev.nightsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.simulated.SimulatedCatalog;
import dev.nightsweep.train.simulated.SimulatedTrainer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated runs through a worker: in this process, and in one of their own. */
class SimulatedRunTest {
  private static final String RATE = "simulate.%s_rate";

  @TempDir private Path folder;
  private final List<Signal> said = new ArrayList<>();

  @Test
  void aRunIsJournaledToItsResult() {
    serve(InstructionQueue.of(run("r1", 1, settings())));
    assertThat(epochs("r1")).containsOnlyKeys(1, 2, 3, 4, 5);
    assertThat(outcome("r1")).isInstanceOf(Outcome.Completed.class);
    assertThat(said.get(said.size() - 1)).isEqualTo(new Signal.Idle("r1"));
  }

  @Test
  void anInterruptedRunGoesOnBehindItsJournalToTheSameResult() {
    InstructionQueue instructions = InstructionQueue.of(run("broken", 1, settings()));
    new Worker(
            Map.of("simulated", () -> new ClosingAfter(2, instructions)),
            said::add,
            InstantSource.fixed(Instant.EPOCH))
        .serve(instructions);
    assertThat(outcome("broken")).isEqualTo(new Outcome.Interrupted());
    assertThat(epochs("broken")).containsOnlyKeys(1, 2);

    serve(InstructionQueue.of(run("broken", 2, settings()), run("unbroken", 1, settings())));
    assertThat(entries("broken").stream().filter(Entry.RunStarted.class::isInstance))
        .extracting(entry -> ((Entry.RunStarted) entry).start().epoch())
        .containsExactly(1, 3);
    assertThat(epochs("broken")).isEqualTo(epochs("unbroken"));
    assertThat(outcome("broken")).isEqualTo(outcome("unbroken"));
  }

  @Test
  void divergenceIsJournaledWithItsNanAndAFailureWithItsCause() {
    serve(
        InstructionQueue.of(
            run("nan", 1, settings().with(RATE.formatted("nan"), Setting.of(1.0))),
            run("fails", 1, settings().with(RATE.formatted("failure"), Setting.of(1.0)))));
    assertThat(outcome("nan")).isInstanceOf(Outcome.Diverged.class);
    assertThat(epochs("nan").lastEntry().getValue().get("training_loss")).isNaN();
    assertThat(outcome("fails")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aCrashEndsTheProcessAndLeavesNoOutcome() throws Exception {
    Settings crashing = settings().with(RATE.formatted("crash"), Setting.of(1.0));
    assertThat(exitCodeOfAWorker(run("r1", 1, crashing))).isEqualTo(134);
    assertThat(entries("r1")).noneMatch(Entry.RunEnded.class::isInstance);
    assertThat(Files.readString(folder.resolve("err.txt"))).contains("SIMULATED");
  }

  @Test
  void aWorkerThatOnlySimulatesLoadsNoLibraryOfAlexNets() throws Exception {
    assertThat(exitCodeOfAWorker(run("r1", 1, settings()))).isZero();
    assertThat(outcome("r1")).isInstanceOf(Outcome.Completed.class);
    assertThat(Files.readAllLines(folder.resolve("classes.txt")))
        .anyMatch(line -> line.contains("dev.nightsweep.train.simulated.SimulatedTrainer"))
        .noneMatch(line -> line.contains("org.nd4j") || line.contains("org.deeplearning4j"))
        .noneMatch(line -> line.contains("org.bytedeco"));
  }

  /** Gives a worker process one run, closes its input when that is done, and waits for its end. */
  private int exitCodeOfAWorker(Assignment run) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + folder.resolve("classes.txt"),
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName())
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(Wire.write(run));
        in.newLine();
        in.flush();
        readUntilIdle(out);
      }
      return process.waitFor();
    }
  }

  /** Or until the process ends. */
  private static void readUntilIdle(BufferedReader out) throws IOException {
    Optional<Signal> signal = Optional.empty();
    while (signal.filter(Signal.Idle.class::isInstance).isEmpty()) {
      String line = out.readLine();
      if (line == null) {
        return;
      }
      signal = Wire.parseSignal(line);
    }
  }

  /** Trains as the simulator does, and closes the queue when an epoch is over. */
  private record ClosingAfter(int lastEpoch, InstructionQueue instructions) implements Trainer {
    @Override
    public Environment environment(Assignment run) {
      return new SimulatedTrainer().environment(run);
    }

    @Override
    public Outcome train(Assignment run, Start start, Watcher watcher) {
      return new SimulatedTrainer().train(run, start, closing(watcher));
    }

    private Watcher closing(Watcher watcher) {
      return new Watcher() {
        @Override
        public void progressed(int epoch, long done, long of) {
          watcher.progressed(epoch, done, of);
        }

        @Override
        public void epochFinished(
            int epoch, Map<String, Double> metrics, Map<String, Double> system) {
          watcher.epochFinished(epoch, metrics, system);
          if (epoch == lastEpoch) {
            instructions.close();
          }
        }

        @Override
        public boolean isInterrupted() {
          return watcher.isInterrupted();
        }
      };
    }
  }

  private void serve(InstructionQueue instructions) {
    new Worker(
            Map.of("simulated", SimulatedTrainer::new),
            said::add,
            InstantSource.fixed(Instant.EPOCH))
        .serve(instructions);
  }

  private static Settings settings() {
    return new SimulatedCatalog(NetFiles.shipped("alexnet")).resolve(Settings.NONE);
  }

  private Assignment run(String runId, int attempt, Settings settings) {
    return new Assignment(
        "sweep",
        runId,
        attempt,
        new Assignment.Task("simulated", settings, 1, "identity"),
        Assignment.Checkpoints.LAST,
        folder.resolve(runId).toString(),
        Environment.of(Map.of()),
        0);
  }

  private Outcome outcome(String runId) {
    List<Entry> entries = entries(runId);
    return ((Entry.RunEnded) entries.get(entries.size() - 1)).outcome();
  }

  private NavigableMap<Integer, Map<String, Double>> epochs(String runId) {
    NavigableMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
    for (Entry entry : entries(runId)) {
      if (entry instanceof Entry.EpochFinished finished) {
        epochs.put(finished.epoch(), finished.metrics());
      }
    }
    return epochs;
  }

  private List<Entry> entries(String runId) {
    Path file = ResultsFolder.runJournal(folder.resolve(runId));
    try {
      return Journal.read(JournalName.ofRun("sweep", runId), file).lines().stream()
          .map(JournalLine::entry)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
