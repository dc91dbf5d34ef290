package dev.nightsweep.report;

import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.SweepMark;
import dev.nightsweep.wording.TrackedText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs, or sweeps, side by side: only the rows that differ. */
public record ComparePage(Style style, String title, SweepMark mark, List<Section> sections) {
  /** How many runs can be told apart. */
  public static final int MAX_RUNS = CurveLine.MAX_LINES;

  /**
   * What differs.
   *
   * @param notes what to bear in mind
   * @param warnings what must be known of one of them
   */
  public record Differences(List<String> notes, List<Notice> warnings, List<Grid> grids) {}

  /** Curves of runs, laid over each other. */
  public record Curves(List<CurvesView.Entry> legend, List<Figure> panels) {}

  /** By run, the images that it alone has right. */
  public record OnlyRight(List<Images> sides) {}

  /** Images that one run alone has right, and what the other saw in them. */
  public record Images(String title, GalleryView gallery) {}

  static ComparePage ofRuns(List<ComparedRun> runs, List<List<WrongImage>> onlyRight, Style style) {
    return new ComparePage(
        style,
        "%s side by side".formatted(Numbers.count(runs.size(), "run")),
        SweepMark.of(runs.stream().map(ComparedRun::sweep).toList()),
        Stream.of(
                Optional.of(
                    differences(
                        "One run each: a difference between single runs is no evidence for an"
                            + " effect. The verdicts of their sweeps rest on all pairs.",
                        taken(runs),
                        RunComparison.of(runs))),
                curves(runs),
                images(runs, onlyRight))
            .flatMap(Optional::stream)
            .toList());
  }

  static ComparePage ofSweeps(List<ComparedSweep> sweeps, Style style) {
    return new ComparePage(
        style,
        "%s side by side".formatted(Numbers.count(sweeps.size(), "sweep")),
        SweepMark.of(sweeps.stream().map(sweep -> sweep.analysis().sweep().header()).toList()),
        List.of(
            differences(
                "Each verdict rests on the pairs of its own sweep. Between sweeps nothing is"
                    + " paired, so nothing is tested.",
                warnings(sweeps),
                SweepComparison.of(sweeps))));
  }

  private static List<Notice> taken(List<ComparedRun> runs) {
    return runs.stream()
        .map(ComparedRun::sweep)
        .distinct()
        .flatMap(
            sweep ->
                TrackedText.notice(sweep).stream()
                    .map(said -> new Notice("warn", sweep.sweepId() + ":", said)))
        .toList();
  }

  private static List<Notice> warnings(List<ComparedSweep> sweeps) {
    return SweepComparison.notes(sweeps).entrySet().stream()
        .flatMap(
            of -> of.getValue().stream().map(said -> new Notice("loud", of.getKey() + ":", said)))
        .toList();
  }

  private static Section differences(String note, List<Notice> warnings, List<Grid> grids) {
    return Section.of(
        "differences",
        "What differs",
        "differences",
        new Differences(List.of(note), warnings, grids));
  }

  private static Optional<Section> curves(List<ComparedRun> runs) {
    List<String> labels = runs.stream().map(ComparedRun::label).toList();
    List<Figure> panels = RunCurves.over(runs);
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                "curves", "Curves", "compared", new Curves(RunCurves.legend(labels), panels)));
  }

  private static Optional<Section> images(
      List<ComparedRun> runs, List<List<WrongImage>> onlyRight) {
    List<Images> sides =
        IntStream.range(0, onlyRight.size())
            .filter(i -> !onlyRight.get(i).isEmpty())
            .mapToObj(
                i ->
                    new Images(
                        "Only %s is right".formatted(runs.get(i).label()),
                        GalleryView.of(onlyRight.get(i))))
            .toList();
    return sides.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                "images",
                "Test images that only one has right",
                "onlyright",
                new OnlyRight(sides)));
  }
}
