package dev.nightsweep.tracker;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown where a tracker's file is damaged, of another kind, or beyond the limits. */
public final class UnreadableRunException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_REASON = 2000;

  /**
   * @param at the byte of the file from which on it cannot be read
   */
  public UnreadableRunException(Path file, long at, String why) {
    super("%s cannot be read from byte %d on: %s".formatted(file, at, shortened(why)));
  }

  /** Of a file whose bytes tell nothing, such as a database. */
  public UnreadableRunException(Path file, String why) {
    super("%s cannot be read: %s".formatted(file, shortened(why)));
  }

  /** It may quote what a stranger has written, which has no end. */
  private static String shortened(String why) {
    return why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON) + "…";
  }
}
