package dev.nightsweep.model;

/**
 * How a search draws a number, by the rules of W&B's sweeps. Its {@code inv_log_uniform_values} is
 * no case of its own: log(1/x) is even between log(1/max) and log(1/min) just where log(x) is even
 * between log(min) and log(max).
 */
public sealed interface Distribution {

  /** In words, for people. */
  String describe();

  /** Whether equal ratios are equally likely. */
  default boolean isLog() {
    return false;
  }

  /** Whether only whole numbers come out. */
  default boolean isWhole() {
    return false;
  }

  /** Every whole number from {@code min} to {@code max}, both included, alike. */
  record IntUniform(long min, long max) implements Distribution {
    @Override
    public String describe() {
      return "%d…%d, whole".formatted(min, max);
    }

    @Override
    public boolean isWhole() {
      return true;
    }
  }

  /** Evenly from {@code min} to {@code max}. */
  record Uniform(double min, double max) implements Distribution {
    @Override
    public String describe() {
      return range(min, max);
    }
  }

  /** Its logarithm evenly between those of {@code min}, which is above zero, and {@code max}. */
  record LogUniform(double min, double max) implements Distribution {
    @Override
    public String describe() {
      return range(min, max) + ", log scale";
    }

    @Override
    public boolean isLog() {
      return true;
    }
  }

  /** Normal, with that mean and standard deviation. */
  record Normal(double mu, double sigma) implements Distribution {
    @Override
    public String describe() {
      return "normal, mean %s, sd %s".formatted(text(mu), text(sigma));
    }
  }

  /** Its logarithm normal, with that mean and standard deviation. */
  record LogNormal(double mu, double sigma) implements Distribution {
    @Override
    public String describe() {
      return "log-normal, mean %s, sd %s of the logarithm".formatted(text(mu), text(sigma));
    }

    @Override
    public boolean isLog() {
      return true;
    }
  }

  /** Beta, between 0 and 1. */
  record Beta(double a, double b) implements Distribution {
    @Override
    public String describe() {
      return "beta, a %s, b %s".formatted(text(a), text(b));
    }
  }

  /**
   * Another one, rounded to the nearest multiple of a step (halves to the even one), which may lie
   * up to half a step beyond its ends.
   */
  record Rounded(Distribution of, double step) implements Distribution {
    @Override
    public String describe() {
      return "%s, in steps of %s".formatted(of.describe(), text(step));
    }

    @Override
    public boolean isLog() {
      return of.isLog();
    }

    @Override
    public boolean isWhole() {
      return step == Math.rint(step);
    }
  }

  private static String range(double min, double max) {
    return text(min) + "…" + text(max);
  }

  private static String text(double number) {
    return Setting.of(number).text();
  }
}
