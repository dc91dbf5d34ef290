package dev.nightsweep.train.command;

import dev.nightsweep.tracker.RunFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** How a program's own tracker is made to write into the run's folder, and what it wrote there. */
interface Tracking {

  /**
   * Makes ready: what an earlier attempt left is passed over, what the program reads is written.
   *
   * @return variables for the program's environment
   */
  Map<String, String> prepare() throws IOException;

  /** The run that the tracker keeps, once it has begun one. */
  Optional<RunFiles> find() throws IOException;

  /** Whether each metric has steps of its own: batches of one, epochs of another. */
  default boolean countsEachMetric() {
    return true;
  }

  /** What a tracker's users call what it writes: the W&B run. */
  String text();

  /** What is wrong if there is no run at the end, or more than one; empty if nothing is. */
  Optional<String> complaint() throws IOException;
}
