package dev.nightsweep.analysis.paired;

/** What every verdict is held to. */
public final class Thresholds {
  /** The level of every test. */
  public static final double ALPHA = 0.05;

  /** The fewest seeds for any verdict. */
  public static final int MIN_SEEDS = 3;

  private static final double MAX_LOST = 0.10;

  private Thresholds() {}

  /**
   * Whether so many seeds gave no difference that the rest says nothing: they are not a random part
   * of all. The seed is the unit, however many runs it has and whichever of them failed.
   *
   * @param planned seeds that count
   */
  public static boolean areTooMany(int lost, int planned) {
    return lost > MAX_LOST * planned;
  }
}
