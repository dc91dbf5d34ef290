package dev.nightsweep.model;

/**
 * One setting of the scientific parameters, seeds aside.
 *
 * @param armId unique in the sweep and stable for the same settings
 * @param label for people: its name, or what sets it apart ({@code lrn=true})
 * @param levels the factors' levels, or a named arm's own settings
 * @param settings every parameter, resolved, seed and what is tuned inside the arm aside
 */
public record Arm(String armId, String label, Settings levels, Settings settings) {

  /** What a candidate of the arm is called; as the arm if nothing is tuned. */
  public String label(Settings candidate) {
    return candidate.isEmpty() ? label : "%s at %s".formatted(label, candidate);
  }
}
