package dev.nightsweep.train;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import java.util.Optional;

/**
 * Trains runs in a worker process, one at a time. One trainer may train many runs, one after the
 * other; what came before must not change a result.
 */
public interface Trainer {

  /** Where this trainer trains, as stored with every run; without the machine's own facts. */
  Environment environment(Assignment run);

  /** The net that the run trains, as stored with every run; empty if it has none to tell of. */
  default Optional<ModelCard> model(Assignment run) {
    return Optional.empty();
  }

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
