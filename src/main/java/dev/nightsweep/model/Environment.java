package dev.nightsweep.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a run was trained: named facts such as {@code jdk}, {@code os}, {@code cpu}, {@code dl4j},
 * {@code classifier}, {@code threads}, {@code git_commit}, {@code git_dirty}, {@code dataset}. An
 * allow-list: no variables, user, host or home path.
 */
public record Environment(SortedMap<String, String> facts) {
  /** Facts that tell how fast a machine is, the most telling first; not what it reads. */
  public static final List<String> OF_TIME =
      List.of("cpu", "cores", "workers", "os_arch", "os", "jdk", "memory_bytes");

  /** All facts that make a machine another one, the most telling first. */
  public static final List<String> OF_MACHINE =
      Stream.concat(Stream.of("card"), OF_TIME.stream()).toList();

  /** How many validation images the largest class has: a net that guesses gets so many right. */
  public static final String LARGEST_CLASS = "validation_largest_class";

  /** What a tracker calls the run, where it was trained elsewhere. */
  public static final String TRACKED_RUN = "tracked_run";

  /**
   * Facts that follow from settings and data, or name the run: where they differ, no other machine
   * is the cause.
   */
  public static final List<String> OF_DATA = List.of(LARGEST_CLASS, TRACKED_RUN);

  public Environment {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  public static Environment of(Map<String, String> facts) {
    return new Environment(new TreeMap<>(facts));
  }
}
