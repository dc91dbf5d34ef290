package dev.nightsweep.cli;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.analysis.Figures;
import dev.nightsweep.analysis.contrast.Words;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Exchange;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A sweep as text to be taken elsewhere. */
final class ReportFormats {
  private final Store store;
  private final ResultsFolder results;
  private final Publisher publisher;
  private final SweepRecord sweep;

  ReportFormats(Store store, ResultsFolder results, SweepRecord sweep) {
    this.store = store;
    this.results = results;
    this.publisher = Programs.publisher(store, results);
    this.sweep = sweep;
  }

  /** All that is known, as {@code export.schema.json} describes it; it can be imported. */
  String json() {
    SweepFile file =
        new Exchange(results)
            .export(sweep.header())
            .orElseThrow(
                () ->
                    new UserErrorException(
                        ExitCode.FAILURE,
                        "A journal of %s is damaged or gone, so it cannot be exported whole. `nightsweep verify %s` says which."
                            .formatted(sweep.sweepId(), sweep.sweepId())));
    List<RunRecord> runs = store.runs(sweep.sweepId());
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("sweep", summary());
    summary.put("answers", sentences());
    summary.put("audit", publisher.audit(evidence()));
    summary.put("contrasts", store.contrasts(sweep.sweepId()));
    summary.put("arms", sweep.arms().stream().map(ReportFormats::arm).toList());
    summary.put("runs", runs.stream().map(this::run).toList());
    return file.write(summary);
  }

  private Map<String, Object> summary() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("name", sweep.header().name());
    fields.put("question", sweep.header().question());
    fields.put("program", sweep.header().program());
    fields.put("method", sweep.header().method());
    fields.put("metric", sweep.header().objective().metric());
    fields.put("goal", sweep.header().objective().goal());
    fields.put("state", sweep.state());
    fields.put("seeds", sweep.header().seeds());
    fields.put("margins", sweep.header().margins());
    fields.put("created_at", sweep.header().createdAt());
    fields.put("started_at", sweep.startedAt());
    fields.put("ended_at", sweep.endedAt());
    return fields;
  }

  private static Map<String, Object> arm(Arm arm) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("arm_id", arm.armId());
    fields.put("label", arm.label());
    fields.put("settings", arm.settings());
    return fields;
  }

  private Map<String, Object> run(RunRecord run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run.runId());
    fields.put("arm_id", run.armId());
    fields.put("label", sweep.label(run));
    fields.put("phase", run.phase());
    fields.put("seed", run.seed());
    fields.put("state", run.state());
    fields.put("attempts", run.attempts());
    fields.put("started_at", run.startedAt());
    fields.put("ended_at", run.endedAt());
    fields.put("readings", run.readings());
    return fields;
  }

  /** One row for each reading of each epoch of each run, beside what the run was. */
  void csv(Appendable out) {
    List<RunRecord> runs = store.runs(sweep.sweepId());
    List<String> varied = varied(runs);
    List<String> head = new ArrayList<>(List.of("run_id", "arm", "phase", "seed", "state"));
    head.addAll(varied);
    head.addAll(List.of("epoch", "metric", "reading"));
    Map<String, Map<String, List<Point>>> curves = store.sweepCurves(sweep.sweepId());
    try {
      CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
      csv.printRecord(head);
      for (RunRecord run : runs) {
        List<Object> facts = facts(run, varied);
        for (Map.Entry<String, List<Point>> curve :
            curves.getOrDefault(run.runId(), Map.of()).entrySet()) {
          for (Point point : curve.getValue()) {
            List<Object> row = new ArrayList<>(facts);
            row.addAll(List.of(point.epoch(), curve.getKey(), point.reading()));
            csv.printRecord(row);
          }
        }
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Object> facts(RunRecord run, List<String> varied) {
    Settings settings = sweep.settings(run);
    List<Object> facts = new ArrayList<>();
    facts.add(run.runId());
    facts.add(QueryCommand.harmless(sweep.label(run)));
    facts.add(run.phase());
    facts.add(run.seed());
    facts.add(run.state());
    varied.forEach(
        name ->
            facts.add(
                settings.find(name).map(Setting::raw).map(QueryCommand::harmless).orElse("")));
    return facts;
  }

  private List<String> varied(List<RunRecord> runs) {
    SortedSet<String> names = new TreeSet<>();
    List<Settings> all = runs.stream().map(sweep::settings).distinct().toList();
    all.forEach(settings -> names.addAll(settings.byName().keySet()));
    return names.stream()
        .filter(name -> all.stream().map(s -> s.find(name)).distinct().count() > 1)
        .toList();
  }

  /** What a pull request should say. */
  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + escaped(sweep.header().name()));
    if (!sweep.header().question().isBlank()) {
      lines.addAll(List.of("", "> " + escaped(sweep.header().question())));
    }
    SimulationNotice.of(sweep.header()).ifPresent(n -> lines.addAll(List.of("", "**" + n + "**")));
    lines.add("");
    sentences().forEach(said -> lines.add("- " + escaped(said.strip())));
    if (sweep.header().isSearch()) {
      SearchText.of(sweep, store.runs(sweep.sweepId()))
          .lines()
          .forEach(said -> lines.add("- " + escaped(said.strip())));
    }
    lines.addAll(table());
    lines.add("");
    lines.add(
        "%s: %s of %s. Made by `nightsweep report --format md %s`."
            .formatted(
                escaped(sweep.sweepId()),
                sweep.finished(),
                Figures.count(sweep.total(), "run") + " finished",
                sweep.sweepId()));
    return String.join("\n", lines);
  }

  private List<String> table() {
    List<ContrastResult> results = store.contrasts(sweep.sweepId());
    if (results.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| contrast | metric | verdict | difference | 95 % interval | p (Holm) | seeds |");
    lines.add("|---|---|---|---:|---:|---:|---:|");
    results.forEach(result -> lines.add(row(result)));
    return lines;
  }

  private static String row(ContrastResult result) {
    String between =
        "%s: %s against %s".formatted(result.factor(), result.level(), result.baseline());
    boolean ratio = result.metric().equals("time");
    return List.of(
            escaped(between),
            escaped(Words.metric(result.metric())),
            result.verdict().text(),
            effect(result.meanDifference(), ratio),
            "[%s, %s]".formatted(effect(result.ciLow(), ratio), effect(result.ciHigh(), ratio)),
            number(result.pHolm(), 3),
            Integer.toString(result.pairs()))
        .stream()
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String effect(double effect, boolean ratio) {
    return Double.isFinite(effect)
        ? (ratio ? "×" + Figures.plain(effect, 2) : Figures.signed(effect, 4))
        : "–";
  }

  private static String number(double number, int decimals) {
    return Double.isFinite(number) ? Figures.plain(number, decimals) : "–";
  }

  /** Names are text, not markup. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_|#\\[\\]])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("\\R", " ");
  }

  /** What was said when it ended; while it runs, and of older sweeps, what is to be said now. */
  List<String> sentences() {
    List<String> said = sweep.isLookedThrough() ? store.said(sweep.sweepId()) : List.of();
    return said.isEmpty() ? new Answers(publisher, sweep).sentences() : said;
  }

  private Evidence evidence() {
    return publisher.evidence(sweep.sweepId());
  }
}
