package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which files count as the code of a program of somebody's own, beside those that do by themselves:
 * patterns of names as they are from the program's folder. One without a slash is for any file or
 * folder of that name, and what a folder holds goes with it.
 *
 * @param include files that count though they are no source files
 * @param exclude files that do not count, whatever they are
 */
public record CodeScope(List<String> include, List<String> exclude) {
  public static final CodeScope USUAL = new CodeScope(List.of(), List.of());

  public CodeScope {
    include = include == null ? List.of() : List.copyOf(include);
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
  }

  /** Whether the file of that name counts by a pattern. */
  public boolean includes(String name) {
    return included().test(name);
  }

  /** Whether the file of that name does not count. */
  public boolean excludes(String name) {
    return excluded().test(name);
  }

  /** The same for the names of many files: the patterns are read once. */
  public Predicate<String> included() {
    return excluded().negate().and(matching(include));
  }

  /** Likewise. */
  public Predicate<String> excluded() {
    return matching(exclude);
  }

  private static Predicate<String> matching(List<String> patterns) {
    List<Predicate<String>> read = patterns.stream().map(CodeScope::matching).toList();
    return name -> read.stream().anyMatch(pattern -> pattern.test(name));
  }

  private static Predicate<String> matching(String pattern) {
    String plain = plain(pattern);
    NamePattern whole = NamePattern.of(plain);
    Predicate<String> matching =
        name -> candidates(name, plain.contains("/")).stream().anyMatch(whole::matches);
    String below = plain.replaceFirst("^(\\*\\*/)+", "");
    return below.equals(plain) ? matching : matching.or(matching(below));
  }

  private static String plain(String pattern) {
    return pattern.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
  }

  /**
   * Looks at a pattern before it is used.
   *
   * @throws java.util.regex.PatternSyntaxException if it is none
   */
  public static void requirePattern(String pattern) {
    NamePattern.of(plain(pattern));
  }

  /** The file and the folders that it is in: by their whole names, or by their last ones. */
  private static List<String> candidates(String name, boolean whole) {
    if (!whole) {
      return List.of(name.split("/", -1));
    }
    List<String> candidates = new ArrayList<>(List.of(name));
    for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
      candidates.add(name.substring(0, slash));
    }
    return candidates;
  }
}
