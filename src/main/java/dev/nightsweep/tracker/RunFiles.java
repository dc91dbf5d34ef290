package dev.nightsweep.tracker;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The files of one run, read onward from where the last look ended, while they grow or after. */
public interface RunFiles extends Closeable {

  /**
   * What has come since the last look; empty if nothing, or nothing that is whole.
   *
   * @throws UnreadableRunException if a file is not what it should be, or beyond the limits
   */
  List<TrackedFact> read() throws IOException;

  /**
   * The same once nobody writes to them any more: what has come since the last look, until there is
   * nothing more.
   */
  default List<TrackedFact> rest() throws IOException {
    return read();
  }
}
