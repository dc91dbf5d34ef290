package dev.nightsweep.faults;

import java.util.List;

/**
 * A sweep that faults happen to.
 *
 * @param options of {@code run}, beside the usual ones
 * @param hangsOnTiming whether another table is as good as the one of a sweep to which nothing
 *     happened
 */
record SoakSweep(String spec, List<String> options, boolean hangsOnTiming) {

  /** One that gives the same table whatever happens to it. */
  static SoakSweep of(String spec, String... options) {
    return new SoakSweep(spec, List.of(options), false);
  }

  /** A search whose early stopping goes by what is there. */
  static SoakSweep asynchronous(String spec) {
    return new SoakSweep(spec, List.of(), true);
  }
}
