package dev.nightsweep.tracker.tensorboard;

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
import java.util.Set;

/** A folder with event files in it or below it. Links are not followed. */
record EventFolder(Path root) {
  static final int MAX_DEPTH = 12;
  static final int MAX_ENTRIES = 200_000;
  static final int MAX_FILES = 10_000;

  /** What tells a folder of results, in which other runs log. */
  private static final String RESULTS = "nightsweep.mv.db";

  /** Folders in which no program logs what it learns. */
  private static final Set<String> FOREIGN =
      Set.of("__pycache__", "node_modules", "venv", "env", "site-packages", "wandb", "mlruns");

  /** The event files in it, the oldest first, of one second those in outer folders. */
  List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new Visit(found));
    }
    found.sort(EventFileName.ORDER);
    return found;
  }

  /** Collects; what cannot be looked into is passed over. */
  private final class Visit extends SimpleFileVisitor<Path> {
    private final List<Path> found;
    private int entries;

    Visit(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      boolean foreign =
          !folder.equals(root)
              && (name.startsWith(".")
                  || FOREIGN.contains(name)
                  || Files.exists(folder.resolve(RESULTS)));
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
      return entries > MAX_ENTRIES || found.size() >= MAX_FILES
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
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
