package dev.nightsweep.store.h2;

/** A journal's place in the database while a batch is applied: its row's key and how far it is. */
final class Place {
  final int key;

  /** No readings of a later epoch of the run are stored. */
  int storedEpoch;

  /** The last readings cannot be told from the stored ones and what is new. */
  boolean readingsReplaced;

  long position;
  int lastEpoch;

  Place(int key, long position, int lastEpoch) {
    this.key = key;
    this.storedEpoch = lastEpoch;
    this.position = position;
    this.lastEpoch = lastEpoch;
  }

  void reach(int epoch) {
    lastEpoch = Math.max(lastEpoch, epoch);
  }

  /** The key of the row with an epoch's readings. */
  long epochKey(int epoch) {
    return EpochKeys.of(key, epoch);
  }
}
