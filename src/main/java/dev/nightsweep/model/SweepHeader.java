package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sweep asks, fixed before its first run.
 *
 * @param question the spec's description; may be empty
 * @param seeds the planned seeds, in order
 * @param judged whether the spec asked for verdicts ({@code ablation:})
 * @param specFile the file name the spec came from
 * @param specHash SHA-256 of the spec's text
 * @param planHash hash of what would be run: equal hashes, equal plans
 */
public record SweepHeader(
    String sweepId,
    String name,
    String question,
    String program,
    String method,
    Objective objective,
    boolean judged,
    Map<String, Double> margins,
    List<Long> seeds,
    List<Factor> factors,
    List<Contrast> contrasts,
    String specFile,
    String specHash,
    String planHash,
    Instant createdAt) {

  private static final String SIMULATED = "simulated";

  public SweepHeader {
    requireNonNull(sweepId, "sweepId");
    margins = Collections.unmodifiableSortedMap(new TreeMap<>(margins));
    seeds = List.copyOf(seeds);
    factors = List.copyOf(factors);
    contrasts = List.copyOf(contrasts);
  }

  /** Whether no net is trained and every reading is made up: whoever shows one must say so. */
  public boolean isSimulated() {
    return program.equals(SIMULATED);
  }
}
