package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
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

  private final JudgedRuns runs;
  private final FullGrid grid;
  private final StopRule rule;

  private Interactions(JudgedRuns runs, FullGrid grid) {
    this.runs = runs;
    this.grid = grid;
    this.rule = runs.rule();
  }

  /**
   * Of the objective, its test twin and training time, in this order; empty if the sweep is no full
   * grid. None matters while runs are to come, under three complete seeds, with more than a tenth
   * of the seeds incomplete, if the spec asks for no verdicts, or if an error stops them.
   */
  public static List<Interaction> of(JudgedRuns runs) {
    Optional<FullGrid> grid = FullGrid.of(runs.evidence().sweep());
    if (grid.isEmpty()) {
      return List.of();
    }
    Interactions interactions = new Interactions(runs, grid.get());
    return runs.endpoints().stream().flatMap(m -> interactions.family(m).stream()).toList();
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
      boolean tested = samples.get(i).isNearlyComplete() && isJudged(squares.get(i));
      boolean found = holm.get(i) <= Thresholds.ALPHA;
      family.add(
          new Interaction(
              measure.objective(),
              squares.get(i).side(),
              squares.get(i).otherSide(),
              sample.n(),
              measure.shown(sample.mean()),
              rule.interval(sample, Thresholds.ALPHA).map(measure::shown),
              new Interaction.TestResult(sample.pT(), holm.get(i), tested, tested && found)));
    }
    return List.copyOf(family);
  }

  private boolean isJudged(Square square) {
    return runs.evidence().sweep().header().judged()
        && !runs.isInterim()
        && !runs.isStopped(corners(square).stream().flatMap(List::stream));
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
    List<List<String>> corners = corners(square);
    List<Double> differences = new ArrayList<>();
    List<List<NetPair>> nets = new ArrayList<>();
    int planned = 0;
    for (long seed : runs.byArm().trained(corners.stream().flatMap(List::stream).toList())) {
      List<List<Optional<RunRecord>>> places =
          corners.stream()
              .map(arms -> arms.stream().map(arm -> runs.byArm().find(arm, seed)).toList())
              .toList();
      planned += places.stream().allMatch(place -> counts(place, measure)) ? 1 : 0;
      double mean =
          places.stream().mapToDouble(place -> difference(place, measure)).average().orElseThrow();
      if (!Double.isNaN(mean)) {
        differences.add(mean);
        nets.add(places.stream().flatMap(place -> nets(place, measure).stream()).toList());
      }
    }
    SharedImages images = SharedImages.of(nets, differences, corners.size(), NetPair::variance);
    return new Sampled(new PairedSample(differences, measure.floor(), images.variance()), planned);
  }

  /** The effect at the other's level, and the one at its baseline the other way round. */
  private static List<NetPair> nets(List<Optional<RunRecord>> corners, Endpoint measure) {
    List<Optional<TestedNet>> nets =
        corners.stream().map(run -> run.flatMap(measure.nets())).toList();
    boolean known = nets.stream().allMatch(Optional::isPresent);
    return known
        ? Stream.of(NetPair.of(nets.get(0), nets.get(1)), NetPair.of(nets.get(3), nets.get(2)))
            .flatMap(Optional::stream)
            .toList()
        : List.of();
  }

  private static boolean counts(List<Optional<RunRecord>> corners, Endpoint measure) {
    return corners.stream().flatMap(Optional::stream).noneMatch(measure.leavesOut());
  }

  /** The difference of the two effects at one place of the rest; NaN if a reading is missing. */
  private static double difference(List<Optional<RunRecord>> corners, Endpoint measure) {
    List<Double> readings = corners.stream().map(measure::reading).toList();
    return (readings.get(0) - readings.get(1)) - (readings.get(2) - readings.get(3));
  }

  /** Whose arms they are, at every combination of the other factors. */
  private List<List<String>> corners(Square square) {
    return grid.combinationsWithout(List.of(square.first().name(), square.second().name())).stream()
        .map(rest -> square.corners(rest).stream().map(c -> grid.arm(c).armId()).toList())
        .toList();
  }
}
