package dev.nightsweep.store.h2;

/** Keys of the table epoch: the run's key in the upper 32 bits, the epoch in the lower. */
final class EpochKeys {
  private EpochKeys() {}

  static long of(int runKey, int epoch) {
    return (long) runKey << 32 | epoch;
  }

  /** The first key that a run's epochs can have. */
  static long first(int runKey) {
    return of(runKey, 0);
  }

  /** The last key that a run's epochs can have. */
  static long last(int runKey) {
    return (long) runKey << 32 | 0xFFFF_FFFFL;
  }

  static int run(long epochKey) {
    return (int) (epochKey >> 32);
  }

  static int epoch(long epochKey) {
    return (int) epochKey;
  }
}
