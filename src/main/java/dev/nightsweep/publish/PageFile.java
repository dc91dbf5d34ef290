package dev.nightsweep.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes pages: whole or not at all. */
final class PageFile {
  private static final String DRAFTS = ".page-";
  private static final String OWN_DRAFTS = DRAFTS + ProcessHandle.current().pid() + "-";
  private static final String DRAFT = ".tmp";

  private PageFile() {}

  /**
   * Replaces the file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path target, String page) {
    try {
      Files.createDirectories(target.getParent());
      deleteDraftsOfTheDead(target.getParent());
      // Not a temp file of the JDK's: those only their user may read, and pages are for everybody.
      Path temporary = target.resolveSibling(OWN_DRAFTS + UUID.randomUUID() + DRAFT);
      Files.writeString(temporary, page);
      Files.move(
          temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the page " + target, e);
    }
  }

  /** One process at a time has the database, and so the pages: the drafts of others are left. */
  private static void deleteDraftsOfTheDead(Path folder) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFTS + "*" + DRAFT)) {
      for (Path draft : drafts) {
        if (!draft.getFileName().toString().startsWith(OWN_DRAFTS)) {
          Files.deleteIfExists(draft);
        }
      }
    }
  }
}
