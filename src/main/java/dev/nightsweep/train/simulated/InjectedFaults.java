package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Start;
import java.util.Random;

/**
 * The faults of one attempt. Whether one strikes does not depend on where the attempt begins; when
 * it strikes does, so that it strikes in what is left to train.
 *
 * @param crash the epoch in which it takes its process with it, or {@link #NEVER}
 * @param failure the epoch in which it fails, or {@link #NEVER}
 * @param divergence the epoch in which the losses become NaN, or {@link #NEVER}
 */
record InjectedFaults(int crash, int failure, int divergence) {
  static final int NEVER = Integer.MAX_VALUE;

  static InjectedFaults of(
      SimulatorSettings simulator, SimulatedRandom random, int attempt, Start start, int epochs) {
    int left = Math.max(1, epochs - start.epoch() + 1);
    return new InjectedFaults(
        strike(random.ofRun("crash", attempt), simulator.crashRate(), start.epoch(), left),
        strike(random.ofRun("failure", attempt), simulator.failureRate(), start.epoch(), left),
        divergence(simulator, random, epochs));
  }

  /** The epoch in which every attempt at the run diverges, or {@link #NEVER}. */
  static int divergence(SimulatorSettings simulator, SimulatedRandom random, int epochs) {
    return strike(random.ofRun("divergence", 0), simulator.nanRate(), 1, epochs);
  }

  private static int strike(Random random, double rate, int first, int epochs) {
    boolean strikes = random.nextDouble() < rate;
    return strikes ? first + random.nextInt(epochs) : NEVER;
  }
}
