package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.importance.Confirmation;
import dev.nightsweep.analysis.importance.Importance;
import dev.nightsweep.analysis.importance.Importances;
import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says on the console what a search found. */
public record SearchText(SweepRecord sweep, SearchResult result) {

  public static SearchText of(SweepAnalysis analysis) {
    return new SearchText(analysis.sweep(), analysis.search());
  }

  /** Its best trial, and what has to do with being among the best. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("No verdict: a search compares nothing.");
    result.best().ifPresent(run -> lines.add(best(run)));
    result.retrained().ifPresent(again -> lines.add(retrained(again)));
    lines.add(importances());
    return lines;
  }

  private String best(RunRecord run) {
    String metric = sweep.header().objective().metric();
    return "Best of %s%s: %s %s, %s (run %s); its score is optimistic because it was selected."
        .formatted(
            Numbers.count(result.trials(), "trial"),
            result.stopped() == 0 ? "" : " (%d ended early)".formatted(result.stopped()),
            metric,
            Numbers.reading(run.reading(metric)),
            sweep.arm(run.armId()).label(),
            run.runId());
  }

  private static String retrained(Confirmation again) {
    return "Trained again on %d of %s: %s%s."
        .formatted(
            again.ended(),
            Numbers.count(again.planned(), "fresh seed"),
            again.spreads().entrySet().stream()
                .map(e -> e.getKey() + " " + spread(e.getValue()))
                .collect(Collectors.joining(", ")),
            again.lost() > 0 ? "; %d gave no reading".formatted(again.lost()) : "");
  }

  private static String spread(Confirmation.Spread spread) {
    return spread.interval().isKnown()
        ? "%s [%s, %s]"
            .formatted(
                Numbers.reading(spread.mean()),
                Numbers.reading(spread.interval().low()),
                Numbers.reading(spread.interval().high()))
        : Numbers.reading(spread.mean());
  }

  private String importances() {
    return result.importances().isEmpty()
        ? "Importances need %d trials with a reading; there %s."
            .formatted(Importances.MIN_TRIALS, are(result.trials() - result.lost()))
        : result.importances().stream()
            .map(SearchText::importance)
            .collect(Collectors.joining(", ", "Importance: ", "."));
  }

  private static String are(int number) {
    return (number == 1 ? "is " : "are ") + number;
  }

  private static String importance(Importance importance) {
    return "%s %s %% [%s, %s]"
        .formatted(
            importance.parameter(),
            Numbers.plain(100 * importance.share(), 0),
            Numbers.plain(100 * importance.interval().low(), 0),
            Numbers.plain(100 * importance.interval().high(), 0));
  }

  /** The same as data. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trials", result.trials());
    fields.put("stopped_early", result.stopped());
    fields.put("lost", result.lost());
    result
        .best()
        .ifPresent(
            run -> {
              fields.put("best_run", run.runId());
              fields.put("best_settings", sweep.arm(run.armId()).levels());
              fields.put("best_reading", run.readings().get(sweep.header().objective().metric()));
            });
    result.retrained().ifPresent(again -> fields.put("retrained", again));
    fields.put("incumbents", result.incumbents());
    fields.put("importances", result.importances());
    fields.put("expected_best", result.expected());
    return fields;
  }
}
