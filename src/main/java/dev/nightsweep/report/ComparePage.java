package dev.nightsweep.report;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.Settings;
import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.stream.IntStream;

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
    List<Figure> curves,
    List<Images> images) {

  /** Images that one run alone has right, and what the other saw in them. */
  public record Images(String title, GalleryView gallery) {}

  /** How many runs can be told apart. */
  public static final int MAX_RUNS = CurveLine.MAX_LINES;

  /**
   * One of the runs.
   *
   * @param settings with its seed
   * @param label how it is called
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
        "%s side by side".formatted(Numbers.count(sides.size(), "run")),
        sides.stream().anyMatch(Side::simulated),
        List.of(
            "One run each: a difference between single runs is no evidence for an effect. The"
                + " verdicts of their sweeps rest on all pairs."),
        ComparedRuns.of(sides),
        RunCurves.legend(labels),
        RunCurves.over(runs, labels),
        images);
  }

  static ComparePage ofSweeps(List<SweepAnalysis> sweeps, Style style) {
    return new ComparePage(
        style,
        "%s side by side".formatted(Numbers.count(sweeps.size(), "sweep")),
        sweeps.stream().anyMatch(sweep -> sweep.sweep().header().isSimulated()),
        List.of(
            "Each verdict rests on the pairs of its own sweep. Between sweeps nothing is paired, so"
                + " nothing is tested."),
        ComparedSweeps.of(sweeps),
        List.of(),
        List.of(),
        List.of());
  }

  /** The settings that differ, then the last readings, of two with their difference. */
  public static List<Grid> runs(List<Side> sides) {
    return ComparedRuns.of(sides);
  }

  /** What was asked differently, then what each answers. */
  public static List<Grid> sweeps(List<SweepAnalysis> sweeps) {
    return ComparedSweeps.of(sweeps);
  }
}
