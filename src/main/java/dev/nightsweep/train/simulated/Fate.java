package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Start;
import java.util.Random;

/**
 * What the knobs have in store for one attempt. Whether it strikes does not depend on where the
 * attempt begins; when it strikes does, so that it strikes in what is left to train.
 *
 * @param crash the epoch in which it takes its process with it, or {@link #NEVER}
 * @param failure the epoch in which it fails, or {@link #NEVER}
 * @param divergence the epoch in which the losses become NaN, or {@link #NEVER}
 */
record Fate(int crash, int failure, int divergence) {
  static final int NEVER = Integer.MAX_VALUE;

  static Fate of(Knobs knobs, Draws draws, int attempt, Start start, int epochs) {
    int left = Math.max(1, epochs - start.epoch() + 1);
    return new Fate(
        strike(draws.ofRun("crash", attempt), knobs.crashRate(), start.epoch(), left),
        strike(draws.ofRun("failure", attempt), knobs.failureRate(), start.epoch(), left),
        divergence(knobs, draws, epochs));
  }

  /** The epoch in which every attempt at the run diverges, or {@link #NEVER}. */
  static int divergence(Knobs knobs, Draws draws, int epochs) {
    return strike(draws.ofRun("divergence", 0), knobs.nanRate(), 1, epochs);
  }

  private static int strike(Random random, double rate, int first, int epochs) {
    boolean strikes = random.nextDouble() < rate;
    return strikes ? first + random.nextInt(epochs) : NEVER;
  }
}
