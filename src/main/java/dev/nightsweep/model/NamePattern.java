package dev.nightsweep.model;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of names as Java's globs are, with slashes between folders. Java matches those by
 * trying one way after the other, which of some patterns takes longer than anybody waits; here all
 * ways are gone at once, so that no pattern of a stranger does.
 */
final class NamePattern {
  /** What stands for more than itself; the one behind the last is where a whole name ends. */
  private final List<State> states = new ArrayList<>();

  private final String glob;
  private int at;

  private NamePattern(String glob) {
    this.glob = glob;
  }

  /**
   * Where matching may be.
   *
   * @param takes the characters that lead on from it
   * @param to where they lead
   * @param free where one is without any character
   */
  private record State(IntPredicate takes, int to, List<Integer> free) {}

  /**
   * Reads a pattern.
   *
   * @throws PatternSyntaxException if it is none
   */
  static NamePattern of(String glob) {
    FileSystems.getDefault().getPathMatcher("glob:" + glob); // it says what is wrong
    NamePattern pattern = new NamePattern(glob);
    pattern.readUntil("");
    return pattern;
  }

  private void readUntil(String end) {
    while (at < glob.length() && end.indexOf(glob.charAt(at)) < 0) {
      int character = glob.codePointAt(at);
      at += Character.charCount(character);
      switch (character) {
        case '*' -> readStar();
        case '?' -> one(NamePattern::isInName);
        case '[' -> readClass();
        case '{' -> readGroup();
        case '\\' -> {
          int literal = glob.codePointAt(at);
          at += Character.charCount(literal);
          one(literal);
        }
        default -> one(character);
      }
    }
  }

  private static boolean isInName(int character) {
    return character != '/';
  }

  private static boolean isAny(int character) {
    return "\n\r\u0085\u2028\u2029".indexOf(character) < 0;
  }

  private void one(int literal) {
    one(character -> character == literal);
  }

  private void one(IntPredicate takes) {
    states.add(new State(takes, states.size() + 1, List.of()));
  }

  private void readStar() {
    boolean isDouble = glob.startsWith("*", at);
    at += isDouble ? 1 : 0;
    int here = states.size();
    states.add(
        new State(isDouble ? NamePattern::isAny : NamePattern::isInName, here, List.of(here + 1)));
  }

  private void readClass() {
    int end = glob.indexOf(']', at) + 1;
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(at - 1, end));
    at = end;
    one(
        character ->
            isInName(character) && matcher.matches(Path.of(Character.toString(character))));
  }

  /** Java's globs have no groups in groups. */
  private void readGroup() {
    List<Integer> begins = new ArrayList<>();
    List<Integer> behind = new ArrayList<>();
    states.add(new State(character -> false, 0, begins));
    do {
      begins.add(states.size());
      readUntil(",}");
      states.add(new State(character -> false, 0, behind));
      at++;
    } while (glob.charAt(at - 1) == ',');
    behind.add(states.size());
  }

  /** Whether the whole of a name fits. */
  boolean matches(String name) {
    BitSet now = new BitSet();
    now.set(0);
    addFree(now);
    for (int character : name.codePoints().toArray()) {
      BitSet next = new BitSet();
      now.stream()
          .filter(state -> state < states.size() && states.get(state).takes.test(character))
          .forEach(state -> next.set(states.get(state).to));
      addFree(next);
      now = next;
    }
    return now.get(states.size());
  }

  /** What is free leads to later states only. */
  private void addFree(BitSet now) {
    for (int i = now.nextSetBit(0); i >= 0 && i < states.size(); i = now.nextSetBit(i + 1)) {
      states.get(i).free.forEach(now::set);
    }
  }
}
