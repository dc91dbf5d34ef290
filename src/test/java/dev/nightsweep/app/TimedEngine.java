package dev.nightsweep.app;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.StandingEpochs;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Trains nothing, in a time of its own that chance decides: which epoch ends when, how long a
 * worker takes to hear that it is to leave, when one dies. What a run reads hangs on its settings
 * alone.
 */
final class TimedEngine implements Engine {
  /** That many looks at nothing are a sweep that is stuck. */
  private static final int MAX_IDLE = 10_000;

  private final int slots;
  private final Random random;
  private final Curve curve;
  private final double deaths;
  private final Map<Integer, Training> workers = new HashMap<>();
  private final Deque<EngineEvent> events = new ArrayDeque<>();
  private double now;
  private int numbers;
  private int idle;
  private Runnable beforeEvent = () -> {};

  /** What a run reads after an epoch; NaN if it diverges there. */
  interface Curve {
    double at(Assignment run, int epoch);

    /** How long an epoch takes, with luck of 1 on average. */
    default double seconds(Assignment run, double luck) {
      return luck;
    }

    /** Whether a reading is told only when the next epoch has been. */
    default boolean isLate() {
      return false;
    }
  }

  private static final class Training {
    private final Assignment run;
    private final Journal journal;
    private int epoch;
    private int told;
    private int holdAfter;
    private boolean interrupted;
    private boolean diverged;
    private double next;

    Training(Assignment run, Journal journal) {
      this.run = run;
      this.journal = journal;
      this.holdAfter = run.holdAfter();
    }

    private boolean isAtHold() {
      return holdAfter > 0 && told >= holdAfter;
    }

    private boolean isHeld() {
      return isAtHold() && !interrupted;
    }
  }

  /**
   * @param deaths the share of epochs in which a worker dies
   */
  TimedEngine(int slots, Random random, Curve curve, double deaths) {
    this.slots = slots;
    this.random = random;
    this.curve = curve;
    this.deaths = deaths;
  }

  /** Something to do before each event, such as to die. */
  void beforeEvent(Runnable action) {
    beforeEvent = action;
  }

