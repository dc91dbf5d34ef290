package dev.nightsweep.store.h2;

import java.util.Comparator;

/** What is read epoch by epoch: a metric, or with {@code ofSystem} a reading of the machine. */
record StoredSeries(String name, boolean ofSystem) implements Comparable<StoredSeries> {
  private static final Comparator<StoredSeries> ORDER =
      Comparator.comparing(StoredSeries::ofSystem).thenComparing(StoredSeries::name);

  @Override
  public int compareTo(StoredSeries other) {
    return ORDER.compare(this, other);
  }
}
