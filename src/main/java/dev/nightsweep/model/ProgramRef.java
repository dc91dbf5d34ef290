package dev.nightsweep.model;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program that trains: one of ours, a net file, or one of somebody's own; or whatever trained
 * before.
 */
public sealed interface ProgramRef {

  /** As in a spec that was read, in journals and in SQL. */
  String text();

  /** For people: without what only tells how parameters are handed over. */
  default String shown() {
    return text();
  }

  /** Whether the training is this product's, so that its settings and metrics are known. */
  default boolean isOurs() {
    return false;
  }

  /** The program that {@link #text} wrote; what a net file held is not in that. */
  static ProgramRef parse(String text) {
    if (text.startsWith(Tracked.MARK)) {
      return new Tracked(text);
    }
    return text.contains("${") || text.contains(" ") ? new Command(text) : new BuiltIn(text);
  }

  /**
   * The program as it was written down.
   *
   * @param source what it held, if it is a net file
   */
  static ProgramRef parse(String text, Optional<String> source) {
    return source.<ProgramRef>map(held -> new Net(text, held)).orElseGet(() -> parse(text));
  }

  /** What a net file held; empty of any other program. */
  default Optional<String> net() {
    return this instanceof Net file ? Optional.of(file.source()) : Optional.empty();
  }

  /** What starts a program of somebody's own. */
  static ProgramRef of(CommandLine line) {
    // A command of one word is told from a program of ours by a space behind it.
    return parse(line.text()) instanceof Command command ? command : new Command(line.text() + " ");
  }

  /** One of ours, by its name: {@code alexnet}. */
  record BuiltIn(String text) implements ProgramRef {
    @Override
    public boolean isOurs() {
      return true;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A net file.
   *
   * @param text its path, as the spec has it
   * @param source what it held when it was read
   */
  record Net(String text, String source) implements ProgramRef {
    private static final Pattern NAME = Pattern.compile(".*\\S\\.(ya?ml|json)", CASE_INSENSITIVE);

    /** Whether a spec that names such a program, without a command, means a net file. */
    public static boolean isNamed(String program) {
      return NAME.matcher(program).matches() && !program.contains("${");
    }

    @Override
    public boolean isOurs() {
      return true;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** One of somebody's own, by the line that starts it. */
  record Command(String text) implements ProgramRef {
    @Override
    public String shown() {
      CommandLine line = CommandLine.parse(text);
      return line.nested().isEmpty() ? text : line.withoutNested().text();
    }

    /** Whether it is that one, begun by a version that passed nested parameters by their names. */
    public boolean continues(ProgramRef begun) {
      CommandLine line = CommandLine.parse(text);
      return !line.nested().isEmpty() && ProgramRef.of(line.withoutNested()).equals(begun);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What is not known of runs that were trained elsewhere and kept by a tracker: {@code
   * tracked:mlflow}. It cannot be started.
   */
  record Tracked(String text) implements ProgramRef {
    private static final String MARK = "tracked:";

    public static Tracked by(String tracker) {
      return new Tracked(MARK + tracker);
    }

    /** Which tracker kept them: {@code mlflow}. */
    public String tracker() {
      return text.substring(MARK.length());
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
