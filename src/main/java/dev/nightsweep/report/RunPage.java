package dev.nightsweep.report;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Filters;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.Raster;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A run's page, ready to be set.
 *
 * @param sweepLink from here to the sweep's page
 * @param facts name and text
 * @param different settings that are not at their default; all of them if the defaults are unknown
 * @param curves its readings, drawn
 * @param epochs its readings by epoch
 * @param confusion shares of test images by true and predicted class, if it completed
 * @param gallery images that it tells wrong
 * @param filters of its first convolution, if they were kept
 * @param traces where the numbers come from
 */
public record RunPage(
    Style style,
    String title,
    String sweep,
    String sweepLink,
    boolean simulated,
    boolean mnist,
    String state,
    String tone,
    Map<String, String> facts,
    List<String> different,
    List<String> settings,
    boolean defaultsKnown,
    List<Figure> curves,
    Grid epochs,
    Optional<Confusion> confusion,
    GalleryView gallery,
    Optional<Figure> filters,
    ModelView model,
    List<Attempt> attempts,
    List<SectionQuery> traces) {

  /**
   * An attempt as told.
   *
   * @param log the last lines of the worker's log; empty if all went well
   */
  public record Attempt(String title, String cause, List<String> log) {}

  static RunPage of(
      RunFacts facts,
      SweepRecord sweep,
      Optional<Settings> defaults,
      List<WrongImage> worst,
      Style style) {
    RunRecord run = facts.run();
    Settings settings = sweep.settings(run);
    return new RunPage(
        style,
        "%s, seed %s".formatted(sweep.label(run), run.seed()),
        sweep.header().name(),
        "../../report.html",
        sweep.header().isSimulated(),
        SweepPage.usesMnist(sweep),
        Labels.state(run.state()),
        Labels.style(run.state()),
        facts(facts),
        different(settings, defaults),
        texts(settings),
        defaults.isPresent(),
        RunCurves.of(facts, sweep.header().objective().metric()),
        epochs(facts.curves()),
        facts.result().flatMap(result -> Confusion.of(result.confusion())),
        GalleryView.of(worst),
        facts.result().flatMap(RunResult::filters).map(RunPage::filters),
        ModelView.of(facts, sweep.label(run)),
        facts.attempts().stream().map(RunPage::attempt).toList(),
        traces(run));
  }

  private static List<SectionQuery> traces(RunRecord run) {
    String of = " WHERE run_id = " + SectionQuery.literal(run.runId()) + " ORDER BY ";
    return List.of(
        new SectionQuery("The run", "SELECT * FROM runs" + of + "run_id"),
        new SectionQuery(
            "Its readings", "SELECT epoch, name, reading, kind FROM metrics" + of + "name, epoch"),
        new SectionQuery("Its confusion", "SELECT * FROM confusions" + of + "truth, predicted"),
        new SectionQuery("Its settings", "SELECT name, setting FROM run_parameters" + of + "name"));
  }

  private static Map<String, String> facts(RunFacts facts) {
    RunRecord run = facts.run();
    Map<String, String> told = new LinkedHashMap<>();
    told.put("run", run.runId());
    told.put("phase", Labels.word(run.phase()));
    told.put("started", Labels.time(run.startedAt()));
    told.put("ended", Labels.time(run.endedAt()));
    run.reusedFrom().ifPresent(from -> told.put("reused from", from));
    told.put("identity", run.identity());
    run.parameterHash().ifPresent(hash -> told.put("hash of the final parameters", hash));
    run.readings().forEach((metric, reading) -> putOnce(told, metric, reading));
    return told;
  }

  /** Readings that are taken once; the others stand in the table of epochs. */
  private static void putOnce(Map<String, String> told, String metric, double reading) {
    if (metric.startsWith("test_") || metric.equals(Metrics.PEAK_MEMORY_BYTES)) {
      told.put(Names.metric(metric).replace(" bytes", ""), Labels.reading(metric, reading));
    }
  }

  private static Figure filters(Filters filters) {
    String caption =
        "The %s of the first convolution, %s×%s; grey is a positive weight, orange a negative one, the darkest %s."
            .formatted(
                Numbers.count(filters.count(), "filter"),
                filters.size(),
                filters.size(),
                Numbers.plain(filters.largest(), 3));
    return Raster.squares(filters.size(), filters.shares(), "Filters of conv1", caption);
  }

  private static List<String> different(Settings settings, Optional<Settings> defaults) {
    Map<String, Setting> usual = defaults.map(Settings::byName).orElseGet(TreeMap::new);
    return settings.byName().entrySet().stream()
        .filter(e -> !e.getValue().equals(usual.get(e.getKey())))
        .map(e -> e.getKey() + "=" + e.getValue().text())
        .toList();
  }

  private static List<String> texts(Settings settings) {
    return settings.byName().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().text())
        .toList();
  }

  private static Grid epochs(Map<String, List<Point>> curves) {
    SortedSet<String> metrics = new TreeSet<>();
    Map<Integer, Map<String, Double>> byEpoch = new TreeMap<>();
    curves.forEach(
        (metric, points) -> {
          if (RunsData.isOfEpochs(metric)) {
            metrics.add(metric);
            points.forEach(
                p ->
                    byEpoch
                        .computeIfAbsent(p.epoch(), e -> new TreeMap<>())
                        .put(metric, p.reading()));
          }
        });
    List<Grid.Column> columns = new ArrayList<>(List.of(Grid.Column.text("epoch")));
    metrics.forEach(metric -> columns.add(Grid.Column.number(Names.metric(metric))));
    List<List<Grid.Cell>> rows = new ArrayList<>();
    byEpoch.forEach((epoch, readings) -> rows.add(row(epoch, readings, metrics)));
    return new Grid("Epoch by epoch", columns, rows);
  }

  private static List<Grid.Cell> row(
      int epoch, Map<String, Double> readings, SortedSet<String> metrics) {
    List<Grid.Cell> cells = new ArrayList<>(List.of(Grid.Cell.of(Integer.toString(epoch))));
    for (String metric : metrics) {
      Double reading = readings.get(metric);
      boolean odd = reading != null && reading.isNaN();
      String text = reading == null ? "–" : odd ? "NaN" : Labels.reading(metric, reading);
      cells.add(Grid.Cell.styled(text, odd ? "bad" : ""));
    }
    return cells;
  }

  static Attempt attempt(AttemptRecord attempt) {
    String title =
        "Attempt %s: %s on worker %s, %s to %s"
            .formatted(
                attempt.attempt(),
                Labels.word(attempt.state()),
                attempt.worker(),
                Labels.time(Optional.of(attempt.startedAt())),
                Labels.time(attempt.endedAt()));
    return new Attempt(title, attempt.cause(), attempt.logTail());
  }

  /** The settings in one line. */
  public String allSettings() {
    return settings.stream().collect(Collectors.joining("\n"));
  }
}
