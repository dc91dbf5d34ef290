package dev.nightsweep.report;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.IdenticalArmsText;
import dev.nightsweep.wording.LastLookText;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sweeps side by side, as tables. */
public final class SweepComparison {
  private SweepComparison() {}

  /** What was asked differently, then what each answers. */
  public static List<Grid> of(List<ComparedSweep> sweeps) {
    List<String> labels = sweeps.stream().map(sweep -> sweep.analysis().sweep().sweepId()).toList();
    List<Map<String, String>> asked =
        sweeps.stream().map(sweep -> asked(sweep.analysis().sweep())).toList();
    List<Map<String, String>> answered = sweeps.stream().map(SweepComparison::answered).toList();
    return List.of(
        ComparisonTable.grid("What was asked differently", "what", labels, rows(asked, false)),
        ComparisonTable.grid(
            "What they answer", "contrast and metric", labels, rows(answered, true)));
  }

  /** What to bear in mind of each, by its id: what is simulated is said of all together. */
  public static Map<String, List<String>> notes(List<ComparedSweep> sweeps) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    for (ComparedSweep sweep : sweeps) {
      SweepAnalysis analysis = sweep.analysis();
      List<String> said = new ArrayList<>();
      PostHocText.of(analysis.sweep().header())
          .map(changes -> PostHocText.MARK + ": " + changes)
          .ifPresent(said::add);
      TrackedText.notice(analysis.sweep().header()).ifPresent(said::add);
      said.addAll(TrackedText.conditions(analysis.sweep().header()));
      said.addAll(IdenticalArmsText.of(analysis));
      said.addAll(LastLookText.lines(analysis));
      if (!said.isEmpty()) {
        notes.put(analysis.sweep().sweepId(), List.copyOf(said));
      }
    }
    return notes;
  }

  private static List<List<Grid.Cell>> rows(List<Map<String, String>> told, boolean all) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (String name : told.stream().flatMap(t -> t.keySet().stream()).distinct().toList()) {
      List<String> texts = told.stream().map(t -> t.getOrDefault(name, "–")).toList();
      if (all || texts.stream().distinct().count() > 1) {
        rows.add(ComparisonTable.row(name, texts));
      }
    }
    return rows;
  }

  private static Map<String, String> asked(SweepRecord sweep) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("program", TrackedText.program(sweep.header().program()));
    asked.put("method", sweep.header().method().text());
    asked.put("metric", sweep.header().objective().metric());
    asked.put("seeds", sweep.header().seeds().toString());
    asked.put("margins", sweep.header().margins().toString());
    asked.put("runs", Integer.toString(sweep.total()));
    for (String name :
        ComparisonTable.names(sweep.arms().stream().map(arm -> arm.settings().byName().keySet()))) {
      List<String> texts =
          sweep.arms().stream()
              .flatMap(arm -> arm.settings().find(name).stream())
              .map(Setting::text)
              .distinct()
              .limit(8)
              .toList();
      asked.put(name, String.join(", ", texts));
    }
    return asked;
  }

  private static Map<String, String> answered(ComparedSweep sweep) {
    SweepAnalysis analysis = sweep.analysis();
    MetricDefinition objective =
        sweep.metrics().get(analysis.sweep().header().objective().metric());
    Map<String, String> answered = new LinkedHashMap<>();
    analysis.contrasts().forEach(detail -> answered.put(name(detail.result()), told(detail)));
    Optional<RunRecord> best = analysis.best();
    best.ifPresent(
        run ->
            answered.put(
                "best run",
                "%s, seed %s: %s"
                    .formatted(
                        analysis.sweep().label(run),
                        run.seed(),
                        Labels.reading(objective, run.reading(objective.name()).orElseThrow()))));
    return answered;
  }

  private static String name(ContrastResult result) {
    return "%s=%s against %s, %s"
        .formatted(
            result.factor(), result.level(), result.baseline(), Names.metric(result.metric()));
  }

  private static String told(ContrastDetail detail) {
    ContrastResult result = detail.result();
    String numbers =
        detail
            .machines()
            .map(m -> " %s (%s)".formatted(ContrastText.range(m), ContrastText.count(m)))
            .orElseGet(() -> numbers(result));
    String verdict = result.byLevel().orElse(ContrastText.word(result));
    return "%s%s, %s".formatted(verdict, numbers, Names.pairs(result.pairs()));
  }

  private static String numbers(ContrastResult result) {
    boolean ratio = result.metric().equals(Metrics.TIME);
    ContrastResult.Difference told = result.reported();
    return Double.isFinite(told.mean())
        ? " %s [%s, %s]"
            .formatted(
                effect(told.mean(), ratio), effect(told.low(), ratio), effect(told.high(), ratio))
        : "";
  }

  private static String effect(double effect, boolean ratio) {
    return ratio ? Numbers.ratio(effect, 2) : Numbers.signed(effect, 4);
  }
}
