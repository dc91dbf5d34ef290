package dev.nightsweep.cli;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * What allows to steer sweeps. It never stands on a command line, which every user of the machine
 * can see.
 *
 * @param isChosen whether the user chose it, so that others can know it
 */
record ServeToken(String text, boolean isChosen) {
  private static final int MAX_BYTES = 1024;
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** The token in the file, else the variable's, else a new one. */
  static ServeToken of(Optional<Path> file, String variable) {
    if (file.isPresent()) {
      return chosen("The token in " + file.get(), read(file.get()));
    }
    return variable == null
        ? new ServeToken(Tokens.random(), false)
        : chosen("NIGHTSWEEP_TOKEN", variable);
  }

  private static ServeToken chosen(String where, String text) {
    if (!text.matches("[\\w-]{16,200}")) {
      throw UserErrorException.usage(
          where + " must be 16 to 200 letters, digits, hyphens and underscores.");
    }
    return new ServeToken(text, true);
  }

  private static String read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw UserErrorException.usage("%s is no file with a token in it.".formatted(file));
      }
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
        throw UserErrorException.usage(
            "Others can read or write %s, which holds a token: chmod 600 %s".formatted(file, file));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw UserErrorException.usage("%s cannot be read: %s".formatted(file, e));
    }
  }
}
