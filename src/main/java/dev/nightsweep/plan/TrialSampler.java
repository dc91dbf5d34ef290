package dev.nightsweep.plan;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.PointSampler;
import dev.nightsweep.search.SobolSampler;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The points of a search. One that is out of a parameter's range, in conflict, or the same as an
 * earlier one is drawn again, so that the first points stay the same however many are asked for.
 */
final class TrialSampler {
  /** So many draws in a row that are of no use are enough to give up. */
  static final int MAX_DRAWS = 10_000;

  private static final MathContext SHORT = new MathContext(4);
  private static final int MAX_NAMED = 4;

  private final Catalog catalog;
  private final Settings constants;
  private final List<String> names;
  private final Conditions when;
  private final List<QuantileFunction> inverses;
  private final PointSampler cube;
  private final int mostDraws;
  private final Set<Settings> seen = new HashSet<>();
  private String refused = "";

  /**
   * @param constants what is not varied
   * @throws PlanException if nothing is varied, or too much
   */
  TrialSampler(Spec spec, Settings constants, Catalog catalog) {
    this.catalog = catalog;
    this.constants = constants;
    this.when = spec.ablation().arms().when();
    this.names = varied(spec);
    refuseUnlessPossible(spec);
    this.inverses =
        names.stream()
            .map(
                name ->
                    new QuantileFunction(
                        spec.parameters().get(name), catalog.find(name).orElseThrow().domain()))
            .toList();
    this.cube = Samplers.points(spec, names);
    this.mostDraws = mostDraws(spec);
  }

  /** In a small space the last points are rare. */
  private static int mostDraws(Spec spec) {
    BigInteger often = spec.space().points().orElse(BigInteger.ZERO).multiply(BigInteger.TEN);
    int cap = 10 * Math.min(spec.runCap().orElse(0), RunCap.MAX_RUNS);
    return Math.max(MAX_DRAWS, often.min(BigInteger.valueOf(cap)).intValue());
  }

  /**
   * How many trials there will be.
   *
   * @param drawn of those that are drawn beforehand
   */
  static int trials(Spec spec, Catalog catalog, int drawn) {
    int cap = spec.runCap().orElseThrow();
    if (!catalog.isOpen()) {
      return cap;
    } else if (drawn < Samplers.first(spec, cap)) {
      return drawn;
    }
    BigInteger most = BigInteger.valueOf(cap);
    return spec.space().points().map(most::min).orElse(most).intValue();
  }

  /** What the spec varies, as a page and an analysis want to know it. */
  static List<Searched> searched(Spec spec) {
    return varied(spec).stream().sorted().map(name -> searched(name, spec)).toList();
  }

  /**
   * The first points; of a program of somebody's own no more than there are.
   *
   * @throws PlanException if drawing finds no further one
   */
  List<RequestedArms.Point> first(int count) {
    List<RequestedArms.Point> points = new ArrayList<>();
    for (int trial = 1; trial <= count; trial++) {
      Optional<Settings> levels = next();
      if (levels.isEmpty() && catalog.isOpen() && trial > 1) {
        return points;
      }
      int found = trial;
      Settings point = levels.orElseThrow(() -> nothingMore(found, count));
      points.add(new RequestedArms.Point(label(trial, point), point));
    }
    return points;
  }

  /** Every parameter of the point. */
  Settings resolved(Settings levels) {
    return catalog.resolve(constants.with(levels));
  }

  /** How an estimator sees the parameters. */
  List<EstimatorAxis> axes() {
    return inverses.stream().map(QuantileFunction::axis).toList();
  }

  /** A point that was drawn before, as the estimator sees it; it is not drawn again. */
  double[] known(Settings levels) {
    seen.add(resolved(redrawn(levels)));
    double[] point = new double[names.size()];
    for (int i = 0; i < point.length; i++) {
      QuantileFunction inverse = inverses.get(i);
      point[i] = levels.find(names.get(i)).map(inverse::where).orElse(Double.NaN);
    }
    return point;
  }

