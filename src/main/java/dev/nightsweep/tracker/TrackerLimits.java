package dev.nightsweep.tracker;

/** How much of a stranger's run is taken in. */
public final class TrackerLimits {
  /** Of one file, as for imports. */
  public static final long MAX_FILE_BYTES = 100_000_000L;

  /** Of one file that a run of ours writes, which is read piece by piece. */
  public static final long MAX_OWN_FILE_BYTES = 10_000_000_000L;

  /** Of one record in a file. */
  public static final int MAX_RECORD_BYTES = 16 << 20;

  /** Of one look at a file that grows; the next one goes on. */
  public static final int MAX_LOOK_BYTES = 8 << 20;

  /** Of the name of a metric or a parameter. */
  public static final int MAX_NAME = 1000;

  private TrackerLimits() {}
}
