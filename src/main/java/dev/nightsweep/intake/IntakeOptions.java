package dev.nightsweep.intake;

import dev.nightsweep.model.Objective;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user says of the runs of a source.
 *
 * @param name of the sweep that they become; else that of their group or file
 * @param duplicates what is done with runs of one arm and seed that read differently
 */
public record IntakeOptions(
    Optional<String> name, Selection selection, Judged judged, Duplicates duplicates) {

  /** Nothing said. */
  public static final IntakeOptions NONE =
      new IntakeOptions(
          Optional.empty(),
          new Selection(Optional.empty(), Map.of(), Set.of(), Optional.empty()),
          new Judged(Optional.empty(), Optional.empty(), Map.of(), Map.of()),
          Duplicates.REFUSE);

  /**
   * Which runs are taken, and what tells them apart.
   *
   * @param group the experiment, study or project that they must be of
   * @param where the settings that they must have
   * @param ignored parameters that are no setting
   * @param seedParameter what holds the seed; else it is found by its name
   */
  public record Selection(
      Optional<String> group,
      Map<String, String> where,
      Set<String> ignored,
      Optional<String> seedParameter) {
    public Selection {
      where = Map.copyOf(where);
      ignored = Set.copyOf(ignored);
    }
  }

  /**
   * By what they are judged.
   *
   * @param metric else the only one that there is
   * @param goal else what the metric's name tells
   * @param baseline what the others are compared with
   * @param margins of equivalence, by metric
   */
  public record Judged(
      Optional<String> metric,
      Optional<Objective.Goal> goal,
      Map<String, String> baseline,
      Map<String, Double> margins) {
    public Judged {
      baseline = Map.copyOf(baseline);
      margins = Map.copyOf(margins);
    }
  }

  /** What is done with runs of one arm and seed that read differently. */
  public enum Duplicates {
    REFUSE,
    FIRST,
    LAST
  }
}
