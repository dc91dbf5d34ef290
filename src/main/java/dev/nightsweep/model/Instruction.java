package dev.nightsweep.model;

/** What a parent tells a worker on standard input, a line each. */
public sealed interface Instruction permits Assignment, Instruction.Interrupt, Instruction.GoOn {

  /**
   * End that attempt at its next step; then wait for work.
   *
   * @param forGood whether the run is not to go on from there
   */
  record Interrupt(String runId, int attempt, boolean forGood) implements Instruction {}

  /**
   * Go on with that attempt, which waits.
   *
   * @param holdAfter the next epoch behind which it waits; 0 if it does not
   */
  record GoOn(String runId, int attempt, int holdAfter) implements Instruction {}
}
