package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.LostSeed;
import dev.nightsweep.analysis.contrast.SeedDifference;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The effects, seed by seed.
 *
 * @param readings the forest of the objective and its test twin, if any seed is complete
 * @param seeds for every contrast, the readings of both sides seed by seed
 * @param tests every test, adjusted and not
 * @param robustness how far verdicts depend on single seeds and on the shape of the differences
 */
public record EffectsView(
    Optional<Figure> readings, List<Grid> seeds, Grid tests, Grid robustness) {

  static Optional<Section> section(SweepFacts facts) {
    List<Grid> seeds = facts.byContrast().stream().map(rows -> seeds(rows, facts)).toList();
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    EffectsView view =
        new EffectsView(
            EffectForest.ofReadings(facts),
            seeds,
            tests(facts.contrasts()),
            RobustnessGrid.of(
                facts.analysis().robustness(), facts.sweep().header().seeds().size()));
    return Optional.of(Section.of("effects", "Effect, seed by seed", "effects", view));
  }

  private static Grid seeds(List<ContrastDetail> rows, SweepFacts facts) {
    Contrast contrast = rows.get(0).contrast();
    List<Grid.Column> columns = new ArrayList<>(List.of(Grid.Column.text("seed")));
    for (ContrastDetail row : rows) {
      String metric = row.isTime() ? "seconds an epoch" : Names.metric(row.objective().metric());
      columns.add(Grid.Column.number(metric + ", " + Names.baseline(contrast)));
      columns.add(Grid.Column.number(metric + ", " + Names.level(contrast)));
      columns.add(Grid.Column.number(row.isTime() ? "ratio" : "difference"));
    }
    Map<Long, List<Grid.Cell>> cells = new TreeMap<>();
    rows.get(0).differences().forEach(seed -> cells.put(seed.seed(), new ArrayList<>()));
    rows.get(0).lost().forEach(lost -> cells.put(lost.seed(), new ArrayList<>()));
    cells.forEach((seed, row) -> fill(seed, row, rows, facts));
    return new Grid(
        "%s against %s, seed by seed".formatted(Names.level(contrast), Names.baseline(contrast)),
        columns,
        List.copyOf(cells.values()));
  }

  private static void fill(
      long seed, List<Grid.Cell> cells, List<ContrastDetail> rows, SweepFacts facts) {
    String lost =
        rows.get(0).lost().stream()
            .filter(without -> without.seed() == seed)
            .map(without -> loss(without, rows.get(0).objective().metric()))
            .collect(Collectors.joining("; "));
    cells.add(
        Grid.Cell.styled(
            lost.isEmpty() ? Long.toString(seed) : seed + ": " + lost,
            lost.isEmpty() ? "" : "bad"));
    for (ContrastDetail row : rows) {
      row.differences().stream()
          .filter(difference -> difference.seed() == seed)
          .findFirst()
          .ifPresentOrElse(
              difference -> cells.addAll(cells(row, difference, facts)),
              () -> cells.addAll(List.of(Grid.Cell.of("–"), Grid.Cell.of("–"), Grid.Cell.of("–"))));
    }
  }

  private static String loss(LostSeed seed, String metric) {
    String arms = seed.runs().stream().map(LostSeed.Lost::arm).collect(Collectors.joining("; "));
    return "lost, " + arms + " " + Names.causes(seed, metric);
  }

  private static List<Grid.Cell> cells(ContrastDetail row, SeedDifference seed, SweepFacts facts) {
    String baseline = reading(row, seed.baseline(), facts);
    String level = reading(row, seed.level(), facts);
    String difference =
        row.isTime() ? Numbers.ratio(seed.difference(), 3) : Numbers.signed(seed.difference(), 4);
    return List.of(Grid.Cell.of(baseline), Grid.Cell.of(level), Grid.Cell.of(difference));
  }

  private static String reading(ContrastDetail row, double reading, SweepFacts facts) {
    return row.isTime()
        ? Numbers.seconds(reading)
        : Labels.reading(facts.metric(row.objective().metric()), reading);
  }

  private static Grid tests(List<ContrastDetail> rows) {
    List<Grid.Column> columns =
        List.of(
            Grid.Column.text("contrast"),
            Grid.Column.text("metric"),
            Grid.Column.text("verdict"),
            Grid.Column.text("holds for new"),
            Grid.Column.number("pairs"),
            Grid.Column.number("found after"),
            Grid.Column.number("effect"),
            Grid.Column.number("95 % interval"),
            Grid.Column.number("simultaneous 95 %"),
            Grid.Column.number("p (t)"),
            Grid.Column.number("p (Holm)"),
            Grid.Column.number("p (sign flip)"),
            Grid.Column.number("its floor"),
            Grid.Column.number("p (equivalence)"),
            Grid.Column.number("p (equivalence, Holm)"),
            Grid.Column.number("P(worse)"),
            Grid.Column.number("P(equivalent)"),
            Grid.Column.number("P(better)"),
            Grid.Column.number("sd of differences"),
            Grid.Column.number("effect size d_z (Hedges)"),
            Grid.Column.number("probability of improvement"),
            Grid.Column.number("seeds needed"));
    return new Grid("Every test", columns, rows.stream().map(EffectsView::test).toList());
  }

  private static List<Grid.Cell> test(ContrastDetail row) {
    ContrastResult result = row.result();
    ContrastDetail.Spread spread = row.spread();
    String floor =
        result.pairs() == 0 ? "–" : Numbers.probability(Math.pow(2, 1.0 - result.pairs()));
    return List.of(
            Names.level(row.contrast()) + " against " + Names.baseline(row.contrast()),
            Names.metric(result.metric()),
            result.byLevel().orElse(result.verdict().text()),
            result.images().isPresent() ? "seeds and test images" : "seeds",
            Integer.toString(result.pairs()),
            result.foundAt().map(pairs -> Integer.toString(pairs)).orElse("–"),
            ContrastText.overall(row),
            ContrastText.interval(row).orElse("–"),
            ContrastText.simultaneous(row).orElse("–"),
            Numbers.probability(result.pT()),
            Numbers.probability(result.pHolm()),
            Numbers.probability(result.pValue()),
            floor,
            Numbers.probability(result.pEquivalence()),
            Numbers.probability(result.pEquivalenceHolm()),
            Numbers.probability(result.posterior().worse()),
            Numbers.probability(result.posterior().equivalent()),
            Numbers.probability(result.posterior().better()),
            Numbers.plain(spread.standardDeviation(), Numbers.decimals(spread.standardDeviation())),
            Numbers.signed(spread.effectSize(), 2),
            improvement(row),
            needed(row.seedsNeeded()))
        .stream()
        .map(Grid.Cell::of)
        .toList();
  }

  private static String improvement(ContrastDetail row) {
    Interval interval = row.improvementInterval();
    return Double.isNaN(row.improvement())
        ? "–"
        : "%s [%s, %s]"
            .formatted(
                Numbers.plain(row.improvement(), 2),
                Numbers.plain(interval.low(), 2),
                Numbers.plain(interval.high(), 2));
  }

  private static String needed(OptionalInt seeds) {
    return seeds.isPresent() ? "about " + seeds.getAsInt() : "–";
  }
}
