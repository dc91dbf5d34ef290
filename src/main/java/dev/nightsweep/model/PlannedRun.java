package dev.nightsweep.model;

/**
 * An arm with one seed, before anything happened to it.
 *
 * @param runId unique in the database
 * @param identity hash of all that decides the result; equal identities give equal results
 */
public record PlannedRun(String runId, String armId, Phase phase, long seed, String identity) {

  /** What a run is for. */
  public enum Phase {
    COMPARISON,
    SELECTION,
    PILOT,
    WINNER
  }
}
