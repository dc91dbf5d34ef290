package dev.nightsweep.intake;

import dev.nightsweep.model.Objective;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the runs of a source when they are taken in.
 *
 * @param judged whether arms are compared
 * @param parameters what varies between the runs
 * @param arms with their seeds
 * @param contrasts what is compared
 * @param remarks what else is to be known, in sentences
 * @param spec the spec that tells the same
 */
public record IntakePreview(
    Source source,
    Asked asked,
    boolean judged,
    List<Varying> parameters,
    List<ArmSeeds> arms,
    List<Pairs> contrasts,
    List<String> remarks,
    String spec) {
  public IntakePreview {
    parameters = List.copyOf(parameters);
    arms = List.copyOf(arms);
    contrasts = List.copyOf(contrasts);
    remarks = List.copyOf(remarks);
  }

  /**
   * Where the runs come from.
   *
   * @param read how many were found
   * @param taken how many of them are taken
   * @param leftOut the ids of the others, by the reason
   */
  public record Source(
      String tracker, Path path, int read, int taken, Map<String, List<String>> leftOut) {
    public Source {
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }
  }

  /**
   * By what they are judged.
   *
   * @param seed the parameter that holds the seed
   * @param baseline what the others are compared with; empty where nothing is
   */
  public record Asked(
      String sweepId, Objective objective, Optional<String> seed, String baseline) {}

  /** A parameter that varies, and how many runs have each of its settings. */
  public record Varying(String name, Map<String, Integer> levels) {
    public Varying {
      levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }
  }

  /**
   * An arm.
   *
   * @param seeds that it has
   * @param missing seeds that other arms have
   * @param failed how many of its runs gave no reading
   */
  public record ArmSeeds(String arm, List<Long> seeds, List<Long> missing, int failed) {
    public ArmSeeds {
      seeds = List.copyOf(seeds);
      missing = List.copyOf(missing);
    }
  }

  /** A contrast and how many seeds give it a pair, of how many. */
  public record Pairs(String contrast, int pairs, int seeds) {}
}
