package dev.nightsweep.machine;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.process.ScratchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The user's home, where libraries unpack their native parts and load them from. Of a user whom the
 * machine does not know Java says {@code ?}, which is a folder wherever the command is called, of
 * anybody's making.
 */
public final class HomeFolder {
  static final String PROPERTY = "user.home";

  private HomeFolder() {}

  /**
   * Sees to it that there is one: Java's, else that of the variable HOME, else a new folder, which
   * goes with this process. Most commands do without one, if none can be made.
   */
  public static void provide(Properties properties, Map<String, String> variables) {
    if (isUsable(properties.getProperty(PROPERTY, ""))) {
      return;
    }
    String home = variables.getOrDefault("HOME", "");
    try {
      properties.setProperty(
          PROPERTY, isUsable(home) ? home : ScratchFolder.make().path().toString());
    } catch (UserErrorException e) {
      // Whoever needs the folder for temporary files says so.
    }
  }

  private static boolean isUsable(String home) {
    return Path.of(home).isAbsolute() && Files.isWritable(Path.of(home));
  }
}
