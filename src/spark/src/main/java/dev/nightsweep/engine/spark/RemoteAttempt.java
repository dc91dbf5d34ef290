package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.engine.spark.AttemptReport.Answer;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkFiles;

/** One attempt on an executor: a worker process trains it, the driver hears of it. */
final class RemoteAttempt {
  /** So often the driver is told of progress, and asked whether the run is to go on. */
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  /** A line of the journal waits that long for others to be told with it. */
  private static final Duration BATCH_DELAY = Duration.ofMillis(20);

  /** Larger files are left behind: a result travels through the memory of executor and driver. */
  private static final long MAX_FILE_BYTES = 64L << 20;

  /** Of two attempts at one run the later waits until the earlier has cleared its folder. */
  private static final Map<Path, Object> FOLDER_LOCKS = new ConcurrentHashMap<>();

  private final TaskPayload payload;
  private final long task;
  private final ResultsFolder results;
  private final Assignment run;
  private final Path folder;
  private final Optional<SharedCheckpoint> checkpoint;
  private final List<Signal> unsent = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean asked;

  /** When the driver is to be told, in the time of {@link System#nanoTime}. */
  private long due;

  RemoteAttempt(TaskPayload payload, long task) throws IOException {
    this.payload = payload;
    this.task = task;
    Path root = Path.of(SparkFiles.getRootDirectory()).toAbsolutePath().resolve("nightsweep");
    this.results = new ResultsFolder(root);
    this.folder = results.run(payload.run().sweepId(), payload.run().runId());
    this.run = here(payload.run(), folder);
    this.checkpoint =
        payload.checkpoints().isPresent()
            ? Optional.of(new SharedCheckpoint(payload.checkpoints().get(), run, folder))
            : Optional.empty();
  }

  /** The same run, in a folder of this machine, with this machine's facts. */
  private static Assignment here(Assignment run, Path folder) {
    Map<String, String> facts = new TreeMap<>(run.host().facts());
    facts.putAll(ExecutorMachine.facts());
    return new Assignment(
        run.sweepId(),
        run.runId(),
        run.attempt(),
        run.task(),
        run.checkpoints(),
        folder.toString(),
        Environment.of(facts),
        run.holdAfter());
  }

  /**
   * Trains it to its end, whatever that is.
   *
   * @throws IllegalStateException if the driver does not want this attempt, or not from this task
   * @throws InterruptedException if the attempt was cancelled
   */
  TaskResult train() throws IOException, InterruptedException {
    report(); // whether it is wanted at all
    synchronized (FOLDER_LOCKS.computeIfAbsent(folder, key -> new Object())) {
      return trainAlone();
    }
  }

  private TaskResult trainAlone() throws IOException, InterruptedException {
    prepare();
    Launch launch = launch();
    LocalEngine engine = WorkerPool.acquire(launch, results);
    boolean reusable = false;
    try {
      int worker = engine.claim();
      engine.start(worker, run);
      EngineEvent end = follow(engine, worker);
      reusable = true;
      settleCheckpoint();
      return result(end);
    } finally {
      if (reusable) {
        WorkerPool.release(launch, engine);
      } else {
        engine.close();
      }
      forget();
    }
  }

