package dev.nightsweep.train;

import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Outcome;

/** A file is not any more what it was when the session began. */
public final class ChangedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ChangedFileException(String message) {
    super(message);
  }

  /**
   * Refuses a file that is another than it was.
   *
   * @param expected as it was when the session began
   * @param name the file's, among them
   * @param path where it was read
   * @param hash of what was read
   * @throws ChangedFileException if another hash is expected of it
   */
  public static void requireSame(FileHashes expected, String name, String path, String hash) {
    String before = expected.sha256().getOrDefault(name, hash);
    if (!before.equals(hash)) {
      throw new ChangedFileException(
          changed(path, hash, before) + " or start another sweep with --new.");
    }
  }

  /** A file of the program's code that was changed, which can be declared to make no difference. */
  public static ChangedFileException ofCode(String path, String hash, String before) {
    return new ChangedFileException(
        changed(path, hash, before)
            + " or train all of it anew with --new; --same-code goes on with the new file, on your own responsibility, and is marked.");
  }

  private static String changed(String path, String hash, String before) {
    return "%s: %s has the SHA-256 %s now, and had %s. Bring the old file back and `run` again,"
        .formatted(Outcome.Failed.CHANGED_FILE, path, hash, before);
  }
}
