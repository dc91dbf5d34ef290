package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

/** The value that one parameter takes in one run. */
public sealed interface Setting {

  /**
   * The canonical text: what is hashed, stored and printed. Two equal settings have equal texts.
   */
  String text();

  /** The natural Java value: {@link Boolean}, {@link Long}, {@link Double} or {@link String}. */
  Object raw();

  /** A boolean. */
  record Flag(boolean on) implements Setting {
    @Override
    public String text() {
      return Boolean.toString(on);
    }

    @Override
    public Object raw() {
      return on;
    }
  }

  /** A whole number. */
  record Whole(long number) implements Setting {
    @Override
    public String text() {
      return Long.toString(number);
    }

    @Override
    public Object raw() {
      return number;
    }
  }

  /** A finite real number. */
  record Real(double number) implements Setting {
    public Real {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("The number (%s) must be finite.".formatted(number));
      }
      number = number == 0 ? 0.0 : number; // -0.0 and 0.0 are one setting
    }

    @Override
    public String text() {
      boolean plain = number == Math.rint(number) && Math.abs(number) < 1e15;
      return plain ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public Object raw() {
      return number;
    }
  }

  /** A word: one of a parameter's literals, or free text such as a path. */
  record Word(String word) implements Setting {
    public Word {
      requireNonNull(word, "word");
    }

    @Override
    public String text() {
      return word;
    }

    @Override
    public Object raw() {
      return word;
    }
  }

  static Setting of(boolean on) {
    return new Flag(on);
  }

  static Setting of(long number) {
    return new Whole(number);
  }

  static Setting of(double number) {
    return new Real(number);
  }

  static Setting of(String word) {
    return new Word(word);
  }
}