  /** How much time has passed. */
  double now() {
    return now;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int claim() {
    return ++numbers;
  }

  @Override
  public void start(int worker, Assignment run) {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    Path file = ResultsFolder.runJournal(Path.of(run.folder()));
    try {
      List<Entry> before =
          Journal.read(name, file).lines().stream().map(JournalLine::entry).toList();
      int onDisk = onDisk(StandingEpochs.of(before));
      Training training = new Training(run, Journal.open(name, file));
      boolean again = onDisk > 0 && deaths > 0 && random.nextInt(4) == 0;
      boolean diverged = onDisk > 0 && Double.isNaN(curve.at(run, onDisk));
      training.epoch = again || diverged ? onDisk - 1 : onDisk;
      training.told = training.epoch;
      workers.put(worker, training);
      write(
          worker,
          training,
          new Entry.RunStarted(
              run.attempt(),
              Environment.of(Map.of()),
              Optional.empty(),
              Start.at(training.epoch + 1, 0),
              Instant.EPOCH));
      wait(training);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int onDisk(StandingEpochs epochs) {
    return (int)
        epochs.metrics().values().stream()
            .filter(metrics -> metrics.containsKey(Metrics.VALIDATION_ACCURACY))
            .count();
  }

  private void wait(Training training) {
    double luck = random.nextInt(5) == 0 ? 6 * random.nextDouble() : 2 * random.nextDouble() * 0.5;
    training.next = now + curve.seconds(training.run, luck);
  }

  private void write(int worker, Training training, Entry.OfRun entry) {
    try {
      JournalLine line = training.journal.append(entry);
      events.add(
          new EngineEvent.Said(
              worker, new Signal.Journaled(training.run.runId(), line.seq(), entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<EngineEvent> await(Duration timeout) {
    beforeEvent.run();
    if (events.isEmpty()) {
      workers.entrySet().stream()
          .filter(e -> !e.getValue().isHeld())
          .min(Comparator.comparingDouble(e -> e.getValue().next))
          .ifPresent(e -> step(e.getKey(), e.getValue()));
    }
    idle = events.isEmpty() ? idle + 1 : 0;
    if (idle > MAX_IDLE) {
      throw new AssertionError("nothing happens any more");
    }
    return Optional.ofNullable(events.poll());
  }

  private void step(int worker, Training training) {
    now = training.next;
    Assignment run = training.run;
    int epochs = run.settings().whole("epochs");
    if (random.nextDouble() < deaths) {
      leave(worker);
      events.add(new EngineEvent.Died(worker, run, WorkerExit.KILLED, "killed", List.of()));
    } else if (training.diverged) {
      end(worker, training, new Outcome.Diverged("it became NaN"));
    } else if (training.interrupted) {
      end(worker, training, new Outcome.Interrupted());
    } else if (training.told >= epochs) {
      end(worker, training, new Outcome.Completed(result()));
    } else {
      training.diverged = Double.isNaN(epoch(worker, training));
      wait(training);
    }
  }

  private double epoch(int worker, Training training) {
    boolean isLast = training.epoch >= training.run.settings().whole("epochs");
    if (!isLast) {
      training.epoch++;
    }
    if (curve.isLate() && !isLast) {
      finished(worker, training, training.epoch, Map.of(Metrics.SECONDS, 1.0));
    }
    if (curve.isLate() && !isLast && training.told == training.epoch - 1) {
      return 0;
    }
    training.told++;
    double reading = curve.at(training.run, training.told);
    finished(
        worker,
        training,
        training.told,
        Map.of(Metrics.VALIDATION_ACCURACY, reading, Metrics.SECONDS, 1.0));
    return reading;
  }

  private void finished(int worker, Training training, int epoch, Map<String, Double> metrics) {
    write(
        worker,
        training,
        new Entry.EpochFinished(training.run.attempt(), epoch, metrics, Map.of(), Instant.EPOCH));
  }

  private void end(int worker, Training training, Outcome outcome) {
    write(
        worker,
        training,
        new Entry.RunEnded(training.run.attempt(), training.epoch, outcome, Instant.EPOCH));
    leave(worker);
    events.add(new EngineEvent.Said(worker, new Signal.Idle(training.run.runId())));
  }

  private void leave(int worker) {
    try {
      workers.remove(worker).journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunResult result() {
    return new RunResult(
        Map.of(Metrics.TEST_ACCURACY, 0.9), List.of(List.of(1)), ClassLabels.of(0), "hash");
  }

  /** The owner is gone: of its workers some write another epoch, and nobody hears of it. */
  void abandon() {
    for (int worker : List.copyOf(workers.keySet())) {
      Training training = workers.get(worker);
      boolean more = training.epoch < training.run.settings().whole("epochs");
      if (more && !training.diverged && !training.isAtHold() && random.nextBoolean()) {
        epoch(worker, training);
      }
      leave(worker);
    }
  }

  @Override
  public void interrupt() {
    workers.keySet().forEach(worker -> interrupt(worker, false));
  }

  @Override
  public void interrupt(int worker, boolean forGood) {
    Training training = workers.get(worker);
    if (training != null) {
      boolean held = training.isHeld();
      boolean atOnce = held || random.nextBoolean(); // or when it has trained another epoch or two
      training.next = held ? now + random.nextDouble() : training.next;
      training.interrupted |= atOnce;
    }
  }

  @Override
  public void goOn(int worker, int holdAfter) {
    Training training = workers.get(worker);
    if (training != null) {
      training.holdAfter = holdAfter;
      wait(training);
    }
  }

  @Override
  public void kill(int worker) {}

  @Override
  public Duration patience() {
    return Duration.ofMillis(1);
  }

  @Override
  public void close() {
    List.copyOf(workers.keySet()).forEach(this::leave);
  }
}
