package dev.nightsweep.spec;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with one file. Keeps the first {@value #MOST} and counts the rest: a
 * hostile file can hold a million.
 */
final class Problems {
  static final int MOST = 1000;

  private final String file;
  private final Set<Problem> kept = new LinkedHashSet<>(); // an alias may show the same text twice
  private int unlisted;

  Problems(String file) {
    this.file = file;
  }

  void add(Tree.Place at, String message) {
    Problem problem = new Problem(file, at.line(), at.column(), message);
    if (kept.size() < MOST) {
      kept.add(problem);
    } else if (!kept.contains(problem)) {
      unlisted++;
    }
  }

  void add(Tree.Place at, String message, String advice) {
    add(at, message + "\n  Maybe " + advice);
  }

  /** For what the format has and this version does not do. */
  void unsupported(Tree.Place at, String what) {
    add(at, what + " is not supported by this version of Nightsweep");
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** In the order of the file. */
  List<Problem> list() {
    return kept.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  void throwIfAny() {
    if (!kept.isEmpty()) {
      throw new SpecException(list(), unlisted);
    }
  }
}
