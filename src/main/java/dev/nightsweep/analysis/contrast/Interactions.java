package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.analysis.sequential.StopRules;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The two-factor interactions of a full grid, each level against the baseline in both factors. Of
 * every metric they are a family of their own (Holm), apart from the contrasts. Where seeds are
 * added by a rule, p values and intervals hold over all its looks.
 */
public final class Interactions {
  /** A level of one factor and one of another, each beside its baseline. */
  private record Square(Factor first, Setting level, Factor second, Setting other) {

    Interaction.Side side() {
      return new Interaction.Side(first.name(), level.text(), first.baseline().text());
    }

    Interaction.Side otherSide() {
      return new Interaction.Side(second.name(), other.text(), second.baseline().text());
    }

    /** Level and baseline of the first at the second's level, then both at its baseline. */
    List<Settings> corners(Settings rest) {
      Settings at = rest.with(second.name(), other);
      Settings away = rest.with(second.name(), second.baseline());
      return List.of(
          at.with(first.name(), level),
          at.with(first.name(), first.baseline()),
          away.with(first.name(), level),
          away.with(first.name(), first.baseline()));
    }
  }

  private final Evidence evidence;
  private final ComparisonRuns runs;
  private final FullGrid grid;
  private final StopRule rule;

  private Interactions(Evidence evidence, FullGrid grid, StopRule rule) {
    this.evidence = evidence;
    this.runs = new ComparisonRuns(evidence);
    this.grid = grid;
    this.rule = rule;
  }

  /** By the sweep's own rule. */
  public static List<Interaction> of(Evidence evidence) {
    return of(evidence, StopRules.of(evidence.sweep().header()));
  }

  /**
   * Of the objective, its test twin and training time, in this order; empty if the sweep is no full
   * grid. None matters while runs are to come, under three complete seeds, with more than a tenth
   * of the seeds incomplete, if the spec asks for no verdicts, or if an error stops them.
   */
  public static List<Interaction> of(Evidence evidence, StopRule rule) {
    Optional<FullGrid> grid = FullGrid.of(evidence.sweep());
    if (grid.isEmpty()) {
      return List.of();
    }
    Interactions interactions = new Interactions(evidence, grid.get(), rule);
    return Endpoint.of(evidence).stream().flatMap(m -> interactions.family(m).stream()).toList();
  }

  /**
   * The differences of a square.
   *
   * @param planned seeds that count for the metric
   */
  private record Sampled(PairedSample sample, int planned) {

    boolean isNearlyComplete() {
      return sample.n() >= Thresholds.MIN_SEEDS
          && !Thresholds.areTooMany(planned - sample.n(), planned);
    }
  }

  private List<Interaction> family(Endpoint measure) {
    List<Square> squares = squares();
    List<Sampled> samples = squares.stream().map(s -> sampled(s, measure)).toList();
    List<Double> holm =
        rule.decisions(
                samples.stream().map(Sampled::sample).toList(),
                Collections.nCopies(samples.size(), OptionalDouble.empty()))
            .differences();
    List<Interaction> family = new ArrayList<>();
    for (int i = 0; i < squares.size(); i++) {
      PairedSample sample = samples.get(i).sample();
      boolean found = holm.get(i) <= Thresholds.ALPHA && samples.get(i).isNearlyComplete();
      family.add(
          new Interaction(
              measure.objective(),
              squares.get(i).side(),
              squares.get(i).otherSide(),
              sample.n(),
              measure.shown(sample.mean()),
              rule.interval(sample, Thresholds.ALPHA).map(measure::shown),
              new Interaction.TestResult(
                  sample.pT(), holm.get(i), found && isJudged(squares.get(i)))));
    }
    return List.copyOf(family);
  }

  private boolean isJudged(Square square) {
    return evidence.sweep().header().judged()
        && !evidence.isInterim()
        && !evidence.isStopped(
            grid
                .combinationsWithout(List.of(square.first().name(), square.second().name()))
                .stream()
                .flatMap(rest -> square.corners(rest).stream())
                .map(corner -> grid.arm(corner).armId()));
  }

  private List<Square> squares() {
    List<Square> squares = new ArrayList<>();
    List<Factor> factors = grid.factors();
    for (int i = 0; i < factors.size(); i++) {
      for (int j = i + 1; j < factors.size(); j++) {
        for (Setting level : otherLevels(factors.get(i))) {
          for (Setting other : otherLevels(factors.get(j))) {
            squares.add(new Square(factors.get(i), level, factors.get(j), other));
          }
        }
      }
    }
    return squares;
  }

  private static List<Setting> otherLevels(Factor factor) {
    return factor.levels().stream().filter(level -> !level.equals(factor.baseline())).toList();
  }

  private Sampled sampled(Square square, Endpoint measure) {
    List<Settings> rest =
        grid.combinationsWithout(List.of(square.first().name(), square.second().name()));
    List<Double> differences = new ArrayList<>();
    List<List<NetPair>> nets = new ArrayList<>();
    int planned = 0;
    for (long seed : runs.seeds()) {
      boolean counts = rest.stream().allMatch(r -> counts(square, r, seed, measure));
      planned += counts ? 1 : 0;
      double mean =
          rest.stream()
              .mapToDouble(r -> difference(square, r, seed, measure))
              .average()
              .orElseThrow();
      if (!Double.isNaN(mean)) {
        differences.add(mean);
        nets.add(rest.stream().flatMap(r -> nets(square, r, seed, measure).stream()).toList());
      }
    }
    SharedImages images = SharedImages.of(nets, differences, rest.size());
    return new Sampled(new PairedSample(differences, measure.floor(), images.variance()), planned);
  }

  /** The effect at the other's level, and the one at its baseline the other way round. */
  private List<NetPair> nets(Square square, Settings rest, long seed, Endpoint measure) {
    List<Optional<TestedNet>> nets =
        square.corners(rest).stream().map(c -> run(c, seed).flatMap(measure.nets())).toList();
    boolean known = nets.stream().allMatch(Optional::isPresent);
    return known
        ? Stream.of(NetPair.of(nets.get(0), nets.get(1)), NetPair.of(nets.get(3), nets.get(2)))
            .flatMap(Optional::stream)
            .toList()
        : List.of();
  }

  private boolean counts(Square square, Settings rest, long seed, Endpoint measure) {
    return square.corners(rest).stream()
        .flatMap(corner -> run(corner, seed).stream())
        .noneMatch(measure.leavesOut());
  }

  /** The difference of the two effects at one place of the rest; NaN if a reading is missing. */
  private double difference(Square square, Settings rest, long seed, Endpoint measure) {
    List<Double> readings =
        square.corners(rest).stream().map(c -> measure.reading(run(c, seed))).toList();
    return (readings.get(0) - readings.get(1)) - (readings.get(2) - readings.get(3));
  }

  private Optional<RunRecord> run(Settings levels, long seed) {
    return runs.find(grid.arm(levels).armId(), seed);
  }
}
