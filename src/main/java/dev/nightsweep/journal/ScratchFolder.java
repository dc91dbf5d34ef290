package dev.nightsweep.journal;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for what is thrown away again, in the system's folder for temporary files. */
public final class ScratchFolder {
  private ScratchFolder() {}

  /**
   * Makes one, for this user's eyes only.
   *
   * @throws UserErrorException if none can be made; the message says where and what to do
   */
  public static Path create(String purpose) {
    try {
      return Files.createTempDirectory("nightsweep-" + purpose + "-");
    } catch (IOException e) {
      throw UserErrorException.environment(
          "The folder for temporary files (%s) is missing, full, or may not be written. NIGHTSWEEP_OPTS=-Djava.io.tmpdir=FOLDER names another."
              .formatted(System.getProperty("java.io.tmpdir")));
    }
  }
}
