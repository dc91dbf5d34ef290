package dev.nightsweep.engine;

import dev.nightsweep.model.Assignment;
import java.time.Duration;
import java.util.Optional;

/**
 * The port to whatever trains: worker processes on this machine, or a cluster.
 *
 * <p>Used by one thread. After {@link #start} exactly one event says that the attempt is over: an
 * {@link EngineEvent.Said} with {@link dev.nightsweep.model.Signal.Idle}, or an {@link
 * EngineEvent.Died}.
 */
public interface Engine extends AutoCloseable {

  /** How many runs may train at once. */
  int slots();

  /**
   * Picks the worker for the next run.
   *
   * @return its number, unique in the sweep; a process that replaces a dead one has a number of its
   *     own
   * @throws IllegalStateException if all slots are taken
   */
  int claim();

  /** Gives a run to the worker that was claimed for it. */
  void start(int worker, Assignment run);

  /**
   * Asks every run under way to end at its next step, so that it can go on later. It is reported as
   * any other end; nobody waits here.
   */
  void interrupt();

  /**
   * Asks that worker's run alone to end at its next step.
   *
   * @param forGood whether it is not to go on later
   */
  void interrupt(int worker, boolean forGood);

  /**
   * Lets that worker's run go on, which waits behind an epoch. An engine that cannot tell it has it
   * end: it goes on in another attempt.
   *
   * @param holdAfter the next epoch behind which it waits; 0 if it does not
   */
  default void goOn(int worker, int holdAfter) {
    interrupt(worker, false);
  }

  /** Ends the worker and whatever it trains, at once; that is reported as any other death. */
  void kill(int worker);

  /** How long runs may take to end after {@link #interrupt} before it is given up. */
  Duration patience();

  /** The next event, or empty when none came in time. */
  Optional<EngineEvent> await(Duration timeout) throws InterruptedException;

  /** Ends every worker, now. May be called twice. */
  @Override
  void close();
}
