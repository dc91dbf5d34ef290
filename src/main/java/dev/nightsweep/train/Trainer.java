package dev.nightsweep.train;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;

/**
 * Trains runs in a worker process, one at a time. One trainer may train many runs, one after the
 * other; what came before must not change a result.
 */
public interface Trainer {

  /** Where this trainer trains, as stored with every run; without the machine's own facts. */
  Environment environment(Assignment run);

  /**
   * Trains one run to its end.
   *
   * @param watcher is told of every step and epoch, on the calling thread
   * @return how it ended; a failure that belongs to this run is an outcome
   * @throws RuntimeException or an Error for what the trainer did not foresee; the worker makes it
   *     a failed run
   */
  Outcome train(Assignment run, Watcher watcher);
}
