package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Watcher;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One attempt at one simulated run. */
final class Simulation {
  /** What it makes up; whatever else a real trainer logs it does not. */
  static final Set<String> METRICS =
      Set.of(
          Metrics.TRAINING_LOSS,
          Metrics.VALIDATION_LOSS,
          Metrics.VALIDATION_ACCURACY,
          Metrics.LEARNING_RATE,
          Metrics.SECONDS,
          Metrics.CPU_SECONDS,
          Metrics.IMAGES_PER_SECOND,
          Metrics.TEST_LOSS,
          Metrics.TEST_ACCURACY,
          Metrics.PEAK_MEMORY_BYTES);

  /** How long an interrupt may go unnoticed. */
  private static final double MAX_PAUSE_SECONDS = 0.05;

  /** Accuracy when every output is NaN: none is the largest, so one class is named for all. */
  private static final double OF_A_NET_OF_NANS = 0.1;

  private final Assignment run;
  private final Settings settings;
  private final Host host;
  private final Watcher watcher;
  private final SimulatorSettings simulator;
  private final SimulatedRandom random;
  private final LearningCurve curve;
  private final SimulatedCost cost;
  private final int epochs;

  /** The worker process that the simulation is in. */
  interface Host {
    /** Ends the process at once; does not return. */
    void crash();

    void pause(Duration duration) throws InterruptedException;
  }

  Simulation(Assignment run, Host host, Watcher watcher) {
    this.run = run;
    this.settings = run.settings();
    this.host = host;
    this.watcher = watcher;
    this.simulator = SimulatorSettings.of(settings);
    this.random = new SimulatedRandom(settings, run.seed());
    this.curve = new LearningCurve(settings, random);
    this.cost = SimulatedCost.of(settings);
    this.epochs = settings.whole("epochs");
  }

  Outcome run(Start start) {
    InjectedFaults faults = InjectedFaults.of(simulator, random, run.attempt(), start, epochs);
    for (int epoch = start.epoch(); epoch <= epochs; epoch++) {
      if (watcher.isInterrupted() || !passTime(epoch)) {
        return new Outcome.Interrupted();
      }
      Optional<Outcome> end = strike(faults, epoch);
      if (end.isPresent()) {
        return end.get();
      }
      watcher.epochFinished(epoch, metrics(epoch, epoch == faults.divergence()), Map.of());
      if (epoch == faults.divergence()) {
        return new Outcome.Diverged(
            "SIMULATED: the training loss became NaN in epoch %d.".formatted(epoch));
      }
    }
    return strike(faults, epochs + 1).orElseGet(() -> new Outcome.Completed(result()));
  }

  private Optional<Outcome> strike(InjectedFaults faults, int epoch) {
    if (faults.crash() == epoch) {
      System.err.printf("SIMULATED: the worker crashes in epoch %d.%n", epoch); // to the run's log
      host.crash();
    }
    return faults.failure() == epoch
        ? Optional.of(
            new Outcome.Failed("SIMULATED: the training fails in epoch %d.".formatted(epoch)))
        : Optional.empty();
  }

  /** Takes the real time of an epoch; false if the run was interrupted meanwhile. */
  private boolean passTime(int epoch) {
    long steps = steps();
    long pauses = (long) Math.ceil(simulator.secondsPerEpoch() / MAX_PAUSE_SECONDS);
    Duration each =
        Duration.ofNanos((long) (1e9 * simulator.secondsPerEpoch() / Math.max(1, pauses)));
    for (long pause = 1; pause <= pauses; pause++) {
      if (!pause(each) || watcher.isInterrupted()) {
        return false;
      }
      watcher.progressed(epoch, (epoch - 1) * steps + steps * pause / pauses, epochs * steps);
    }
    if (pauses == 0) {
      watcher.progressed(epoch, epoch * steps, epochs * steps);
    }
    return true;
  }

  private boolean pause(Duration duration) {
    try {
      host.pause(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long steps() {
    long batch = settings.whole("batch_size");
    return (settings.whole("train_size") + batch - 1) / batch;
  }

  private Map<String, Double> metrics(int epoch, boolean diverged) {
    int images = settings.whole("train_size");
    double seconds = cost.seconds(epoch, images, random);
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(Metrics.TRAINING_LOSS, diverged ? Double.NaN : curve.trainingLoss(epoch));
    metrics.put(Metrics.VALIDATION_LOSS, diverged ? Double.NaN : curve.validationLoss(epoch));
    double accuracy = diverged ? OF_A_NET_OF_NANS : curve.validationAccuracy(epoch);
    metrics.put(Metrics.VALIDATION_ACCURACY, accuracy);
    metrics.put(Metrics.LEARNING_RATE, curve.learningRate(epoch));
    metrics.put(Metrics.SECONDS, seconds);
    metrics.put(Metrics.CPU_SECONDS, 0.98 * seconds);
    metrics.put(Metrics.IMAGES_PER_SECOND, images / seconds);
    return metrics;
  }

  private RunResult result() {
    double error = curve.testError();
    TestSet test = new TestSet(error, random);
    Map<String, Double> metrics =
        Map.of(
            Metrics.TEST_LOSS, LearningCurve.loss(error),
            Metrics.TEST_ACCURACY, test.accuracy(),
            Metrics.PEAK_MEMORY_BYTES, cost.peakBytes());
    return new RunResult(
        metrics,
        test.confusion(),
        test.predictions(),
        TestSet.truth(),
        random.hash(SimulatedProgram.SIMULATOR_REVISION));
  }
}
