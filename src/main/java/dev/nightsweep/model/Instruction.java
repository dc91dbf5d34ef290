package dev.nightsweep.model;

/** What a parent tells a worker on standard input, a line each. */
public sealed interface Instruction permits Assignment, Instruction.Interrupt {

  /** End that attempt at its next step, so that it can go on from there; then wait for work. */
  record Interrupt(String runId, int attempt) implements Instruction {}
}
