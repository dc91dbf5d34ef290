package dev.nightsweep.spec;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects what is wrong with one file. When there is more than {@value #MAX_PROBLEMS} of it,
 * collecting ends with a {@link SpecException}: a hostile file can hold a million problems.
 */
public final class Problems {
  static final int MAX_PROBLEMS = 1000;

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>(); // an alias may show a text twice

  public Problems(String file) {
    this.file = file;
  }

  /** The nearest folder around the file from which that path leads to a file. */
  Optional<Path> folderWith(String path) {
    try {
      Path around = Path.of(file).toAbsolutePath().normalize().getParent();
      return Stream.iterate(around, Objects::nonNull, Path::getParent)
          .filter(folder -> Files.isRegularFile(folder.resolve(path)))
          .findFirst();
    } catch (InvalidPathException e) { // an imported spec may be called anything
      return Optional.empty();
    }
  }

  public void add(Tree.Place at, String message) {
    if (isFull()) {
      throw new SpecException(list(), "\n… and perhaps more: only the first 1,000 are listed");
    }
    found.add(new Problem(file, at.line(), at.column(), message));
  }

  /** What is wrong with another file that this one names; it is listed behind the rest. */
  void addAll(SpecException other) {
    other.problems().stream().limit(MAX_PROBLEMS - found.size()).forEach(found::add);
  }

  public void add(Tree.Place at, String message, String advice) {
    add(at, message + "\n  Maybe " + advice);
  }

  /** For what the format has and this version does not do. */
  void unsupported(Tree.Place at, String what) {
    add(at, what + " is not supported by this version of Nightsweep");
  }

  boolean isFull() {
    return found.size() == MAX_PROBLEMS;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the file. */
  List<Problem> list() {
    return found.stream()
        .sorted(
            Comparator.comparing((Problem problem) -> !problem.file().equals(file))
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SpecException(list(), "");
    }
  }
}
