package dev.nightsweep.model;

/**
 * A candidate with one seed, before anything happened to it.
 *
 * @param runId unique in the database
 * @param candidate the settings that the run has beside its arm's: of the nuisance parameters; none
 *     if nothing is tuned
 * @param identity hash of all that decides the result; equal identities give equal results
 */
public record PlannedRun(
    String runId, String armId, Settings candidate, Phase phase, long seed, String identity) {

  public PlannedRun {
    candidate = candidate == null ? Settings.NONE : candidate; // left out where empty
  }

  /** A run of an arm as it is. */
  public PlannedRun(String runId, String armId, Phase phase, long seed, String identity) {
    this(runId, armId, Settings.NONE, phase, seed, identity);
  }

  /** The same run for something else. */
  PlannedRun in(Phase other) {
    return new PlannedRun(runId, armId, candidate, other, seed, identity);
  }

  /** What a run is for. */
  public enum Phase {
    COMPARISON,
    SELECTION,
    /** No run is planned for it; the word is reserved, as journals may name it. */
    PILOT,
    WINNER
  }
}
