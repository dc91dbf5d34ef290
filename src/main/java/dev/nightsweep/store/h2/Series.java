package dev.nightsweep.store.h2;

import java.util.Comparator;

/** What is read epoch by epoch: a metric, or with {@code ofSystem} a reading of the machine. */
record Series(String name, boolean ofSystem) implements Comparable<Series> {
  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::ofSystem).thenComparing(Series::name);

  @Override
  public int compareTo(Series other) {
    return ORDER.compare(this, other);
  }
}
