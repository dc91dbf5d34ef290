package dev.nightsweep.spec;

/** The whole numbers that a key takes, both ends included. */
record WholeRange(int min, int max) {

  boolean contains(long number) {
    return number >= min && number <= max;
  }
}
