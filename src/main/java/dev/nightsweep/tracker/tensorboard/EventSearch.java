package dev.nightsweep.tracker.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which event files are there by now. */
@FunctionalInterface
interface EventSearch {

  /**
   * The oldest first.
   *
   * @param over whether no more will come, so that none may be missed
   */
  List<Path> files(boolean over) throws IOException;
}
