package dev.nightsweep.train.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the readings of a run come from: what its program prints, a file that it writes. It is
 * looked at again and again while the program runs, and once more when it has ended.
 */
interface MetricSource extends AutoCloseable {

  /**
   * What has come since the last look, in order. It never waits.
   *
   * @param over whether the program has ended: what is there without an end is whole, then
   */
  List<Reported> poll(boolean over) throws IOException;

  /** What a program should have done that ended well without any readings, if the source knows. */
  default Optional<String> wanting() {
    return Optional.empty();
  }

  @Override
  default void close() throws IOException {}
}
