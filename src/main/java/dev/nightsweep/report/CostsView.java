package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.MachineHeterogeneity;
import dev.nightsweep.analysis.contrast.SeedDifference;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the contrasts cost: time and memory as measured, and sizes of nets where they differ. */
final class CostsView {
  private static final String KEY =
      "Time and memory are geometric means over the seeds, their ratio with its"
          + " 95 % t interval. Where machines do not agree on a ratio of time, each has"
          + " a row of its own, and the row over all seeds is a mean of unlike"
          + " machines. Peak memory is the most that the worker process held while it"
          + " trained a run, with Java, libraries and data set. A process trains"
          + " several runs one after another: the mark is set back before each of them"
          + " where the system can do that (Linux), but what the process still holds of"
          + " earlier runs counts, so a small net may read too high after a large one,"
          + " and the ratio lies rather too near to 1. Elsewhere it is the most since"
          + " the process began. Memory of a graphics card is not in it. Parameters and"
          + " multiply-adds follow from the layers and are shown where they differ. No"
          + " verdict comes from memory or sizes.";
  private static final int DECIMALS = 3;
  private static final String TIME = "training time, an epoch";

  private static final List<Grid.Column> COLUMNS =
      List.of(
          Grid.Column.text("contrast"),
          Grid.Column.text("cost"),
          Grid.Column.number("baseline"),
          Grid.Column.number("level"),
          Grid.Column.number("ratio"),
          Grid.Column.number("95 % interval"),
          Grid.Column.number("seeds"));

  private CostsView() {}

  static Optional<Section> section(SweepFacts facts) {
    Grid costs =
        new Grid(
            "What the level costs, beside what the baseline costs",
            COLUMNS,
            facts.analysis().costs().stream().flatMap(cost -> rows(cost, facts)).toList());
    return costs.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(Section.plain("costs", "Costs", PlainView.tables("", List.of(costs), KEY)));
  }

  private static Stream<List<Grid.Cell>> rows(ContrastCost cost, SweepFacts facts) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    facts.contrasts().stream()
        .filter(row -> row.isTime() && row.contrast().equals(cost.contrast()))
        .filter(row -> row.result().pairs() > 0)
        .forEach(row -> rows.addAll(time(row)));
    if (cost.memory().pairs() > 0) {
      rows.add(memory(cost.contrast(), cost.memory()));
    }
    cost.nets().forEach(nets -> rows.addAll(sizes(cost, nets)));
    return rows.stream();
  }

  private static List<List<Grid.Cell>> time(ContrastDetail time) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    rows.add(
        Grid.row(
            time.contrast().title(),
            time.machines().isPresent() ? TIME + ", all machines" : TIME,
            seconds(time.differences(), SeedDifference::baseline),
            seconds(time.differences(), SeedDifference::level),
            ContrastText.effect(time),
            ContrastText.interval(time).orElse("–"),
            Integer.toString(time.result().pairs())));
    time.machines().stream()
        .flatMap(machines -> machines.shares().stream())
        .forEach(share -> rows.add(share(time.contrast(), share)));
    return rows;
  }

  private static List<Grid.Cell> share(Contrast contrast, MachineHeterogeneity.Share share) {
    return Grid.row(
        contrast.title(),
        "%s; %s".formatted(TIME, share.machine()),
        seconds(share.seeds(), SeedDifference::baseline),
        seconds(share.seeds(), SeedDifference::level),
        Numbers.ratio(share.ratio(), DECIMALS),
        interval(share.interval()),
        Integer.toString(share.seeds().size()));
  }

  /** Geometric means, so that their ratio is the ratio shown. */
  private static String seconds(List<SeedDifference> seeds, ToDoubleFunction<SeedDifference> side) {
    double mean = seeds.stream().mapToDouble(side).map(Math::log).average().orElseThrow();
    return Numbers.seconds(Math.exp(mean)) + " s";
  }

  private static List<Grid.Cell> memory(Contrast contrast, ContrastCost.Memory memory) {
    return Grid.row(
        contrast.title(),
        "peak memory",
        Numbers.megabytes(memory.baseline()),
        Numbers.megabytes(memory.level()),
        Numbers.ratio(memory.ratio(), DECIMALS),
        interval(memory.interval()),
        Integer.toString(memory.pairs()));
  }

  private static String interval(Interval ratio) {
    return ratio.isKnown()
        ? "[%s, %s]"
            .formatted(Numbers.plain(ratio.low(), DECIMALS), Numbers.plain(ratio.high(), DECIMALS))
        : "–";
  }

  private static List<List<Grid.Cell>> sizes(ContrastCost cost, ContrastCost.Nets nets) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    if (nets.level().parameters() != nets.baseline().parameters()) {
      rows.add(size(cost, nets, "parameters", ContrastCost.Size::parameters));
    }
    if (nets.level().multiplyAdds() != nets.baseline().multiplyAdds()) {
      rows.add(size(cost, nets, "multiply-adds an image", ContrastCost.Size::multiplyAdds));
    }
    return rows;
  }

  private static List<Grid.Cell> size(
      ContrastCost cost,
      ContrastCost.Nets nets,
      String what,
      ToLongFunction<ContrastCost.Size> of) {
    long baseline = of.applyAsLong(nets.baseline());
    long level = of.applyAsLong(nets.level());
    boolean everywhere = nets.cells().size() == cost.contrast().cells().size();
    return Grid.row(
        cost.contrast().title(),
        everywhere ? what : "%s, %s".formatted(what, String.join("; ", nets.cells())),
        Numbers.grouped(baseline),
        Numbers.grouped(level),
        baseline == 0 ? "–" : Numbers.ratio((double) level / baseline, DECIMALS),
        "exact",
        "");
  }
}
