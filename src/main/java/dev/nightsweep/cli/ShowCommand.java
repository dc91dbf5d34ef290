package dev.nightsweep.cli;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.Publishers;
import dev.nightsweep.cli.console.ContrastLines;
import dev.nightsweep.cli.console.ModelText;
import dev.nightsweep.cli.console.RemarkTable;
import dev.nightsweep.cli.console.RunTable;
import dev.nightsweep.cli.console.SettingsText;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.publish.export.ContrastJson;
import dev.nightsweep.store.Store;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.FindingText;
import dev.nightsweep.wording.LastLookText;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.SearchText;
import dev.nightsweep.wording.SimulationNotice;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep show}. */
@Command(name = "show", description = "Show a sweep with its runs, or a run with its epochs.")
final class ShowCommand extends StoreCommand {
  private static final String AS_STORED =
      "The verdicts of these %,d runs are shown as stored. `nightsweep audit %s` judges them again.";

  /** Of larger sweeps the last look is shown as it is stored: judging it again takes seconds. */
  private static final int MAX_RUNS_JUDGED_AGAIN = 1_000;

  @Parameters(paramLabel = "SWEEP|RUN", description = "Id or unique prefix.")
  private String id;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--scale",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). error adds the ratio of the error"
              + " rates of either side of every contrast, which tells more than a difference of"
              + " accuracies near the ceiling.",
      defaultValue = "metric")
  private Scale scale;

  private enum Scale {
    metric,
    error
  }

  @Override
  public Integer answer(Store store) {
    IdResolver ids = new IdResolver(store);
    Optional<SweepRecord> sweep = ids.findSweep(id);
    if (sweep.isPresent()) {
      showSweep(store, sweep.get());
    } else {
      showRun(store, ids.run(id));
    }
    return ExitCode.DONE;
  }

  private void showSweep(Store store, SweepRecord sweep) {
    StoredSweep stored = Publishers.sweep(store, folder(), sweep.sweepId());
    if (json) {
      printJson(stored);
      return;
    }
    SimulationNotice.of(sweep.header()).ifPresent(console()::result);
    console()
        .result(
            "%s  %s  %d of %s finished"
                .formatted(
                    sweep.sweepId(),
                    sweep.state(),
                    sweep.finished(),
                    Numbers.count(sweep.total(), "run")));
    TrackedText.notice(sweep.header()).ifPresent(console()::result);
    PostHocText.of(sweep.header())
        .ifPresent(said -> console().result("%s: %s".formatted(PostHocText.MARK, said)));
    if (!sweep.header().question().isBlank()) {
      console().result(sweep.header().question());
    }
    console().result("");
    boolean asStored = isShownAsStored(stored, sweep);
    if (asStored) {
      console().result(AS_STORED.formatted(sweep.total(), sweep.sweepId()));
    } else {
      LastLookText.lines(stored.analysis()).forEach(console()::result);
    }
    stored.answers().forEach(line -> console().result(line));
    if (sweep.header().isSearch()) {
      SearchText.of(stored.analysis()).lines().forEach(line -> console().result(line));
    }
    (asStored
            ? ContrastLines.ofStored(stored.verdicts())
            : ContrastLines.of(stored.analysis(), scale == Scale.error))
        .forEach(line -> console().result(line));
    console().result("%n%s".formatted(runTable(store, sweep)));
    RemarkTable.of(store.notes(sweep.sweepId())).ifPresent(console()::result);
  }

  /** A sweep that is not at rest has new verdicts, a search no stored ones. */
  private boolean isShownAsStored(StoredSweep stored, SweepRecord sweep) {
    return sweep.total() > MAX_RUNS_JUDGED_AGAIN
        && scale == Scale.metric
        && sweep.isLookedThrough()
        && !stored.verdicts().isEmpty();
  }

  private static List<Entry.Noted> notes(Store store, RunRecord run) {
    return store.notes(run.sweepId()).stream()
        .filter(note -> note.runId().filter(run.runId()::equals).isPresent())
        .toList();
  }

  private void printJson(StoredSweep stored) {
    SweepAnalysis analysis = stored.analysis();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep", analysis.sweep());
    TrackedText.addTo(fields, analysis.sweep().header());
    fields.put("runs", analysis.evidence().runs());
    fields.put("audit", FindingText.of(analysis.findings()));
    fields.put("contrasts", stored.verdicts());
    fields.put("rejudged", analysis.rejudged());
    fields.put("effects", analysis.contrasts().stream().map(ContrastJson::of).toList());
    if (scale == Scale.error) {
      fields.put("error_ratios", analysis.errorRatios());
    }
    fields.put("costs", analysis.costs());
    fields.put("test_images", analysis.images());
    if (analysis.sweep().header().isSearch()) {
      fields.put("search", SearchText.of(analysis).fields());
    }
    console().result(Json.pretty(fields));
  }

  private static TextTable runTable(Store store, SweepRecord sweep) {
    ChanceLevels chance =
        new ChanceLevels(sweep.header(), sweep::settings, store.sweepEnvironments(sweep.sweepId()));
    return RunTable.of(sweep, store.runs(sweep.sweepId()), chance::hasNeverLearned);
  }

  private void showRun(Store store, RunRecord run) {
    Map<String, List<Point>> curves = store.curves(run.runId());
    SweepRecord sweep = store.sweep(run.sweepId()).orElseThrow();
    Settings settings = sweep.settings(run);
    Optional<Environment> environment = store.environment(run.runId());
    ChanceLevels chance =
        new ChanceLevels(
            sweep.header(),
            sweep::settings,
            environment.map(e -> Map.of(run.runId(), e)).orElse(Map.of()));
    Optional<ModelCard> model = store.model(run.runId());
    List<AttemptRecord> attempts = store.attempts(run.runId());
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("run", run);
      fields.put("program", sweep.header().program());
      TrackedText.addTo(fields, sweep.header());
      fields.put("settings", settings);
      fields.put("environment", environment);
      fields.put("model", model);
      fields.put("attempts", attempts);
      fields.put("notes", notes(store, run));
      fields.put("curves", curves);
      fields.put("result", store.result(run.runId()));
      console().result(Json.pretty(fields));
      return;
    }
    SimulationNotice.of(sweep.header()).ifPresent(console()::result);
    console()
        .result(
            "%s  seed %d of %s  %s"
                .formatted(
                    run.runId(),
                    run.seed(),
                    run.sweepId(),
                    RunTable.state(run, chance::hasNeverLearned)));
    TrackedText.notice(sweep.header()).ifPresent(console()::result);
    Catalog program = Publishers.catalog(sweep);
    new SettingsText(settings, sweep.arm(run.armId()).levels(), program)
        .tables()
        .forEach(table -> console().result("%n%s".formatted(table)));
    console().result("%n%s".formatted(epochs(withoutLayers(curves))));
    console().result("%n%s".formatted(attemptTable(attempts, sweep.header().isTracked())));
    RemarkTable.of(notes(store, run)).ifPresent(console()::result);
    model.ifPresent(card -> show(card, program));
    environment.ifPresent(e -> console().result("%n%s".formatted(named("ENVIRONMENT", e.facts()))));
  }

  private void show(ModelCard card, Catalog program) {
    new ModelText(card, program.reference()).lines().forEach(line -> console().result(line));
  }

  private static TextTable named(String title, Map<String, String> values) {
    TextTable table = new TextTable(title, "");
    values.forEach(table::row);
    return table;
  }

  private static Map<String, List<Point>> withoutLayers(Map<String, List<Point>> curves) {
    Map<String, List<Point>> left = new TreeMap<>(curves);
    left.keySet().removeIf(Metrics::isOfOneLayer);
    return left;
  }

  private static TextTable epochs(Map<String, List<Point>> curves) {
    Map<Integer, Map<String, Double>> byEpoch = new TreeMap<>();
    curves.forEach(
        (name, points) ->
            points.forEach(
                p ->
                    byEpoch
                        .computeIfAbsent(p.epoch(), epoch -> new TreeMap<>())
                        .put(name, p.reading())));
    List<String> header = new ArrayList<>(List.of("EPOCH"));
    header.addAll(curves.keySet());
    TextTable table = new TextTable(header);
    byEpoch.forEach((epoch, readings) -> table.row(epochRow(epoch, readings, curves)));
    return table;
  }

  private static List<String> epochRow(
      int epoch, Map<String, Double> readings, Map<String, List<Point>> curves) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(epoch)));
    for (String name : curves.keySet()) {
      Double reading = readings.get(name);
      row.add(reading == null ? "–" : Numbers.reading(reading));
    }
    return row;
  }

  private static TextTable attemptTable(List<AttemptRecord> attempts, boolean elsewhere) {
    TextTable table = new TextTable("ATTEMPT", "STATE", "WORKER", "CAUSE");
    attempts.forEach(
        a ->
            table.row(
                Integer.toString(a.attempt()),
                a.state().name(),
                elsewhere ? "elsewhere" : Integer.toString(a.worker()),
                a.cause()));
    return table;
  }
}