  private Settings redrawn(Settings levels) {
    Settings redrawn = levels;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<Setting> setting = levels.find(name).map(inverses.get(i)::redrawn);
      redrawn = setting.isPresent() ? redrawn.with(name, setting.get()) : redrawn;
    }
    return redrawn;
  }

  /** The coordinates, NaN where the parameter does not vary at that point. */
  double[] applicable(double[] coordinates) {
    if (when.isEmpty()) {
      return coordinates;
    }
    Optional<Settings> levels = settings(i -> inverses.get(i).setting(coordinates[i]));
    if (levels.isEmpty()) {
      return coordinates; // out of a range, so of no use as it is
    }
    double[] applicable = coordinates.clone();
    for (int i = 0; i < applicable.length; i++) {
      applicable[i] = when.hold(names.get(i), levels.get()) ? applicable[i] : Double.NaN;
    }
    return applicable;
  }

  /** The point at those coordinates, unless it is of no use. */
  Optional<RequestedArms.Point> at(double[] coordinates, int trial) {
    return settings(i -> inverses.get(i).setting(coordinates[i]))
        .filter(this::isUsable)
        .map(levels -> new RequestedArms.Point(label(trial, levels), levels));
  }

  private Optional<Settings> next() {
    for (int draw = 0; draw < mostDraws; draw++) {
      Optional<Settings> levels = draw().filter(this::isUsable);
      if (levels.isPresent()) {
        return levels;
      }
    }
    return Optional.empty();
  }

  private PlanException nothingMore(int trial, int count) {
    return new PlanException(
        List.of(
            "run_cap asks for %d points, but after %d, %d draws in a row were of no use; the last %s. Lower run_cap, or widen the parameters"
                .formatted(count, trial - 1, mostDraws, refused)));
  }

  private Optional<Settings> draw() {
    double[] point = cube.next();
    return settings(i -> inverses.get(i).at(point[i]));
  }

  private Optional<Settings> settings(IntFunction<Optional<Setting>> each) {
    Settings levels = Settings.NONE;
    for (int i = 0; i < names.size(); i++) {
      if (when.hold(names.get(i), levels)) {
        Optional<Setting> setting = each.apply(i);
        if (setting.isEmpty()) {
          refused = "had %s out of its range".formatted(names.get(i));
          return Optional.empty();
        }
        levels = levels.with(names.get(i), setting.get());
      }
    }
    return Optional.of(levels);
  }

  private boolean isUsable(Settings levels) {
    Settings resolved = resolved(levels);
    List<String> conflicts = catalog.conflicts(resolved);
    if (!conflicts.isEmpty()) {
      refused = "had a conflict: " + conflicts.get(0);
      return false;
    }
    refused = "was the same as an earlier one";
    return seen.add(resolved);
  }

  /** {@code trial 7: learning_rate=0.0123, width=0.5}, shortened for people. */
  static String label(int trial, Settings levels) {
    String settings =
        levels.byName().entrySet().stream()
            .limit(MAX_NAMED)
            .map(e -> e.getKey() + "=" + brief(e.getValue()))
            .collect(Collectors.joining(", "));
    String more = levels.byName().size() > MAX_NAMED ? ", …" : "";
    return "trial %d: %s%s".formatted(trial, settings, more);
  }

  private static String brief(Setting setting) {
    return setting instanceof Setting.Real real
        ? Setting.of(new BigDecimal(real.number()).round(SHORT).doubleValue()).text()
        : setting.text();
  }

  private void refuseUnlessPossible(Spec spec) {
    if (names.isEmpty()) {
      throw new PlanException(
          List.of(
              "method: %s has nothing to search: give some parameter values or a distribution"
                  .formatted(spec.method().text())));
    }
    if (names.size() > SobolSampler.MAX_PARAMETERS) {
      throw new PlanException(
          List.of("%d parameters are too many to search".formatted(names.size())));
    }
  }

  /** In alphabetical order, but each behind those that its condition names. */
  private static List<String> varied(Spec spec) {
    List<String> names =
        spec.parameters().entrySet().stream()
            .filter(e -> e.getValue().levels().size() != 1)
            .map(Map.Entry::getKey)
            .toList();
    return spec.ablation().arms().when().ordered(names);
  }

  private static Searched searched(String name, Spec spec) {
    ParameterSpace space = spec.parameters().get(name);
    String where = spec.ablation().arms().when().describe(name);
    boolean number = space instanceof ParameterSpace.Drawn;
    boolean log = space instanceof ParameterSpace.Drawn drawn && drawn.distribution().isLog();
    Searched.Scale scale = log ? Searched.Scale.LOG : Searched.Scale.LINEAR;
    String text = where.isEmpty() ? space.describe() : space.describe() + ", " + where;
    return new Searched(name, number ? scale : Searched.Scale.CATEGORIES, text);
  }
}
