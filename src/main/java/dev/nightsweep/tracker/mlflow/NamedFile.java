package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that is named after what it holds the value of.
 *
 * @param name with slashes, if it lies in folders below: {@code val/accuracy}
 */
record NamedFile(Path path, String name) {
  static final int MAX_TEXT_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 10;
  private static final int MAX_FILES = 100_000;

  /** Those in a folder, by name; none if there is no such folder. Links are not followed. */
  static List<NamedFile> in(Path folder) throws IOException {
    List<NamedFile> files = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return files;
    }
    try (Stream<Path> all =
        Files.find(folder, MAX_DEPTH, (path, is) -> is.isRegularFile(), new FileVisitOption[0])) {
      for (Path path : all.sorted().limit(MAX_FILES + 1L).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (name.length() > TrackerLimits.MAX_NAME || files.size() == MAX_FILES) {
          throw new UnreadableRunException(folder, "it has too many files, or too long names");
        }
        files.add(new NamedFile(path, name));
      }
    }
    return files;
  }

  /** What stands in it, without an end of line behind it. */
  String text() throws IOException {
    return text(MAX_TEXT_BYTES).stripTrailing();
  }

  String text(long maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes((int) maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new UnreadableRunException(path, "it is larger than %d bytes".formatted(maxBytes));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
