package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.SeedDifference;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.ForestPlot;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.DecidingText;
import dev.nightsweep.wording.Names;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The effects of contrasts, drawn seed by seed, with what the drawing shows in sentences. */
final class EffectForest {
  private static final double WIDE = 720;
  private static final double NARROW = 340;

  private EffectForest() {}

  /** The objective and its test twin, if any seed is complete. */
  static Optional<Figure> ofReadings(SweepFacts facts) {
    return figure(facts, row -> !row.isTime(), "forest");
  }

  /** The ratios of time, if any seed has one. */
  static Optional<Figure> ofTimes(SweepFacts facts) {
    return figure(facts, ContrastDetail::isTime, "forest-time");
  }

  private static Optional<Figure> figure(
      SweepFacts facts, Predicate<ContrastDetail> wanted, String id) {
    List<ContrastDetail> lanes =
        facts.contrasts().stream().filter(row -> row.result().pairs() > 0).filter(wanted).toList();
    if (lanes.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = lanes.stream().map(EffectForest::caption).distinct().toList();
    return Optional.of(
        new Figure(
            ForestPlot.draw(forest(lanes, id, lines), WIDE),
            ForestPlot.draw(forest(lanes, id + "-narrow", lines), NARROW),
            lines));
  }

  private static ForestPlot.Forest forest(
      List<ContrastDetail> lanes, String id, List<String> lines) {
    ContrastDetail first = lanes.get(0);
    return new ForestPlot.Forest(
        id,
        String.join(" ", lines),
        first.isTime(),
        first.objective().goal() == Goal.MAXIMIZE,
        lanes.stream().map(EffectForest::lane).toList());
  }

  private static ForestPlot.Lane lane(ContrastDetail row) {
    String metric = row.isTime() ? "" : " · " + Names.metric(row.objective().metric());
    String level = Names.level(row.contrast());
    return new ForestPlot.Lane(
        level + " against " + Names.baseline(row.contrast()) + metric,
        level + metric,
        ContrastText.overall(row) + ContrastText.interval(row).map(i -> "  " + i).orElse(""),
        row.margin().orElse(Double.NaN),
        drawn(row.interval()),
        drawn(row.deciding().interval()),
        mean(row),
        row.differences().stream().map(seed -> dot(row, seed)).toList());
  }

  private static ForestPlot.Interval drawn(Interval interval) {
    return new ForestPlot.Interval(interval.low(), interval.high());
  }

  private static ForestPlot.Dot mean(ContrastDetail row) {
    String what = row.result().isRepeated() ? "estimate " : "mean ";
    return new ForestPlot.Dot(row.result().reported().mean(), what + ContrastText.effect(row));
  }

  private static ForestPlot.Dot dot(ContrastDetail row, SeedDifference seed) {
    return new ForestPlot.Dot(
        seed.difference(),
        "seed " + seed.seed() + ": " + ContrastText.figure(row, seed.difference()));
  }

  private static String caption(ContrastDetail lane) {
    String arms =
        "%s against %s".formatted(Names.level(lane.contrast()), Names.baseline(lane.contrast()));
    long higher = lane.differences().stream().filter(seed -> isHigher(lane, seed)).count();
    String finding =
        lane.isTime()
            ? ": " + ContrastText.cost(lane).orElse("–")
            : ", %s: higher in %s of %s"
                .formatted(
                    Names.metric(lane.objective().metric()),
                    higher,
                    Numbers.count(lane.result().pairs(), "seed"));
    return Stream.of(
            Optional.of(arms + finding),
            DecidingText.place(lane),
            ContrastText.same(lane),
            DecidingText.byHolm(lane))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; ", "", "."));
  }

  private static boolean isHigher(ContrastDetail lane, SeedDifference seed) {
    return seed.difference() > (lane.isTime() ? 1 : 0);
  }
}
