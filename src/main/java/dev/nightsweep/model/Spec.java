package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.time.Duration;
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
 * @param program whose parameters these are
 * @param space which points there are, and how they are chosen
 * @param ablation what the file says under {@code ablation:}, or the defaults
 * @param stopping what ends runs or the search early
 * @param source the file's name and its text, as given
 */
public record Spec(
    String name,
    String description,
    ProgramRef program,
    Space space,
    Objective objective,
    Ablation ablation,
    Stopping stopping,
    SpecSource source) {

  public Spec {
    requireNonNull(name, "name");
  }

  /**
   * Which points there are, and how they are chosen.
   *
   * @param parameters what the spec says of each parameter, in the program's own types; without
   *     {@code seed}, which is {@link Ablation#seeds}
   * @param runCap at most that many runs; under an ablation cut at whole seed blocks
   */
  public record Space(
      SearchMethod method, SortedMap<String, ParameterSpace> parameters, OptionalInt runCap) {
    public Space {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** How many points there are at most; empty if there is no end of them. */
    public Optional<BigInteger> points() {
      BigInteger points = BigInteger.ONE;
      for (ParameterSpace parameter : parameters.values()) {
        OptionalLong size = parameter.size();
        if (size.isEmpty()) {
          return Optional.empty();
        }
        points = points.multiply(BigInteger.valueOf(size.getAsLong()));
      }
      return Optional.of(points);
    }
  }

  /**
   * The {@code ablation:} part.
   *
   * @param nuisance what is tuned inside every arm, if anything
   * @param seeds distinct, in order; every arm gets the same ones
   * @param seedChoice how they were chosen
   */
  public record Ablation(
      ArmChoice arms,
      Optional<Nuisance> nuisance,
      List<Long> seeds,
      Judging judging,
      Running running,
      SearchOptions search,
      SeedChoice seedChoice) {
    public Ablation {
      seeds = List.copyOf(seeds);
    }

    /** With seeds that are listed. */
    public Ablation(
        ArmChoice arms,
        Optional<Nuisance> nuisance,
        List<Long> seeds,
        Judging judging,
        Running running,
        SearchOptions search) {
      this(arms, nuisance, seeds, judging, running, search, SeedChoice.LISTED);
    }

    private Ablation with(List<Long> others, SeedChoice choice) {
      return new Ablation(arms, nuisance, others, judging, running, search, choice);
    }

    public boolean keepBest() {
      return running.keepBest();
    }

    public Budget budget() {
      return running.budget();
    }

    /** The same for a search whose winner is not trained again. */
    public Ablation withoutWinner() {
      return new Ablation(
          arms,
          nuisance,
          seeds,
          judging,
          running,
          new SearchOptions(0, search.multivariate()),
          seedChoice);
    }

    /** The same for a search, which compares nothing, started in that order. */
    public Ablation ofSearch(Order order) {
      return new Ablation(
          arms,
          nuisance,
          seeds,
          new Judging(false, judging.margins(), judging.claims(), judging.stuck(), Stop.PLANNED),
          new Running(
              order, running.keepBest(), running.budget(), running.code(), running.sameCode()),
          search,
          seedChoice);
    }

    /** The same where those files are the code. */
    public Ablation covering(CodeScope code) {
      return running(running.of(code, running.sameCode()));
    }

    private Ablation running(Running other) {
      return new Ablation(arms, nuisance, seeds, judging, other, search, seedChoice);
    }
  }

  /** How the seeds were chosen, which says what another sweep of the spec may take. */
  public enum SeedChoice {
    /** By their number alone: any others serve as well. */
    COUNTED,
    /** One by one. */
    LISTED,
    /** As they are, though an earlier sweep may have used them: the user insists. */
    KEPT
  }

  /**
   * Which arms there are, and which are compared.
   *
   * @param baseline the factor levels to compare with; missing factors take their first level
   * @param exclude partial settings; an arm that matches one is left out
   * @param include whole extra arms; missing factors take the baseline
   * @param when where parameters vary that do not vary everywhere
   * @param named arms instead of a grid, by name in declared order; empty for a grid
   * @param compare pairs of arm names; empty means each against the baseline
   */
  public record ArmChoice(
      Settings baseline,
      Factorial factorial,
      List<Settings> exclude,
      List<Settings> include,
      Conditions when,
      Map<String, Settings> named,
      List<Comparison> compare) {
    /** Every point of the grid. */
    public static final ArmChoice WHOLE_GRID =
        new ArmChoice(
            Settings.NONE,
            Factorial.FULL,
            List.of(),
            List.of(),
            Conditions.NONE,
            Map.of(),
            List.of());

    public ArmChoice {
      exclude = List.copyOf(exclude);
      include = List.copyOf(include);
      named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
      compare = List.copyOf(compare);
    }
  }

  /**
   * By what arms are judged beside the objective.
   *
   * @param declared whether the file has an {@code ablation:} key; without it there is no verdict
   * @param margins equivalence margins by metric: differences, for {@code time} a log ratio
   * @param claims what is said beforehand about the size of contrasts
   * @param stuck by metric what a run reads that has learned nothing: one, or none
   * @param stop how many seeds there will be
   */
  public record Judging(
      boolean declared,
      Map<String, Double> margins,
      List<Said> claims,
      Map<String, Double> stuck,
      Stop stop) {
    public Judging {
      margins = Collections.unmodifiableSortedMap(new TreeMap<>(margins));
      claims = List.copyOf(claims);
      stuck = Map.copyOf(stuck);
    }
  }

  /**
   * How runs are carried out.
   *
   * @param keepBest whether every run keeps the net with its best validation accuracy
   * @param budget what a session may use
   * @param code which files are the code that runs must not differ in
   * @param sameCode whether the user insists that changes of it make no difference
   */
  public record Running(
      Order order, boolean keepBest, Budget budget, CodeScope code, boolean sameCode) {
    /** Where no files are told. */
    public Running(Order order, boolean keepBest, Budget budget) {
      this(order, keepBest, budget, CodeScope.USUAL, false);
    }

    private Running of(CodeScope other, boolean same) {
      return new Running(order, keepBest, budget, other, same);
    }
  }

  /**
   * What a search can be told.
   *
   * @param winnerSeeds on how many fresh seeds it trains its winner again
   * @param multivariate whether a Bayesian one looks at whole points, not at each parameter alone
   */
  public record SearchOptions(int winnerSeeds, boolean multivariate) {
    /** How often a search's winner is trained again, unless the spec says otherwise. */
    public static final int WINNER_SEEDS = 5;
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
   * What a session may use; nothing that is not said is limited.
   *
   * @param maxHours wall hours, from its start
   * @param finishBy the time of day, where the machine is, when it has to be done
   * @param maxMemory bytes of all workers together
   * @param inParts whether what there is no time for is left to the next session, instead of less
   *     being tuned or tried so that this one gets to an answer
   * @param stall how long a run may go without any sign of progress
   */
  public record Budget(
      Optional<Double> maxHours,
      Optional<LocalTime> finishBy,
      OptionalLong maxMemory,
      boolean inParts,
      Optional<Duration> stall) {
    public static final Budget NONE =
        new Budget(
            Optional.empty(), Optional.empty(), OptionalLong.empty(), false, Optional.empty());
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
  public enum Factorial {
    FULL,
    ONE_AT_A_TIME
  }

  /** How many seeds there will be, which decides what looking at them costs. */
  public enum Stop {
    /** Those that are planned: one look. */
    PLANNED,
    /** As many as it takes, up to a cap, by a rule with a look after each. */
    SETTLED,
    /** As many as anybody likes: the tests hold at any look. */
    ANYTIME
  }

  /** The order in which runs are started. */
  public enum Order {
    /** Seed by seed, all arms of a seed in an order shuffled by that seed. */
    BLOCKS,
    SHUFFLED,
    LISTED
  }

  public SearchMethod method() {
    return space.method();
  }

  /** What the spec says of each parameter but the seed. */
  public SortedMap<String, ParameterSpace> parameters() {
    return space.parameters();
  }

  /** At most that many runs. */
  public OptionalInt runCap() {
    return space.runCap();
  }

  /** Whether verdicts are asked for. */
  public boolean declared() {
    return ablation.judging().declared();
  }

  /** How many seeds there will be. */
  public Stop stop() {
    return ablation.judging().stop();
  }

  /** Which files are the code that runs must not differ in. */
  public CodeScope code() {
    return ablation.running().code();
  }

  /** Whether the user insists that changes of the code make no difference. */
  public boolean sameCode() {
    return ablation.running().sameCode();
  }

  /** Whether points are drawn, as against all of a grid. */
  public boolean isSearch() {
    return method().isSearch();
  }

  /** Whether the parameter is tuned inside the arms. */
  public boolean isNuisance(String parameter) {
    return ablation.nuisance().filter(n -> n.parameters().contains(parameter)).isPresent();
  }

  /** The same spec on other seeds. */
  public Spec on(List<Long> seeds) {
    return with(ablation.with(seeds, ablation.seedChoice()));
  }

  /** The same spec, whose seeds stay though an earlier sweep may have used them. */
  public Spec keepingSeeds() {
    return with(ablation.with(ablation.seeds(), SeedChoice.KEPT));
  }

  /** The same spec as a grid on those seeds, chosen by their number. */
  public Spec asGrid(List<Long> seeds) {
    Space grid = new Space(SearchMethod.GRID, space.parameters(), space.runCap());
    Ablation counted = ablation.with(seeds, SeedChoice.COUNTED);
    return new Spec(name, description, program, grid, objective, counted, stopping, source);
  }

  /** The same spec, whose user insists that changes of the code make no difference. */
  public Spec insistingOnCode() {
    return with(ablation.running(ablation.running().of(code(), true)));
  }

  private Spec with(Ablation other) {
    return new Spec(name, description, program, space, objective, other, stopping, source);
  }

  /** The same spec under another name. */
  public Spec named(String other) {
    return new Spec(other, description, program, space, objective, ablation, stopping, source);
  }

  /** The same as that of a stored sweep, which it means whatever other sweeps are called. */
  public Spec ofSweep(String sweepId) {
    return with(
        new SpecSource(
            source.fileName(),
            source.text(),
            Optional.of(sweepId),
            source.imported(),
            Optional.empty()));
  }

  /** The same, known to have come with an imported sweep. */
  public Spec ofImport() {
    return with(
        new SpecSource(source.fileName(), source.text(), source.sweep(), true, source.place()));
  }

  /** The same, from where that one lies and with what its user insists on. */
  public Spec readLike(Spec other) {
    Spec placed = with(source.at(other.source.place()));
    return other.sameCode() ? placed.insistingOnCode() : placed;
  }

  private Spec with(SpecSource other) {
    return new Spec(name, description, program, space, objective, ablation, stopping, other);
  }
}
