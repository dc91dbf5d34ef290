package dev.nightsweep.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The code of a program of somebody's own, as a sweep knows it.
 *
 * @param sha256 over all of it when the sweep was begun: part of the identities of its runs
 * @param files the first digits of the SHA-256 of each file, by its name from the program's folder,
 *     as its last session took them
 * @param declared the files that changed since and were declared to make no difference
 * @param mixed the files that changed when some runs had results, so that others are of other code
 */
public record ProgramCode(
    String sha256, SortedMap<String, String> files, List<String> declared, List<String> mixed) {

  /** What the hash is called among all that decides a run's result. */
  public static final String IN_IDENTITY = "code";

  public ProgramCode {
    files =
        Collections.unmodifiableSortedMap(files == null ? new TreeMap<>() : new TreeMap<>(files));
    declared = declared == null ? List.of() : List.copyOf(declared);
    mixed = mixed == null ? List.of() : List.copyOf(mixed);
  }

  /** Code that nothing has happened to. */
  public static ProgramCode of(String sha256, SortedMap<String, String> files) {
    return new ProgramCode(sha256, files, List.of(), List.of());
  }

  /**
   * The files that are not what they were, or not there any more. One that is new is of no
   * consequence as long as none of the others has changed.
   */
  public List<String> changed(ProgramCode now, CodeScope scope) {
    if (now.sha256.equals(sha256)) {
      return List.of();
    }
    Predicate<String> excluded = scope.excluded();
    return files.entrySet().stream()
        .filter(file -> !excluded.test(file.getKey()))
        .filter(file -> !file.getValue().equals(now.files.get(file.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The same code with its files as they are now: those that it had, and those that are to count.
   */
  public ProgramCode asOf(ProgramCode now, CodeScope scope) {
    SortedMap<String, String> taken = new TreeMap<>(now.files);
    Predicate<String> included = scope.included();
    taken.keySet().removeIf(name -> !files.containsKey(name) && !included.test(name));
    return new ProgramCode(sha256, taken, declared, mixed);
  }

  /** The same code though these files changed, since that is said to make no difference. */
  public ProgramCode declaring(List<String> names) {
    return new ProgramCode(sha256, files, both(declared, names), mixed);
  }

  /** The code of a sweep some of whose runs were trained after these files changed. */
  public ProgramCode mixing(List<String> names) {
    return new ProgramCode(sha256, files, declared, both(mixed, names));
  }

  private static List<String> both(List<String> some, List<String> others) {
    return List.copyOf(new TreeSet<>(Stream.concat(some.stream(), others.stream()).toList()));
  }
}
