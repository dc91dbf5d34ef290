package dev.nightsweep.train.command;

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
import java.util.function.Predicate;

/** Goes through a folder that is in no Git tree, past what is foreign, hidden or of results. */
final class FolderWalk extends SimpleFileVisitor<Path> {
  static final int MAX_DEPTH = 8;
  static final int MAX_VISITED = 200_000;

  /** Where programs keep what they made. */
  private static final String MADE = "results";

  private final Path start;
  private final Predicate<Path> wanted;
  private final ResultsAround results;
  private final List<Path> found = new ArrayList<>();
  private int visited;

  FolderWalk(Path start, Predicate<Path> wanted, ResultsAround results) {
    this.start = start;
    this.wanted = wanted;
    this.results = results;
  }

  List<Path> files() throws IOException {
    Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, this);
    return found;
  }

  /** Whether there is more than anybody could look through. */
  boolean isCut() {
    return visited > MAX_VISITED;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
    boolean foreign = UnsearchedFolders.include(name) || name.equals(MADE) || results.is(folder);
    return foreign && !folder.equals(start)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    visited++;
    if (wanted.test(file)) {
      found.add(file);
    }
    return isCut() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }
}
