package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drafts that a process left which was killed while it imported; their names tell whose they are.
 */
record DeadDrafts(Path root) {
  static final String DRAFT = ".import-";
  private static final Pattern OF_PROCESS = Pattern.compile("\\.import-(\\d{1,18})-.*");

  static String name() {
    return DRAFT + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  }

  void remove() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(root, DRAFT + "*")) {
      for (Path draft : drafts) {
        Matcher owner = OF_PROCESS.matcher(draft.getFileName().toString());
        if (owner.matches() && !isAlive(Long.parseLong(owner.group(1)))) {
          ResultsFolder.remove(draft);
        }
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
