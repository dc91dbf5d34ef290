package dev.nightsweep.train;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Start;
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
   * Where the attempt will begin: behind what an earlier attempt left to go on from, if that fits
   * the run as it would be trained here, bit for bit.
   *
   * @param epochsOnDisk how many epochs of the run, counted from the first without a gap, have
   *     their readings on disk: the attempt never begins behind them
   */
  default Start start(Assignment run, int epochsOnDisk) {
    return Start.BEGINNING;
  }

  /**
   * Trains one run to its end.
   *
   * @param start what {@link #start} said
   * @param watcher is told of every step and epoch, on the calling thread
   * @return how it ended; a failure that belongs to this run is an outcome
   * @throws RuntimeException or an Error for what the trainer did not foresee; the worker makes it
   *     a failed run
   */
  Outcome train(Assignment run, Start start, Watcher watcher);

  /** The run's result is on disk: what was kept only to go on from can go. */
  default void settled(Assignment run) {}
}