  /** Space is not worth a result. */
  private void forget() {
    try {
      ResultsFolder.remove(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    }
  }

  private void prepare() throws IOException {
    if (Files.exists(folder)) {
      ResultsFolder.remove(folder); // of an executor that was here before
    }
    Files.createDirectories(folder);
    Files.writeString(ResultsFolder.runJournal(folder), payload.journal());
    if (checkpoint.isPresent()) {
      checkpoint.get().fetch();
    }
  }

  private Launch launch() {
    return new Launch(
        Path.of(System.getProperty("java.home")),
        ExecutorMachine.classPath(),
        payload.mainClass(),
        payload.options(),
        payload.variables(),
        results.root());
  }

  private EngineEvent follow(LocalEngine engine, int worker)
      throws IOException, InterruptedException {
    while (true) {
      Optional<EngineEvent> event = engine.await(untilDue());
      if (event.isPresent() && isEnd(event.get())) {
        return event.get(); // what is still untold comes home with the result
      }
      event
          .map(e -> ((EngineEvent.Said) e).signal())
          .filter(signal -> !isEndOfTheRun(signal))
          .ifPresent(this::take);
      if (untilDue().isZero()) {
        Answer answer = report();
        if (answer != Answer.GO_ON && !asked) {
          asked = true;
          engine.interrupt(worker, answer == Answer.END);
        }
        if (unsent.isEmpty()) {
          keepCheckpoint();
        }
      }
    }
  }

  private Duration untilDue() {
    return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
  }

  private void take(Signal signal) {
    if (signal instanceof Signal.Progress) {
      unsent.removeIf(Signal.Progress.class::isInstance); // the last one says it all
    } else {
      due = System.nanoTime() + Math.min(BATCH_DELAY.toNanos(), untilDue().toNanos());
    }
    unsent.add(signal);
  }

  private static boolean isEnd(EngineEvent event) {
    return event instanceof EngineEvent.Died
        || (event instanceof EngineEvent.Said said && said.signal() instanceof Signal.Idle);
  }

  /** That comes home with the result, behind what the run has left. */
  private static boolean isEndOfTheRun(Signal signal) {
    return signal instanceof Signal.Journaled line && line.entry() instanceof Entry.RunEnded;
  }

  /** What the driver answers; that the run is to go on if it cannot be reached just now. */
  private Answer report() throws InterruptedException {
    Answer answer;
    try {
      AttemptReport report =
          new AttemptReport(run.runId(), run.attempt(), task, List.copyOf(unsent));
      answer = RpcPlugin.send(report);
      unsent.clear();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) { // whatever a network may throw; the same is told again next time
      return Answer.GO_ON;
    } finally {
      due = System.nanoTime() + REPORT_INTERVAL.toNanos();
    }
    if (answer == Answer.UNKNOWN) {
      throw new IllegalStateException("nobody wants this attempt of " + run.runId());
    }
    return answer;
  }

  /** A shared folder in trouble costs no training. */
  private void keepCheckpoint() {
    try {
      if (checkpoint.isPresent()) {
        checkpoint.get().push();
      }
    } catch (IOException e) {
      complain(e);
    }
  }

  private void settleCheckpoint() {
    try {
      if (checkpoint.isPresent() && Files.exists(folder.resolve(Assignment.LAST_CHECKPOINT))) {
        checkpoint.get().push();
      } else if (checkpoint.isPresent()) {
        checkpoint.get().delete();
      }
    } catch (IOException e) {
      complain(e);
    }
  }

  private void complain(IOException e) {
    String line = "the shared checkpoint is not kept: " + e;
    if (!complaints.contains(line)) {
      complaints.add(line);
    }
  }

  private TaskResult result(EngineEvent end) throws IOException {
    Optional<TaskResult.Failure> failure =
        end instanceof EngineEvent.Died died
            ? Optional.of(new TaskResult.Failure(died.death(), died.cause(), died.logTail()))
            : Optional.empty();
    Map<String, String> files = files(folder, "");
    Map<String, String> errorFiles =
        failure.isPresent() ? files(results.root(), "hs_err_") : Map.of();
    String log = text(results.workerLog(run.sweepId(), run.runId()));
    String more = complaints.stream().map(line -> line + "\n").collect(Collectors.joining());
    return new TaskResult(
        text(ResultsFolder.runJournal(folder)), log + more, files, errorFiles, failure);
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  /** Those whose names begin so, journal, log and last checkpoint aside. */
  private Map<String, String> files(Path from, String beginning) throws IOException {
    List<String> apart = List.of("journal.jsonl", "worker.log", Assignment.LAST_CHECKPOINT);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(beginning) && !apart.contains(name)) {
          add(files, name, file);
        }
      }
    }
    return files;
  }

  private void add(Map<String, String> files, String name, Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      complaints.add(
          "%s was left behind: it has %,d bytes, and at most %,d travel"
              .formatted(name, Files.size(file), MAX_FILE_BYTES));
      return;
    }
    files.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
  }
}
