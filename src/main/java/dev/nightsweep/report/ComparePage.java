package dev.nightsweep.report;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.analysis.contrast.Words;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs, or sweeps, side by side: only the rows that differ.
 *
 * @param notes what to bear in mind
 * @param curves of runs, laid over each other
 * @param images by run, those that it alone has right
 */
public record ComparePage(
    Style style,
    String title,
    boolean simulated,
    List<String> notes,
    List<Grid> grids,
    List<CurvesView.Entry> legend,
    List<Drawing> curves,
    List<Images> images) {

  /** Images that one run alone has right, and what the other saw in them. */
  public record Images(String title, GalleryView gallery) {}

  /** How many runs can be told apart. */
  public static final int MOST_RUNS = ArmCurve.MOST;

  /**
   * Runs of any sweeps.
   *
   * @param settings of each, with its seed
   * @param labels how each is called
   */
  public record Side(RunFacts run, Settings settings, String label, boolean simulated) {}

  static ComparePage ofRuns(List<Side> sides, List<List<WrongImage>> onlyRight, Style style) {
    List<Images> images =
        IntStream.range(0, onlyRight.size())
            .filter(i -> !onlyRight.get(i).isEmpty())
            .mapToObj(
                i ->
                    new Images(
                        "Only %s is right".formatted(sides.get(i).label()),
                        GalleryView.of(onlyRight.get(i))))
            .toList();
    List<RunFacts> runs = sides.stream().map(Side::run).toList();
    List<String> labels = sides.stream().map(Side::label).toList();
    return new ComparePage(
        style,
        "%s side by side".formatted(Figures.count(sides.size(), "run")),
        sides.stream().anyMatch(Side::simulated),
        List.of(
            "One run each: a difference between single runs is no evidence for an effect. The verdicts of their sweeps rest on all pairs."),
        runs(sides),
        RunCurves.legend(labels),
        RunCurves.over(runs, labels),
        images);
  }

  /** The settings that differ, then the last readings, of two with their difference. */
  public static List<Grid> runs(List<Side> sides) {
    List<String> labels = sides.stream().map(Side::label).toList();
    List<List<Grid.Cell>> settings = new ArrayList<>();
    for (String name : names(sides.stream().map(side -> side.settings().byName().keySet()))) {
      List<String> texts =
          sides.stream().map(s -> s.settings().find(name).map(Setting::text).orElse("–")).toList();
      if (texts.stream().distinct().count() > 1) {
        settings.add(row(name, texts));
      }
    }
    List<List<Grid.Cell>> readings = new ArrayList<>();
    readings.add(
        row("state", sides.stream().map(s -> Written.word(s.run().run().state())).toList()));
    if (sides.size() == 2) {
      readings.get(0).add(Grid.Cell.of(""));
    }
    for (String name : names(sides.stream().map(s -> s.run().run().readings().keySet()))) {
      readings.add(reading(name, sides.stream().map(side -> side.run().run()).toList()));
    }
    List<String> columns = new ArrayList<>(labels);
    if (sides.size() == 2) {
      columns.add("second − first");
    }
    return List.of(
        grid("Settings that differ", "setting", labels, settings),
        grid("Last readings", "metric", columns, readings));
  }

  private static List<Grid.Cell> reading(String metric, List<RunRecord> runs) {
    List<Double> readings = runs.stream().map(run -> run.readings().get(metric)).toList();
    List<String> texts =
        new ArrayList<>(readings.stream().map(r -> r == null ? "–" : written(metric, r)).toList());
    if (runs.size() == 2) {
      boolean both = readings.stream().allMatch(r -> r != null && Double.isFinite(r));
      texts.add(both ? Figures.signed(readings.get(1) - readings.get(0), 4) : "–");
    }
    return row(Words.metric(metric), texts);
  }

  private static String written(String metric, double reading) {
    return Double.isFinite(reading) ? Written.reading(metric, reading) : Double.toString(reading);
  }

  static ComparePage ofSweeps(List<SweepFacts> sweeps, Style style) {
    return new ComparePage(
        style,
        "%s side by side".formatted(Figures.count(sweeps.size(), "sweep")),
        sweeps.stream().anyMatch(SweepFacts::isSimulated),
        List.of(
            "Each verdict rests on the pairs of its own sweep. Between sweeps nothing is paired, so nothing is tested."),
        sweeps(sweeps),
        List.of(),
        List.of(),
        List.of());
  }

  /** What was asked differently, then what each answers. */
  public static List<Grid> sweeps(List<SweepFacts> sweeps) {
    List<String> labels = sweeps.stream().map(facts -> facts.sweep().sweepId()).toList();
    List<Map<String, String>> asked = sweeps.stream().map(ComparePage::asked).toList();
    List<Map<String, String>> answered = sweeps.stream().map(ComparePage::answered).toList();
    return List.of(
        grid("What was asked differently", "what", labels, rows(asked, false)),
        grid("What they answer", "contrast and metric", labels, rows(answered, true)));
  }

  private static List<List<Grid.Cell>> rows(List<Map<String, String>> told, boolean all) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (String name : told.stream().flatMap(t -> t.keySet().stream()).distinct().toList()) {
      List<String> texts = told.stream().map(t -> t.getOrDefault(name, "–")).toList();
      if (all || texts.stream().distinct().count() > 1) {
        rows.add(row(name, texts));
      }
    }
    return rows;
  }

  private static Map<String, String> asked(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("program", sweep.header().program());
    asked.put("method", sweep.header().method());
    asked.put("metric", sweep.header().objective().metric());
    asked.put("seeds", sweep.header().seeds().toString());
    asked.put("margins", sweep.header().margins().toString());
    asked.put("runs", Integer.toString(sweep.total()));
    for (String name : names(sweep.arms().stream().map(arm -> arm.settings().byName().keySet()))) {
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

  private static Map<String, String> answered(SweepFacts facts) {
    Map<String, String> answered = new LinkedHashMap<>();
    facts.contrasts().stream()
        .map(detail -> detail.result())
        .forEach(result -> answered.put(name(result), told(result)));
    Optional<RunFacts> best = facts.best();
    best.ifPresent(
        run ->
            answered.put(
                "best run",
                "%s, seed %s: %s"
                    .formatted(
                        facts.sweep().label(run.run()),
                        run.run().seed(),
                        Written.reading(
                            facts.sweep().header().objective().metric(),
                            run.run()
                                .reading(facts.sweep().header().objective().metric())
                                .orElseThrow()))));
    return answered;
  }

  private static String name(ContrastResult result) {
    return "%s=%s against %s, %s"
        .formatted(
            result.factor(), result.level(), result.baseline(), Words.metric(result.metric()));
  }

  private static String told(ContrastResult result) {
    boolean ratio = result.metric().equals(Metrics.TIME);
    String numbers =
        Double.isFinite(result.meanDifference())
            ? " %s [%s, %s]"
                .formatted(
                    effect(result.meanDifference(), ratio),
                    effect(result.ciLow(), ratio),
                    effect(result.ciHigh(), ratio))
            : "";
    return "%s%s, %s".formatted(result.verdict().text(), numbers, Words.pairs(result.pairs()));
  }

  private static String effect(double effect, boolean ratio) {
    return ratio ? Figures.ratio(effect, 2) : Figures.signed(effect, 4);
  }

  private static SortedSet<String> names(Stream<? extends Iterable<String>> groups) {
    SortedSet<String> names = new TreeSet<>();
    groups.forEach(group -> group.forEach(names::add));
    return names;
  }

  private static List<Grid.Cell> row(String name, List<String> texts) {
    List<Grid.Cell> row = new ArrayList<>(List.of(Grid.Cell.of(name)));
    texts.forEach(text -> row.add(Grid.Cell.of(text)));
    return row;
  }

  private static Grid grid(
      String caption, String first, List<String> columns, List<List<Grid.Cell>> rows) {
    List<Grid.Column> all = new ArrayList<>(List.of(Grid.Column.text(first)));
    columns.forEach(column -> all.add(Grid.Column.number(column)));
    return new Grid(caption, all, rows);
  }
}
