package dev.nightsweep.report;

import dev.nightsweep.analysis.importance.Confirmation;
import dev.nightsweep.analysis.importance.Importance;
import dev.nightsweep.analysis.importance.Importances;
import dev.nightsweep.analysis.importance.Incumbent;
import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.IncumbentPlot;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a search found.
 *
 * @param curve the best so far; empty without a reading
 * @param best the settings of the best trial
 * @param retrained how it reads when it is trained again; no rows until it is
 * @param incumbents the numbers of the curve
 * @param expected the best to expect of fewer trials
 * @param importances of the parameters
 */
public record SearchView(
    Optional<Figure> curve,
    Grid best,
    Grid retrained,
    Grid incumbents,
    Noted expected,
    Noted importances) {

  /**
   * A table with what it means.
   *
   * @param note also why the table is empty
   */
  public record Noted(Grid table, String note) {}

  static Optional<Section> section(SweepFacts facts) {
    return facts.sweep().header().isSearch()
        ? Optional.of(Section.of("search", "What the search found", "search", of(facts)))
        : Optional.empty();
  }

  private static SearchView of(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    SearchResult result = facts.analysis().search();
    MetricDefinition metric = facts.objective();
    return new SearchView(
        curve(result, metric),
        best(sweep, result),
        retrained(result, facts),
        incumbents(result, metric),
        new Noted(expected(result, metric), expectedNote(sweep.header(), result)),
        new Noted(importances(result), importancesNote(result)));
  }

  private static Optional<Figure> curve(SearchResult result, MetricDefinition metric) {
    if (result.incumbents().isEmpty()) {
      return Optional.empty();
    }
    List<IncumbentPlot.Step> steps =
        result.incumbents().stream().map(best -> step(best, metric)).toList();
    String name = Names.metric(metric.name());
    return Optional.of(IncumbentPlot.draw(steps, result.trials(), name, finding(result, metric)));
  }

  /** When the best was found, by trials that had ended: these are not the numbers of trials. */
  static String finding(SearchResult result, MetricDefinition metric) {
    Incumbent last = result.incumbents().get(result.incumbents().size() - 1);
    return "The best %s of %s, %s, was found when %s had ended."
        .formatted(
            Names.metric(metric.name()),
            Numbers.count(result.trials(), "trial"),
            Labels.reading(metric, last.reading()),
            Numbers.count(last.trials(), "trial"));
  }

  private static IncumbentPlot.Step step(Incumbent best, MetricDefinition metric) {
    String tip =
        "after %s: %s"
            .formatted(
                Numbers.count(best.trials(), "trial"), Labels.reading(metric, best.reading()));
    return new IncumbentPlot.Step(best.trials(), best.reading(), tip);
  }

  /** The best trial, in a sentence; empty if the sweep is no search. */
  static String lead(SweepFacts facts) {
    return facts.sweep().header().isSearch() ? lead(facts, facts.analysis().search()) : "";
  }

  private static String lead(SweepFacts facts, SearchResult result) {
    if (result.best().isEmpty()) {
      return "No trial has a reading yet.";
    }
    RunRecord run = result.best().get();
    MetricDefinition metric = facts.objective();
    return "Best of %s%s: %s %s at %s. %s"
        .formatted(
            Numbers.count(result.trials(), "trial"),
            result.stopped() == 0 ? "" : " (%s ended early)".formatted(result.stopped()),
            Names.metric(metric.name()),
            Labels.reading(metric, run.reading(metric.name()).orElseThrow()),
            facts.sweep().arm(run.armId()).label(),
            result
                .retrained()
                .map(again -> again(again, facts))
                .orElse(
                    "It was picked because it reads best, and one run is no evidence: trained again"
                        + " it will likely read worse."));
  }

  private static String again(Confirmation again, SweepFacts facts) {
    return "Its score is optimistic because it was selected by it. Trained again on %s that had no part in the selection: %s."
        .formatted(
            Numbers.count(again.ended(), "seed"),
            again.spreads().isEmpty()
                ? "no reading"
                : again.spreads().entrySet().stream()
                    .map(
                        e ->
                            Names.metric(e.getKey())
                                + " "
                                + spread(facts.metric(e.getKey()), e.getValue()))
                    .collect(Collectors.joining(", ")));
  }

  private static String spread(MetricDefinition metric, Confirmation.Spread spread) {
    String mean = Labels.reading(metric, spread.mean());
    return spread.interval().isKnown() ? mean + " " + interval(metric, spread) : mean;
  }

  private static String interval(MetricDefinition metric, Confirmation.Spread spread) {
    Interval interval = spread.interval();
    return interval.isKnown()
        ? "[%s, %s]"
            .formatted(
                Labels.reading(metric, interval.low()), Labels.reading(metric, interval.high()))
        : "–";
  }

  private static Grid retrained(SearchResult result, SweepFacts facts) {
    MetricDefinition objective = facts.objective();
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (Confirmation again : result.retrained().stream().toList()) {
      again
          .spreads()
          .forEach((metric, spread) -> rows.add(retrained(facts.metric(metric), spread)));
      rows.add(
          Grid.row(
              Names.metric(objective.name()) + " when it was picked",
              Labels.reading(
                  objective, result.best().orElseThrow().reading(objective.name()).orElseThrow()),
              "–",
              "1"));
    }
    return new Grid(
        "The best trial, trained again on fresh seeds",
        List.of(
            Grid.Column.text("metric"),
            Grid.Column.number("mean"),
            Grid.Column.number("95 % interval"),
            Grid.Column.number("runs")),
        rows);
  }

  private static List<Grid.Cell> retrained(MetricDefinition metric, Confirmation.Spread spread) {
    return Grid.row(
        Names.metric(metric.name()),
        Labels.reading(metric, spread.mean()),
        interval(metric, spread),
        Integer.toString(spread.runs()));
  }

  private static Grid best(SweepRecord sweep, SearchResult result) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (RunRecord run : result.best().stream().toList()) {
      for (Map.Entry<String, Setting> setting :
          sweep.arm(run.armId()).levels().byName().entrySet()) {
        rows.add(Grid.row(setting.getKey(), setting.getValue().text()));
      }
    }
    return new Grid(
        "The best trial's settings",
        List.of(Grid.Column.text("parameter"), Grid.Column.number("setting")),
        rows);
  }

  private static Grid incumbents(SearchResult result, MetricDefinition metric) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (Incumbent best : result.incumbents()) {
      String spent =
          best.spent() > 0 ? Numbers.duration(best.spent()) : "–"; // of some it is unknown
      rows.add(
          Grid.row(Integer.toString(best.trials()), Labels.reading(metric, best.reading()), spent));
    }
    return new Grid(
        "The best so far",
        List.of(
            Grid.Column.text("after trials"),
            Grid.Column.number(Names.metric(metric.name())),
            Grid.Column.number("training time, about")),
        rows);
  }

  private static Grid expected(SearchResult result, MetricDefinition metric) {
    return new Grid(
        "The best to expect of fewer trials",
        List.of(
            Grid.Column.text("trials"), Grid.Column.number("best " + Names.metric(metric.name()))),
        result.expected().stream()
            .map(e -> Grid.row(Integer.toString(e.trials()), Labels.reading(metric, e.reading())))
            .toList());
  }

  private static String expectedNote(SweepHeader header, SearchResult result) {
    if (!header.method().isKnown()) {
      return "The best to expect of fewer trials is not told: how the points were chosen is not known.";
    }
    if (!header.method().isIndependent()) {
      return "The best to expect of fewer trials is not told: the points of a %s search are not independent."
          .formatted(header.method().title());
    }
    if (result.stopped() > 0) {
      return "The best to expect of fewer trials is not told: %s ended early."
          .formatted(Numbers.count(result.stopped(), "trial"));
    }
    return result.lost() > 0
        ? "The best to expect of fewer trials is not told: %s gave no reading."
            .formatted(Numbers.count(result.lost(), "trial"))
        : "The points were drawn independently, so that these readings tell what fewer of them"
            + " would have found; a little pessimistic.";
  }

  private static Grid importances(SearchResult result) {
    return new Grid(
        "Importance",
        List.of(
            Grid.Column.text("parameter"),
            Grid.Column.number("share"),
            Grid.Column.number("95 % interval")),
        result.importances().stream().map(SearchView::importance).toList());
  }

  private static List<Grid.Cell> importance(Importance importance) {
    return Grid.row(
        importance.parameter(),
        percent(importance.share()),
        "[%s, %s]"
            .formatted(
                percent(importance.interval().low()), percent(importance.interval().high())));
  }

  private static String percent(double share) {
    return Numbers.plain(100 * share, 0) + " %";
  }

  private static String importancesNote(SearchResult result) {
    return result.importances().isEmpty()
        ? "Under %d trials with a reading the importance of parameters is not told; %s so far."
            .formatted(
                Importances.MIN_TRIALS,
                Numbers.count(result.trials() - result.lost(), "has one", "have one"))
        : "How much each parameter has to do with being among the best tenth (PED-ANOVA), as a"
            + " share of all; intervals by bootstrap over the trials. An association within what"
            + " was searched, not a test.";
  }
}
