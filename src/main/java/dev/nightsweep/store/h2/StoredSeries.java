package dev.nightsweep.store.h2;

/** What is read epoch by epoch: a metric, or with {@code ofSystem} a reading of the machine. */
record StoredSeries(String name, boolean ofSystem) implements Comparable<StoredSeries> {
  @Override
  public int compareTo(StoredSeries other) {
    int byKind = Boolean.compare(ofSystem, other.ofSystem);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }
}
