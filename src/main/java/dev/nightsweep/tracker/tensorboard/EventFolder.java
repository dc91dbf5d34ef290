package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.model.ResultsMark;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.UnsearchedFolders;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** A folder with event files in it or below it. Links are not followed. */
record EventFolder(Path root) {
  static final int MAX_DEPTH = 12;
  static final int MAX_ENTRIES = 200_000;
  static final int MAX_FILES = 10_000;

  /** The event files in it, the oldest first, of one second those in outer folders. */
  List<Path> files() throws IOException {
    return visit().found();
  }

  /**
   * The same, but all that there are.
   *
   * @throws UnreadableRunException if there are none, or more than are looked at
   */
  List<Path> all() throws IOException {
    Visit visit = visit();
    if (visit.isCut()) {
      throw new UnreadableRunException(
          root,
          "there are more than %d event files or %d files in it".formatted(MAX_FILES, MAX_ENTRIES));
    } else if (visit.found().isEmpty()) {
      throw new UnreadableRunException(
          root, "there is no event file of TensorBoard in it: their names have “tfevents” in them");
    }
    return visit.found();
  }

  private Visit visit() throws IOException {
    Visit visit = new Visit();
    if (Files.isDirectory(root)) {
      Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, visit);
    }
    return visit;
  }

  /** Collects; what cannot be looked into is passed over. */
  private final class Visit extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();
    private int entries;

    List<Path> found() {
      found.sort(EventFileName.ORDER);
      return found;
    }

    boolean isCut() {
      return entries > MAX_ENTRIES || found.size() >= MAX_FILES;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      boolean foreign =
          !folder.equals(root)
              && (UnsearchedFolders.include(name)
                  || Files.exists(folder.resolve(ResultsMark.DATABASE)));
      return foreign ? FileVisitResult.SKIP_SUBTREE : counted();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && EventFileName.isOne(file)) {
        found.add(file);
      }
      return counted();
    }

    private FileVisitResult counted() {
      entries++;
      return isCut() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
