import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.store.StoreWriter;
import dev.nightsweep.store.h2.H2Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A storm of metrics on a results folder. Worker processes append to journals of their own, fsync
 * as the product's do, and tell this process through their pipes; it keeps the sweep's journal and
 * the database. Nothing is trained.
 *
 * <p>{@code StoreBench storm FOLDER RUNS EPOCHS WORKERS} does all that; {@code StoreBench index
 * FOLDER RUNS EPOCHS} feeds the database alone, without journals; {@code StoreBench read FOLDER
 * RUNS EPOCHS} times what listings read; {@code StoreBench runs FOLDER SWEEP WORKERS} says what a
 * sweep that was run took besides training. {@code src/bench/store} runs them all.
 */
public final class StoreBench {
  private static final String SWEEP = "storm-0001";
  private static final int ARMS = 20;
  private static final int TEST_IMAGES = 10_000;
  private static final int CLASSES = 10;
  private static final int METRICS = 6;

  /** As a worker gathers lines that come at once. */
  private static final long MOMENT = 20_000_000;

  private StoreBench() {}

  public static void main(String[] arguments) throws Exception {
    ResultsFolder results = new ResultsFolder(Path.of(arguments[1]));
    if (arguments[0].equals("runs")) {
      runs(results, arguments[2], Integer.parseInt(arguments[3]));
      return;
    }
    int runs = Integer.parseInt(arguments[2]);
    int epochs = Integer.parseInt(arguments[3]);
    switch (arguments[0]) {
      case "storm" -> storm(results, runs, epochs, Integer.parseInt(arguments[4]));
      case "index" -> index(results, runs, epochs);
      case "read" -> read(results);
      case "worker" ->
          work(
              results,
              runs,
              epochs,
              Integer.parseInt(arguments[4]),
              Integer.parseInt(arguments[5]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void storm(ResultsFolder results, int runs, int epochs, int workers)
      throws Exception {
    long started;
    long committed;
    try (H2Store store = H2Store.open(results.root());
        StoreWriter writer = new StoreWriter(store);
        SweepLog log = SweepLog.begin(results, plan(runs, epochs), writer)) {
      log.record(new Entry.SweepChanged(SweepState.RUNNING, "", Instant.now()));
      started = System.nanoTime();
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Process worker = startWorker(results, runs, epochs, i, workers);
        int number = i + 1;
        Thread reader = new Thread(() -> follow(worker, number, log, writer));
        reader.start();
        readers.add(reader);
      }
      for (Thread reader : readers) {
        reader.join();
      }
      log.record(new Entry.SweepChanged(SweepState.COMPLETED, "", Instant.now()));
      log.flush();
      committed = System.nanoTime();
    }
    long points = (long) runs * epochs * METRICS;
    report("storm", points, committed - started, results);
    System.out.printf("closing took %.1f s%n", (System.nanoTime() - committed) / 1e9);
  }

  private static void index(ResultsFolder results, int runs, int epochs) throws Exception {
    long started;
    long committed;
    try (H2Store store = H2Store.open(results.root());
        StoreWriter writer = new StoreWriter(store)) {
      JournalName sweep = JournalName.ofSweep(SWEEP);
      Plan plan = plan(runs, epochs);
      writer.accept(new JournalLine(sweep, 1, new Entry.SweepPlanned(plan)));
      writer.flush();
      started = System.nanoTime();
      long seq = 1;
      for (PlannedRun run : plan.runs()) {
        writer.accept(
            new JournalLine(
                sweep, ++seq, new Entry.AttemptStarted(run.runId(), 1, 1, Instant.now())));
        long[] line = {0};
        tell(
            run,
            epochs,
            entry ->
                writer.accept(
                    new JournalLine(JournalName.ofRun(SWEEP, run.runId()), ++line[0], entry)));
        writer.accept(new JournalLine(sweep, ++seq, completed(run.runId())));
      }
      writer.flush();
      committed = System.nanoTime();
    }
    long points = (long) runs * epochs * METRICS;
    report("index alone", points, committed - started, results);
    System.out.printf("closing took %.1f s%n", (System.nanoTime() - committed) / 1e9);
  }

  /**
   * From the start of the first attempt to the end of the last: how many a second, and how long a
   * worker waited for each, from the end of its training to the beginning of the next.
   */
  private static void runs(ResultsFolder results, String sweepId, int workers) throws IOException {
    List<AttemptRecord> attempts;
    try (H2Store store = H2Store.open(results.root())) {
      attempts = store.sweepAttempts(sweepId);
    }
    Instant first = attempts.get(0).startedAt();
    Instant last =
        attempts.stream().map(a -> a.endedAt().get()).max(Instant::compareTo).orElseThrow();
    double wall = Duration.between(first, last).toNanos() / 1e9;
    double training = 0;
    for (AttemptRecord attempt : attempts) {
      JournalName name = JournalName.ofRun(sweepId, attempt.runId());
      training += training(Journal.read(name, results.journal(name)).lines());
    }
    int runs = attempts.size();
    System.out.printf(
        "simulated: %,d runs in %.1f s = %.0f runs/s with %d workers; %.1f ms of scheduling a"
            + " run%n",
        runs, wall, runs / wall, workers, 1000 * (wall * workers - training) / runs);
  }

  private static double training(List<JournalLine> lines) {
    Instant begun = ((Entry.RunStarted) lines.get(0).entry()).at();
    Instant ended = ((Entry.RunEnded) lines.get(lines.size() - 1).entry()).at();
    return Duration.between(begun, ended).toNanos() / 1e9;
  }

  /** What {@code list} and {@code show} wait for, in a JVM that has just started. */
  private static void read(ResultsFolder results) {
    long started = System.nanoTime();
    try (H2Store store = H2Store.open(results.root())) {
      long opened = System.nanoTime();
      store.sweeps();
      long listed = System.nanoTime();
      String runId = store.runs(SWEEP).get(0).runId();
      long shown = System.nanoTime();
      store.run(runId);
      store.curves(runId);
      store.attempts(runId);
      long run = System.nanoTime();
      System.out.printf(
          "cold: opening %d ms, all sweeps %d ms, all runs of the sweep %d ms, one run %d ms%n",
          (opened - started) / 1_000_000,
          (listed - opened) / 1_000_000,
          (shown - listed) / 1_000_000,
          (run - shown) / 1_000_000);
    }
  }

  private static void report(String what, long points, long nanos, ResultsFolder results)
      throws IOException {
    System.out.printf(
        "%s: %,d points in %.1f s = %,.0f points/s; database %.0f MB; heap at most %.0f MB%n",
        what,
        points,
        nanos / 1e9,
        points / (nanos / 1e9),
        Files.size(results.database()) / 1e6,
        peakHeap() / 1e6);
  }

  /** The sum of what each pool used at its fullest: no less than the heap's own peak. */
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(java.lang.management.MemoryUsage::getUsed)
        .sum();
  }

  private static Process startWorker(
      ResultsFolder results, int runs, int epochs, int number, int workers) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoreBench.class.getName(),
            "worker",
            results.root().toString(),
            Integer.toString(runs),
            Integer.toString(epochs),
            Integer.toString(number),
            Integer.toString(workers))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What an engine does with a worker's signals. */
  private static void follow(Process worker, int number, SweepLog log, StoreWriter writer) {
    try (BufferedReader said = worker.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        Optional<Signal> signal = Wire.parseSignal(line);
        if (signal.orElse(null) instanceof Signal.Journaled journaled) {
          follow(journaled, number, log, writer);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void follow(
      Signal.Journaled journaled, int number, SweepLog log, StoreWriter writer) {
    String runId = journaled.runId();
    if (journaled.entry() instanceof Entry.RunStarted) {
      record(log, new Entry.AttemptStarted(runId, 1, number, Instant.now()));
    }
    writer.accept(
        new JournalLine(JournalName.ofRun(SWEEP, runId), journaled.seq(), journaled.entry()));
    if (journaled.entry() instanceof Entry.RunEnded) {
      record(log, completed(runId));
    }
  }

  private static void record(SweepLog log, Entry.OfSweep entry) {
    synchronized (log) {
      log.record(entry);
    }
  }

  private static Entry.AttemptEnded completed(String runId) {
    return new Entry.AttemptEnded(
        runId, 1, AttemptState.COMPLETED, RunState.COMPLETED, "", List.of(), Instant.now());
  }

  private static void work(ResultsFolder results, int runs, int epochs, int number, int workers)
      throws IOException {
    PrintStream parent = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<PlannedRun> planned = plan(runs, epochs).runs();
    for (int i = number; i < runs; i += workers) {
      PlannedRun run = planned.get(i);
      JournalName name = JournalName.ofRun(SWEEP, run.runId());
      try (Journal journal = Journal.open(name, results.journal(name))) {
        Announcer announcer = new Announcer(journal, run.runId(), parent);
        tell(run, epochs, announcer::write);
        announcer.announce();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  /** Announces lines when they are on the disk: at once, or with others that come at once. */
  private static final class Announcer {
    private final Journal journal;
    private final String runId;
    private final PrintStream parent;
    private final List<Signal> unannounced = new ArrayList<>();
    private long lastAnnounced = System.nanoTime();

    Announcer(Journal journal, String runId, PrintStream parent) {
      this.journal = journal;
      this.runId = runId;
      this.parent = parent;
    }

    void write(Entry.OfRun entry) {
      try {
        unannounced.add(new Signal.Journaled(runId, journal.write(entry).seq(), entry));
        if (System.nanoTime() - lastAnnounced > MOMENT) {
          announce();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void announce() throws IOException {
      journal.sync();
      unannounced.forEach(signal -> parent.println(Wire.write(signal)));
      unannounced.clear();
      lastAnnounced = System.nanoTime();
    }
  }

  private static void tell(
      PlannedRun run, int epochs, java.util.function.Consumer<Entry.OfRun> told) {
    Random random = new Random(run.runId().hashCode());
    told.accept(
        new Entry.RunStarted(
            1, environment(), Optional.of(card()), Start.BEGINNING, Instant.now()));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Map<String, Double> metrics = new TreeMap<>();
      for (String name :
          List.of(
              "training_loss",
              "validation_loss",
              "validation_accuracy",
              "learning_rate",
              "seconds",
              "images_per_second")) {
        metrics.put(name, random.nextDouble());
      }
      told.accept(new Entry.EpochFinished(1, epoch, metrics, Map.of(), Instant.now()));
    }
    told.accept(
        new Entry.RunEnded(1, epochs, new Outcome.Completed(result(random)), Instant.now()));
  }

  private static RunResult result(Random random) {
    int[] predictions = random.ints(TEST_IMAGES, 0, CLASSES).toArray();
    List<List<Integer>> confusion = new ArrayList<>();
    for (int truth = 0; truth < CLASSES; truth++) {
      confusion.add(random.ints(CLASSES, 0, 1000).boxed().toList());
    }
    String hash = "%064x".formatted(random.nextLong());
    return new RunResult(
        Map.of("test_loss", 0.1, "test_accuracy", 0.98, "peak_memory_bytes", 4e8),
        confusion,
        ClassLabels.of(predictions),
        hash);
  }

  private static Environment environment() {
    Map<String, String> facts = new TreeMap<>();
    for (int i = 0; i < 15; i++) {
      facts.put("fact_" + i, "what the fact is " + i);
    }
    return Environment.of(facts);
  }

  private static ModelCard card() {
    List<ModelCard.Layer> layers = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      layers.add(
          new ModelCard.Layer(
              "layer" + i, "convolution 3×3, relu", List.of(32, 7, 7), 1000, 100_000, true));
    }
    return new ModelCard(layers, List.of("Images are 28×28 grey."));
  }

  private static Plan plan(int runs, int epochs) {
    List<Arm> arms = new ArrayList<>();
    for (int i = 0; i < ARMS; i++) {
      Settings levels = Settings.NONE.with("learning_rate", Setting.of(0.001 * (i + 1)));
      Settings settings = levels.with("epochs", Setting.of((long) epochs));
      arms.add(new Arm("a" + i, "learning_rate=" + 0.001 * (i + 1), levels, settings));
    }
    List<PlannedRun> planned = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      String id = "r%06x-%d".formatted(i * 7919, i);
      String arm = arms.get(i % ARMS).armId();
      planned.add(
          new PlannedRun(id, arm, PlannedRun.Phase.COMPARISON, i / ARMS + 1, "%064x".formatted(i)));
    }
    SweepHeader header =
        new SweepHeader(
            SWEEP,
            "storm",
            new ProgramRef.BuiltIn("alexnet"),
            new SweepHeader.Question(
                "How many points a second?",
                Objective.DEFAULT,
                false,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()),
            new Design.GridDesign(
                LongStream.rangeClosed(1, runs / ARMS).boxed().toList(),
                Optional.empty(),
                List.of(),
                List.of()),
            Optional.empty(),
            new SweepHeader.Origin("storm.yaml", "0".repeat(64), "0".repeat(64)),
            Instant.now());
    return new Plan(header, arms, planned);
  }
}
