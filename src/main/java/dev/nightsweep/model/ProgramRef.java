package dev.nightsweep.model;

/** The program that trains: one of ours, or one of somebody's own. */
public sealed interface ProgramRef {

  /** As in a spec that was read, in journals and in SQL. */
  String text();

  /** The program that {@link #text} wrote. */
  static ProgramRef parse(String text) {
    return text.contains("${") || text.contains(" ") ? new Command(text) : new BuiltIn(text);
  }

  /** What starts a program of somebody's own. */
  static ProgramRef of(CommandLine line) {
    // A command of one word is told from a program of ours by a space behind it.
    return parse(line.text()) instanceof Command command ? command : new Command(line.text() + " ");
  }

  /** One of ours, by its name: {@code alexnet}. */
  record BuiltIn(String text) implements ProgramRef {
    @Override
    public String toString() {
      return text;
    }
  }

  /** One of somebody's own, by the line that starts it. */
  record Command(String text) implements ProgramRef {
    @Override
    public String toString() {
      return text;
    }
  }
}
