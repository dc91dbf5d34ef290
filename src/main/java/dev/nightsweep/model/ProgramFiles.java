package dev.nightsweep.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files that a program of somebody's own consists of, as its runs recorded them among the facts
 * of their environment.
 *
 * @param own hashes by name of a file or, if there are many, of a folder
 * @param named hashes of files that settings name
 * @param notCovered why what the program loads is not covered whole; empty if it is
 */
public record ProgramFiles(
    SortedMap<String, String> own, SortedMap<String, String> named, Optional<String> notCovered) {
  /** One hash of all. */
  public static final String TREE = "program_tree";

  /** Names and hashes. */
  public static final String FILES = "program_files";

  /** What is missing, and why. */
  public static final String NOT_COVERED = "program_not_covered";

  /** Files that are named by settings, with their hashes. */
  public static final String NAMED = "setting_files";

  /** The hash of those that an identity is made of, where it is. */
  public static final String CODE = "program_code";

  /** All these facts. */
  public static final Set<String> FACTS = Set.of(TREE, FILES, NOT_COVERED, NAMED, CODE);

  /** What stands for files that lie beside the script, where there are too many to tell apart. */
  public static final String BESIDE = "./";

  private static final String ALL = "the program's folder";
  private static final String BETWEEN = "; ";
  private static final Pattern OF_NO_CODE =
      Pattern.compile("\\.\\./.*|.*\\.(json|ya?ml|toml|ini|cfg)");

  public ProgramFiles {
    own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
    named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
  }

  /** What the facts of an environment tell; empty if they tell of no files. */
  public static Optional<ProgramFiles> of(Map<String, String> facts) {
    SortedMap<String, String> own = hashes(facts.getOrDefault(FILES, ""));
    if (own.isEmpty() && facts.containsKey(TREE)) {
      own.put(ALL, facts.get(TREE));
    }
    SortedMap<String, String> named = hashes(facts.getOrDefault(NAMED, ""));
    Optional<String> notCovered = Optional.ofNullable(facts.get(NOT_COVERED));
    return own.isEmpty() && named.isEmpty() && notCovered.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProgramFiles(own, named, notCovered));
  }

  private static SortedMap<String, String> hashes(String text) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String entry : text.split(BETWEEN, -1)) {
      int space = entry.lastIndexOf(' ');
      if (space > 0) {
        hashes.put(entry.substring(0, space), entry.substring(space + 1));
      }
    }
    return hashes;
  }

  /** Hashes as one fact: {@code helper.py 1a2b…; train.py 99ff…}. */
  public static String text(SortedMap<String, String> hashes) {
    return hashes.entrySet().stream()
        .map(file -> file.getKey() + " " + file.getValue())
        .collect(Collectors.joining(BETWEEN));
  }

  /**
   * Whether the file is code beside the script or named by a setting; others of its Git tree, and
   * configurations, may have changed for reasons of their own.
   */
  public boolean isVital(String name) {
    return named.containsKey(name) || !OF_NO_CODE.matcher(name).matches();
  }

  /** Whether the name stands for files of which that is one, since there are many. */
  public static boolean isOf(String name, String file) {
    return name.equals(ALL)
        || (name.equals(BESIDE)
            ? file.indexOf('/') < 0
            : name.endsWith("/") && file.startsWith(name));
  }

  /**
   * The names of what is not the same in both: of the program's own files also those that only one
   * has; of those that settings name, which may be what is compared, only those that both name.
   */
  public Set<String> differing(ProgramFiles other) {
    Set<String> names = new TreeSet<>();
    if (!own.isEmpty() && !other.own.isEmpty()) {
      names.addAll(own.keySet());
      names.addAll(other.own.keySet());
      names.removeIf(name -> Objects.equals(own.get(name), other.own.get(name)));
    }
    named.forEach(
        (name, hash) -> {
          if (other.named.containsKey(name) && !other.named.get(name).equals(hash)) {
            names.add(name);
          }
        });
    return names;
  }
}
