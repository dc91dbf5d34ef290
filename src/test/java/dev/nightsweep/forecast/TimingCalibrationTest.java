package dev.nightsweep.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.forecast.TimingCalibration.Sample;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunSize;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimingCalibrationTest {
  private static final RunSize WORK = new RunSize(100, 500, 250, 0);

  @Test
  void timesEverySampleWhileAllSlotsAreBusy() throws InterruptedException {
    Metronome engine = new Metronome(2, Map.of("light", 1.0, "heavy", 4.0, "other", 2.0));
    TimingCalibration calibration = calibrate(engine, "light", "heavy", "other");
    Map<String, Timing> timings = calibration.run();

    assertThat(timings).containsOnlyKeys("light", "heavy", "other");
    assertThat(timings.get("heavy").secondsPerTrained()).isCloseTo(3.0 / 500, within(1e-9));
    assertThat(timings.get("heavy").secondsPerEvaluated()).isCloseTo(1.0 / 250, within(1e-9));
    assertThat(timings.get("light").secondsPerTrained()).isCloseTo(0.75 / 500, within(1e-9));
    assertThat(calibration.failures()).isEmpty();
    assertThat(engine.leastBusy).as("slots busy at any time").isEqualTo(2);
  }

  /** A program may report an epoch in pieces. */
  @Test
  void anEpochOfWhichMoreIsToldIsTimedOnce() throws InterruptedException {
    Metronome engine = new Metronome(1, Map.of("light", 1.0));
    engine.tellsTwice = true;

    Timing timing = calibrate(engine, "light").run().get("light");
    assertThat(timing.secondsPerTrained()).isCloseTo(0.75 / 500, within(1e-9));
    assertThat(timing.secondsPerEvaluated()).isCloseTo(0.25 / 250, within(1e-9));
  }

  @Test
  void aSampleThatDiesIsNamedAndTheOthersAreTimed() throws InterruptedException {
    Metronome engine = new Metronome(1, Map.of("good", 1.0, "bad", 0.0));
    TimingCalibration calibration = calibrate(engine, "bad", "good");

    assertThat(calibration.run()).containsOnlyKeys("good");
    assertThat(calibration.failures()).containsEntry("bad", "out of memory");
  }

  @Test
  void endsWhenItIsStopped() throws InterruptedException {
    Metronome engine = new Metronome(1, Map.of("light", 1.0));
    TimingCalibration calibration = calibrate(engine, "light");
    calibration.stop();
    assertThat(calibration.run()).isEmpty();
  }

  private static TimingCalibration calibrate(Metronome engine, String... names) {
    return new TimingCalibration(
        engine,
        List.of(names).stream().map(TimingCalibrationTest::sample).toList(),
        Duration.ofSeconds(10),
        engine::nanos);
  }

  private static Sample sample(String name) {
    Assignment run =
        new Assignment(
            "sweep",
            name,
            1,
            new Assignment.Task("alexnet", Settings.NONE, 1, "identity"),
            Assignment.Checkpoints.NONE,
            "scratch/" + name,
            Environment.of(Map.of()),
            0);
    return new Sample(name, run, WORK);
  }

  /**
   * Every run's epoch takes its seconds, three quarters of them for training, after 2 s to come up.
   */
  private static final class Metronome implements Engine {
    private static final double START = 2;

    private final int slots;
    private final Map<String, Double> secondsAnEpoch;
    private final Map<Integer, Assignment> training = new LinkedHashMap<>();
    private final Map<Integer, Double> next = new TreeMap<>();
    private final Map<Integer, Integer> epochs = new TreeMap<>();
    private final Deque<EngineEvent> others = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private boolean tellsTwice;
    private double now;
    private int workers;
    private int leastBusy = Integer.MAX_VALUE;

    Metronome(int slots, Map<String, Double> secondsAnEpoch) {
      this.slots = slots;
      this.secondsAnEpoch = secondsAnEpoch;
    }

    long nanos() {
      return Math.round(now * 1e9);
    }

    @Override
    public int slots() {
      return slots;
    }

    @Override
    public int claim() {
      assertThat(training.size()).isLessThan(slots);
      workers++;
      return workers;
    }

    @Override
    public void start(int worker, Assignment run) {
      assertThat(ids.add(run.runId())).as("a run id of its own").isTrue();
      training.put(worker, run);
      double seconds = seconds(run);
      if (seconds == 0) {
        die(worker, "out of memory");
      } else {
        next.put(worker, now + START + seconds);
      }
    }

    private double seconds(Assignment run) {
      return secondsAnEpoch.get(run.runId().replaceAll("-.*", ""));
    }

    private void die(int worker, String cause) {
      next.remove(worker);
      others.add(
          new EngineEvent.Died(
              worker, training.remove(worker), WorkerExit.KILLED, cause, List.of()));
    }

    @Override
    public Optional<EngineEvent> await(Duration timeout) {
      if (!others.isEmpty()) {
        return Optional.of(others.remove());
      }
      leastBusy = Math.min(leastBusy, training.size());
      int worker =
          next.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
      now = next.get(worker);
      Assignment run = training.get(worker);
      next.put(worker, now + seconds(run));
      Entry.EpochFinished epoch =
          new Entry.EpochFinished(
              1,
              epochs.merge(worker, 1, Integer::sum),
              Map.of(Metrics.SECONDS, 0.75 * seconds(run)),
              Map.of(),
              Instant.EPOCH);
      EngineEvent said = new EngineEvent.Said(worker, new Signal.Journaled(run.runId(), 1, epoch));
      if (tellsTwice) {
        others.add(said);
      }
      return Optional.of(said);
    }

    @Override
    public void interrupt() {}

    @Override
    public void interrupt(int worker, boolean forGood) {}

    @Override
    public void kill(int worker) {
      die(worker, "killed");
    }

    @Override
    public Duration patience() {
      return Duration.ZERO;
    }

    @Override
    public void close() {}
  }
}
