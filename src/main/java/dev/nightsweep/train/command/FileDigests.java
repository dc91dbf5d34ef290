package dev.nightsweep.train.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 of files; one that has its size and time still is not read again. */
final class FileDigests {
  private static final int DIGITS = 12;

  /** By path, size and time: a worker asks of the same files for every run. */
  private final Map<String, String> known = new HashMap<>();

  /** In hex. */
  String of(Path file) throws IOException {
    String state = "%s %s %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    String hash = known.get(state);
    if (hash == null) {
      try (InputStream content = Files.newInputStream(file)) {
        hash = DigestUtils.sha256Hex(content);
      }
      known.put(state, hash);
    }
    return hash;
  }

  /** As many digits as tell files apart. */
  static String brief(String hash) {
    return hash.substring(0, DIGITS);
  }
}
