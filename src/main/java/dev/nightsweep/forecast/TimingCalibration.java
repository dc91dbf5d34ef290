package dev.nightsweep.forecast;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.forecast.Timing.EpochTime;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunSize;
import dev.nightsweep.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Times runs by training samples of them for some seconds each, on an engine of which all slots are
 * kept busy: workers side by side slow each other down.
 */
public final class TimingCalibration {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int MIN_EPOCHS = 4;

  /** After that long two epochs must do. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final double NANOS = 1e9;

  private final Engine engine;
  private final List<Sample> samples;
  private final Duration each;
  private final LongSupplier nanos;
  private final Map<String, Measuring> training = new HashMap<>();
  private final Map<String, Timing> timings = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private int underWay;
  private int begun;
  private volatile boolean stopped;

  /**
   * A run to be timed.
   *
   * @param key what it is called in the result
   * @param run in a folder that is its alone
   * @param work what it does
   */
  public record Sample(String key, Assignment run, RunSize work) {}

  private record Measuring(
      Sample sample, int worker, long since, SortedMap<Integer, EpochTime> epochs) {
    boolean isEnough(Duration each) {
      Duration over = Duration.ofMillis(Math.round(1000 * epochs.get(epochs.lastKey()).over()));
      boolean some = epochs.size() >= 2 && over.compareTo(PATIENCE) >= 0;
      return (some || epochs.size() >= MIN_EPOCHS) && over.compareTo(each) >= 0;
    }
  }

  /**
   * @param engine is used for this alone and closed by the caller
   * @param each for how long a sample is trained, at least: its first half minute is slower, since
   *     the new process still compiles
   * @param nanos a clock that only goes forward: {@code System::nanoTime}
   */
  public TimingCalibration(Engine engine, List<Sample> samples, Duration each, LongSupplier nanos) {
    this.engine = engine;
    this.each = each;
    this.nanos = nanos;
    this.samples = List.copyOf(samples);
  }

  /** Gives up; from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Measures; returns the timings by the samples' keys, without those that failed. */
  public Map<String, Timing> run() throws InterruptedException {
    while (!stopped && !isDone()) {
      while (underWay < engine.slots()) {
        begin();
      }
      engine.await(TICK).ifPresent(this::handle);
    }
    return Map.copyOf(timings);
  }

  /** After {@link #run}: why samples could not be timed, by key. */
  public Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  private boolean isDone() {
    return samples.stream().allMatch(sample -> isSettled(sample.key()));
  }

  private boolean isSettled(String key) {
    return timings.containsKey(key) || failures.containsKey(key);
  }

  /** One after the other; when all were begun, from the first again, to keep the slots busy. */
  private void begin() {
    Sample sample = samples.get(begun % samples.size());
    begun++;
    Assignment run = numbered(sample.run(), begun);
    int worker = engine.claim();
    training.put(run.runId(), new Measuring(sample, worker, nanos.getAsLong(), new TreeMap<>()));
    underWay++;
    engine.start(worker, run);
  }

  /** As a run of its own: the same sample may be under way twice. */
  private static Assignment numbered(Assignment run, int number) {
    String id = run.runId() + "-" + number;
    return new Assignment(
        run.sweepId(),
        id,
        run.attempt(),
        new Assignment.Task(run.task().program(), run.settings(), run.seed(), run.identity()),
        Assignment.Checkpoints.NONE,
        Path.of(run.folder()).resolveSibling(id).toString(),
        run.host(),
        0);
  }

  private void handle(EngineEvent event) {
    if (event instanceof EngineEvent.Died died) {
      over(died.run().runId(), died.cause());
    } else if (event instanceof EngineEvent.Said said) {
      if (said.signal() instanceof Signal.Idle idle) {
        over(idle.runId(), "the sample ended before it could be timed");
      } else if (said.signal() instanceof Signal.Journaled line
          && line.entry() instanceof Entry.EpochFinished epoch) {
        heard(training.get(line.runId()), epoch);
      }
    }
  }

  private void heard(Measuring run, Entry.EpochFinished epoch) {
    if (run == null) {
      return; // was told to end, and had said this before it heard
    } else if (run.epochs().containsKey(epoch.epoch())) {
      return; // more of an epoch that was timed
    }
    double over = (nanos.getAsLong() - run.since()) / NANOS;
    run.epochs().put(epoch.epoch(), new EpochTime(over, epoch.metrics().get(Metrics.SECONDS)));
    if (run.isEnough(each)) {
      long memory = epoch.system().getOrDefault("rss_bytes", 0.0).longValue();
      timings.putIfAbsent(
          run.sample().key(),
          Timing.of(List.copyOf(run.epochs().values()), run.sample().work(), memory));
      training.values().remove(run);
      engine.kill(run.worker());
    }
  }

  private void over(String runId, String cause) {
    underWay--;
    Measuring run = training.remove(runId);
    if (run != null) {
      failures.putIfAbsent(run.sample().key(), cause);
    }
  }
}
