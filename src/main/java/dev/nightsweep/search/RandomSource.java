package dev.nightsweep.search;

/** Where chance comes from: the same calls in the same order give the same numbers. */
@FunctionalInterface
public interface RandomSource {

  /** The next number in [0, 1). */
  double next();
}
