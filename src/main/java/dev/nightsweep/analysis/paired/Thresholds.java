package dev.nightsweep.analysis.paired;

/** What every verdict is held to. */
public final class Thresholds {
  /** The level of every test. */
  public static final double ALPHA = 0.05;

  /** The fewest seeds for any verdict. */
  public static final int MIN_SEEDS = 3;

  private Thresholds() {}
}
