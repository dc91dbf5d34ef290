package dev.nightsweep.spec;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with one file. When there is more than {@value #MAX_PROBLEMS} of it,
 * collecting ends with a {@link SpecException}: a hostile file can hold a million problems.
 */
final class Problems {
  static final int MAX_PROBLEMS = 1000;

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>(); // an alias may show a text twice

  Problems(String file) {
    this.file = file;
  }

  void add(Tree.Place at, String message) {
    if (isFull()) {
      throw new SpecException(list(), "\n… and perhaps more: only the first 1,000 are listed");
    }
    found.add(new Problem(file, at.line(), at.column(), message));
  }

  void add(Tree.Place at, String message, String advice) {
    add(at, message + "\n  Maybe " + advice);
  }

  /** For what the format has and this version does not do. */
  void unsupported(Tree.Place at, String what) {
    add(at, what + " is not supported by this version of Nightsweep");
  }

  boolean isFull() {
    return found.size() == MAX_PROBLEMS;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the file. */
  List<Problem> list() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SpecException(list(), "");
    }
  }
}
