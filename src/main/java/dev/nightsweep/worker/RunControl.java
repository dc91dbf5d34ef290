package dev.nightsweep.worker;

/** What the parent wants of the attempt under way. */
interface RunControl {

  /** Whether it is to end at its next step. */
  boolean isInterrupted();

  /** Whether it is not to go on from there, should it have been interrupted. */
  boolean isEndedForGood();

  /** Whether it is to wait behind that epoch. */
  boolean isHeld(int epoch);

  /** Returns once it is to go on, or to end. */
  void awaitRelease(int epoch);
}
