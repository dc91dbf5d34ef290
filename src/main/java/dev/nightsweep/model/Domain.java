package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;

/** The settings that a parameter accepts. */
public sealed interface Domain {

  /** In words, for messages and `nightsweep parameters`: {@code real in (0, 2]}. */
  String describe();

  /** The setting in this domain's own type (1 becomes 1.0 for a real), or empty if it is not in. */
  Optional<Setting> accept(Setting given);

  /** A boolean. */
  record Flag() implements Domain {
    @Override
    public String describe() {
      return "boolean";
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return given instanceof Setting.Flag ? Optional.of(given) : Optional.empty();
    }
  }

  /** A whole number from {@code min} to {@code max}, both included, odd only if {@code odd}. */
  record Whole(long min, long max, boolean odd) implements Domain {
    @Override
    public String describe() {
      String kind = odd ? "odd integer" : "integer";
      return max == Long.MAX_VALUE
          ? (min == Long.MIN_VALUE ? kind : kind + " ≥ " + min)
          : "%s %d…%d".formatted(kind, min, max);
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return wholeNumber(given).filter(this::inside).map(Setting::of);
    }

    private boolean inside(long number) {
      return number >= min && number <= max && (!odd || number % 2 != 0);
    }

    private static Optional<Long> wholeNumber(Setting given) {
      if (given instanceof Setting.Whole whole) {
        return Optional.of(whole.number());
      }
      boolean exact =
          given instanceof Setting.Real real
              && real.number() == Math.rint(real.number())
              && Math.abs(real.number()) < 1L << 53;
      return exact ? Optional.of((long) ((Setting.Real) given).number()) : Optional.empty();
    }
  }

  /** A real number in an interval whose ends are open or closed; infinite ends are open. */
  record Real(double min, boolean minIncluded, double max, boolean maxIncluded) implements Domain {

    public static Real above(double min) {
      return new Real(min, false, Double.POSITIVE_INFINITY, false);
    }

    public static Real atLeast(double min) {
      return new Real(min, true, Double.POSITIVE_INFINITY, false);
    }

    @Override
    public String describe() {
      if (max == Double.POSITIVE_INFINITY) {
        return "number " + (minIncluded ? "≥ " : "> ") + Setting.of(min).text();
      }
      return "number in %s%s, %s%s"
          .formatted(
              minIncluded ? "[" : "(",
              Setting.of(min).text(),
              Setting.of(max).text(),
              maxIncluded ? "]" : ")");
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return given.raw() instanceof Number number && inside(number.doubleValue())
          ? Optional.of(Setting.of(number.doubleValue()))
          : Optional.empty();
    }

    private boolean inside(double number) {
      return (minIncluded ? number >= min : number > min)
          && (maxIncluded ? number <= max : number < max);
    }
  }

  /** One of a few literals. */
  record Choice(List<String> literals) implements Domain {
    public Choice {
      literals = List.copyOf(literals);
    }

    @Override
    public String describe() {
      return String.join(" | ", literals);
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return given instanceof Setting.Word word && literals.contains(word.word())
          ? Optional.of(given)
          : Optional.empty();
    }
  }

  /** What one of two accepts: a word or a number. */
  record Either(Domain first, Domain second) implements Domain {
    @Override
    public String describe() {
      return first.describe() + " | " + second.describe();
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return first.accept(given).or(() -> second.accept(given));
    }
  }

  /** Any non-blank text; {@code what} says in words what it names. */
  record Text(String what) implements Domain {
    @Override
    public String describe() {
      return what;
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return given instanceof Setting.Word word && !word.word().isBlank()
          ? Optional.of(given)
          : Optional.empty();
    }
  }

  /** Whatever a spec says: the parameter is of a program that is not ours. */
  record Anything() implements Domain {
    @Override
    public String describe() {
      return "anything";
    }

    @Override
    public Optional<Setting> accept(Setting given) {
      return Optional.of(given);
    }
  }
}
