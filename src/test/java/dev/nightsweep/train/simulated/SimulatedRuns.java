package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Watcher;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Simulates runs in this process, which no crash ends, and keeps all that was told and slept. */
final class SimulatedRuns implements Watcher, Simulation.Host {
  final SortedMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
  final List<Duration> pauses = new ArrayList<>();
  final List<Long> steps = new ArrayList<>();
  private int checksBeforeInterrupt = Integer.MAX_VALUE;

  /** Stands for the end of the process. */
  static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** AlexNet's defaults, and these: name and value in turn. */
  static Settings settings(Object... given) {
    Map<String, Setting> settings = new TreeMap<>();
    for (int i = 0; i < given.length; i += 2) {
      settings.put((String) given[i], setting(given[i + 1]));
    }
    return new SimulatedCatalog(NetFiles.shipped("alexnet")).resolve(Settings.of(settings));
  }

  static Assignment run(Settings settings, long seed, int attempt) {
    return new Assignment(
        "sweep",
        "run",
        attempt,
        new Assignment.Task("simulated", settings, seed, "identity"),
        Assignment.Checkpoints.LAST,
        "no folder is needed",
        Environment.of(Map.of()),
        0);
  }

  /** The last epoch's reading of a first attempt. */
  static double last(String metric, Settings settings, long seed) {
    SimulatedRuns runs = new SimulatedRuns();
    runs.train(run(settings, seed, 1), 0);
    return runs.epochs.get(runs.epochs.lastKey()).get(metric);
  }

  /** Is interrupted when the simulation asks for the n-th time. */
  SimulatedRuns interruptedAtCheck(int n) {
    checksBeforeInterrupt = n - 1;
    return this;
  }

  Outcome train(Assignment run, int epochsOnDisk) {
    SimulatedTrainer trainer = new SimulatedTrainer(this);
    Start start = trainer.start(run, epochsOnDisk);
    epochs.tailMap(start.epoch()).clear();
    return trainer.train(run, start, this);
  }

  @Override
  public void progressed(int epoch, long done, long of) {
    steps.add(done);
  }

  @Override
  public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
    epochs.put(epoch, metrics);
  }

  @Override
  public boolean isInterrupted() {
    checksBeforeInterrupt--;
    return checksBeforeInterrupt < 0;
  }

  @Override
  public void crash() {
    throw new CrashException();
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
  }

  private static Setting setting(Object raw) {
    if (raw instanceof Boolean on) {
      return Setting.of(on);
    } else if (raw instanceof Integer number) {
      return Setting.of(number.longValue());
    } else if (raw instanceof Double number) {
      return Setting.of(number);
    }
    return Setting.of((String) raw);
  }
}
