package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;

/**
 * How nuisance parameters are tuned inside every arm before the arms are compared: the same
 * settings, the same seeds, validation alone.
 *
 * @param parameters their names, in alphabetical order
 * @param candidates all combinations of their values, in listed order: what every arm tries
 * @param seeds the selection seeds; the arms are compared on others
 * @param choices what was chosen, arm by arm in the plan's order; empty until it was
 */
public record Tuning(
    List<String> parameters, List<Settings> candidates, List<Long> seeds, List<Choice> choices) {
  public Tuning {
    parameters = List.copyOf(parameters);
    candidates = List.copyOf(candidates);
    seeds = List.copyOf(seeds);
    choices = List.copyOf(choices);
  }

  /**
   * What an arm is compared at.
   *
   * @param settings the arm's own best, of the nuisance parameters alone
   * @param candidates all that was tried, in listed order
   */
  public record Choice(
      String armId, Settings settings, List<Candidate> candidates, List<Remark> remarks) {
    public Choice {
      candidates = List.copyOf(candidates);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * One nuisance setting in one arm, on the selection seeds.
   *
   * @param mean of the objective's metric over the runs that gave a reading; NaN if none did
   * @param runs that gave a reading
   * @param lost runs that diverged or failed
   */
  public record Candidate(Settings settings, double mean, int runs, int lost) {}

  /** Something to know about a choice, in a sentence. */
  public record Remark(Kind kind, String text) {

    /** What a remark is about. */
    public enum Kind {
      /** The best stands at an end of what was tried. */
      EDGE,
      /** Several are best; the first listed was taken. */
      TIE,
      /** Runs diverged or failed. */
      LOST,
      /** No setting that was tried lets the arm learn. */
      NEVER_LEARNED,
      /** Time allowed fewer selection seeds than were planned. */
      CUT
    }
  }

  /** Whether the arms' own best settings are known. */
  public boolean isDone() {
    return !choices.isEmpty();
  }

  /** What was chosen for an arm, if it was. */
  public Optional<Choice> choice(String armId) {
    return choices.stream().filter(choice -> choice.armId().equals(armId)).findFirst();
  }

  /** The same, done. */
  public Tuning with(List<Long> usedSeeds, List<Choice> made) {
    return new Tuning(parameters, candidates, usedSeeds, made);
  }
}
