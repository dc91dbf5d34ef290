package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.time.Duration;
import java.util.Map;

/** Makes up a learning curve instead of training; a crash that is asked for is a real one. */
public final class SimulatedTrainer implements Trainer {
  private final Simulation.Host host;

  public SimulatedTrainer() {
    this(new ThisProcess());
  }

  SimulatedTrainer(Simulation.Host host) {
    this.host = host;
  }

  @Override
  public Environment environment(Assignment run) {
    return Environment.of(
        Map.of("simulator_revision", Integer.toString(SimulatedProgram.SIMULATOR_REVISION)));
  }

  /** Behind the epochs on disk, since a curve needs no state; but no run gets past its NaN. */
  @Override
  public Start start(Assignment run, int epochsOnDisk) {
    if (run.checkpoints() == Assignment.Checkpoints.NONE) {
      return Start.BEGINNING;
    }
    int epochs = run.settings().whole("epochs");
    SimulatedRandom random = new SimulatedRandom(run.settings(), run.seed());
    int divergence =
        InjectedFaults.divergence(SimulatorSettings.of(run.settings()), random, epochs);
    return Start.at(Math.min(epochsOnDisk, Math.min(epochs, divergence - 1)) + 1, 0);
  }

  @Override
  public Outcome train(Assignment run, Start start, Watcher watcher) {
    return new Simulation(run, host, watcher).run(start);
  }

  private static final class ThisProcess implements Simulation.Host {
    /** What a shell says of a process that abort() ended, as a crash in native code does. */
    private static final int ABORTED = 134;

    @Override
    public void crash() {
      Runtime.getRuntime().halt(ABORTED);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
    }
  }
}
