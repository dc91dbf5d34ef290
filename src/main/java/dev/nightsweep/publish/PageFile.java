package dev.nightsweep.publish;

import dev.nightsweep.journal.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes pages: whole or not at all. */
final class PageFile {
  private PageFile() {}

  /**
   * Replaces the file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path target, String page) {
    try {
      AtomicFile.write(target, page);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the page " + target, e);
    }
  }
}
