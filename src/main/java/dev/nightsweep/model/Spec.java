package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An experiment spec that has been read and checked.
 *
 * @param name the sweep's key
 * @param description the question, in the author's words; may be empty
 * @param program whose parameters these are: {@code alexnet}
 * @param method how points are chosen
 * @param parameters what the spec says of each parameter, in the program's own types; without
 *     {@code seed}, which is {@link Ablation#seeds}
 * @param runCap at most that many runs; under an ablation cut at whole seed blocks
 * @param declared whether the file has an {@code ablation:} key; without it there is no verdict
 * @param ablation what the file says there, or the defaults
 * @param stopping what ends runs or the search early
 * @param source the file's name and its text, as given
 */
public record Spec(
    String name,
    String description,
    String program,
    SearchMethod method,
    Objective objective,
    SortedMap<String, ParameterSpace> parameters,
    OptionalInt runCap,
    boolean declared,
    Ablation ablation,
    Stopping stopping,
    Source source) {

  public Spec {
    requireNonNull(name, "name");
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** The file a spec came from: its name without folders, and its text, unchanged. */
  public record Source(String fileName, String text) {}

  /**
   * The {@code ablation:} part.
   *
   * @param baseline the factor levels to compare with; missing factors take their first level
   * @param nuisance what is tuned inside every arm, if anything
   * @param seeds distinct, in order; every arm gets the same ones
   * @param margins equivalence margins by metric: differences, for {@code time} a log ratio
   * @param exclude partial settings; an arm that matches one is left out
   * @param include whole extra arms; missing factors take the baseline
   * @param when where parameters vary that do not vary everywhere
   * @param arms named arms instead of a grid, by name in declared order; empty for a grid
   * @param compare pairs of arm names; empty means each against the baseline
   * @param claims what is said beforehand about the size of contrasts
   * @param keepBest whether every run keeps the net with its best validation accuracy
   * @param winnerSeeds on how many fresh seeds a search trains its winner again
   * @param multivariate whether a Bayesian search looks at whole points, not at each parameter
   *     alone
   * @param budget what a sitting may use
   */
  public record Ablation(
      Settings baseline,
      Design design,
      Optional<Nuisance> nuisance,
      List<Long> seeds,
      Map<String, Double> margins,
      List<Settings> exclude,
      List<Settings> include,
      Conditions when,
      Map<String, Settings> arms,
      List<Comparison> compare,
      List<Said> claims,
      Order order,
      boolean keepBest,
      int winnerSeeds,
      boolean multivariate,
      Budget budget) {
    /** How often a search's winner is trained again, unless the spec says otherwise. */
    public static final int WINNER_SEEDS = 5;

    public Ablation {
      seeds = List.copyOf(seeds);
      margins = Collections.unmodifiableSortedMap(new TreeMap<>(margins));
      exclude = List.copyOf(exclude);
      include = List.copyOf(include);
      arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
      compare = List.copyOf(compare);
      claims = List.copyOf(claims);
    }

    /** The same, started in that order. */
    public Ablation ordered(Order other) {
      return new Ablation(
          baseline,
          design,
          nuisance,
          seeds,
          margins,
          exclude,
          include,
          when,
          arms,
          compare,
          claims,
          other,
          keepBest,
          winnerSeeds,
          multivariate,
          budget);
    }
  }

  /**
   * Parameters that are tuned inside every arm, over all combinations of their values, and never
   * compared.
   *
   * @param parameters their names, distinct, in alphabetical order; each has several values
   * @param seeds how many selection seeds each candidate gets
   */
  public record Nuisance(List<String> parameters, int seeds) {
    public static final int SEEDS = 3;

    public Nuisance {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * What a sitting may use; nothing that is not said is limited.
   *
   * @param maxHours wall hours, from its start
   * @param finishBy the time of day, where the machine is, when it has to be done
   * @param maxMemory bytes of all workers together
   * @param inParts whether what there is no time for is left to the next sitting, instead of less
   *     being tuned or tried so that this one gets to an answer
   */
  public record Budget(
      Optional<Double> maxHours,
      Optional<LocalTime> finishBy,
      OptionalLong maxMemory,
      boolean inParts) {
    public static final Budget NONE =
        new Budget(Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
  }

  /** A contrast asked for by the names of its arms. */
  public record Comparison(String arm, String against) {}

  /**
   * A claim, as far as it can be understood without the plan.
   *
   * @param factor a factor's name, or {@link Contrast#ARM}
   * @param level of the factor, or the arm; may be left out where a factor has two levels
   * @param against the level or arm that it is compared with; may be left out
   * @param amount a ratio above zero, or a difference in the metric's unit
   */
  public record Said(
      String factor,
      Optional<String> level,
      Optional<String> against,
      String metric,
      Claim.Kind kind,
      double amount) {}

  /** Which points of the grid become arms. */
  public enum Design {
    FULL,
    ONE_AT_A_TIME
  }

  /** The order in which runs are started. */
  public enum Order {
    /** Seed by seed, all arms of a seed in an order shuffled by that seed. */
    BLOCKS,
    SHUFFLED,
    LISTED
  }

  public Optional<Double> margin(String metric) {
    return Optional.ofNullable(ablation.margins().get(metric));
  }

  /** Whether points are drawn, as against all of a grid. */
  public boolean isSearch() {
    return method.isSearch();
  }

  /** Whether the parameter is tuned inside the arms. */
  public boolean isNuisance(String parameter) {
    return ablation.nuisance().filter(n -> n.parameters().contains(parameter)).isPresent();
  }

  /** The same spec under another name. */
  public Spec named(String other) {
    return new Spec(
        other,
        description,
        program,
        method,
        objective,
        parameters,
        runCap,
        declared,
        ablation,
        stopping,
        source);
  }
}
