package dev.nightsweep.report;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.CurvesPlot;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learning curves, a panel for each metric.
 *
 * @param panels empty if no run completed
 * @param legend one entry an arm, in the order of the plan
 * @param note what is not drawn; may be empty
 * @param table the same numbers
 */
public record CurvesView(List<Figure> panels, List<Entry> legend, String note, Grid table) {
  private static final int MAX_EPOCHS = 12;
  private static final String LINES =
      "Lines are means over the completed runs of an arm, bands reach from the lowest to the highest"
          + " seed.";

  /** So many charts at most; the explorer has the others. */
  private static final int MAX_PANELS = 6;

  /**
   * An arm in the legend.
   *
   * @param swatch finished SVG
   */
  public record Entry(String swatch, String label) {}

  /** What a panel shows: one metric, a fraction as the error that is left. */
  private record Subject(MetricDefinition definition) {
    String metric() {
      return definition.name();
    }

    String name() {
      return error() ? Names.error(definition) : Names.metric(definition.name());
    }

    boolean error() {
      return definition.isFraction();
    }

    DoubleUnaryOperator scale() {
      return error() ? reading -> 1 - reading : reading -> reading;
    }
  }

  static Optional<Section> section(SweepFacts facts) {
    return Optional.of(Section.of("curves", "Learning curves", "curves", of(facts)));
  }

  private static CurvesView of(SweepFacts facts) {
    List<Subject> subjects = metrics(facts).stream().map(facts::metric).map(Subject::new).toList();
    List<Figure> panels = new ArrayList<>();
    List<List<Grid.Cell>> rows = new ArrayList<>();
    List<CurveLine> named = new ArrayList<>();
    for (Subject subject : subjects) {
      List<CurveLine> all = curves(facts, subject);
      List<CurveLine> curves =
          all.stream().filter(curve -> curve.place() < CurveLine.MAX_LINES).toList();
      curves.forEach(curve -> rows.addAll(rows(subject, curve)));
      if (!curves.isEmpty()) {
        panels.add(panel(subject, curves));
        curves.stream()
            .filter(c -> named.stream().noneMatch(n -> n.place() == c.place()))
            .forEach(named::add);
      }
    }
    boolean errors = subjects.stream().anyMatch(Subject::error);
    return new CurvesView(panels, legend(named), note(facts, errors), table(rows));
  }

  /** What is drawn, as far as any run has read it. */
  public static List<String> metrics(SweepFacts facts) {
    String objective = facts.sweep().header().objective().metric();
    Stream<String> usual = Stream.of(objective, Metrics.VALIDATION_ACCURACY, Metrics.TRAINING_LOSS);
    boolean isOurs = facts.sweep().header().program() instanceof ProgramRef.BuiltIn;
    return Stream.concat(usual, isOurs ? Stream.empty() : reported(facts))
        .distinct()
        .limit(MAX_PANELS)
        .toList();
  }

  /** What somebody's own program reads after every epoch. */
  private static Stream<String> reported(SweepFacts facts) {
    return facts.runs().stream()
        .flatMap(run -> run.curves().keySet().stream())
        .distinct()
        .map(facts::metric)
        .filter(metric -> RunMetrics.isOfEpochs(metric) && metric.isReproducible())
        .map(MetricDefinition::name)
        .sorted();
  }

  private static List<Entry> legend(List<CurveLine> curves) {
    return curves.stream().map(c -> new Entry(CurvesPlot.swatch(c), c.label())).toList();
  }

  private static String note(SweepFacts facts, boolean errors) {
    int arms = facts.sweep().arms().size();
    boolean search = facts.sweep().header().isSearch();
    return LINES
        + (errors ? " An error is one minus the accuracy." : "")
        + (arms > CurveLine.MAX_LINES
            ? " Drawn are the %s of %s; the query below gives them all."
                .formatted(
                    (search ? "best " : "first ") + CurveLine.MAX_LINES,
                    Numbers.count(arms, search ? "trial" : "arm"))
            : "");
  }

  private static Figure panel(Subject subject, List<CurveLine> curves) {
    int last = curves.stream().mapToInt(line -> line.last().epoch()).max().orElse(1);
    String ends =
        curves.stream()
            .filter(curve -> curve.last().epoch() == last)
            .map(curve -> "%s for %s".formatted(read(subject, curve.last().mean()), name(curve)))
            .collect(Collectors.joining("; "));
    String finding =
        "%s after epoch %s, mean over seeds: %s."
            .formatted(
                Character.toUpperCase(subject.name().charAt(0)) + subject.name().substring(1),
                last,
                ends);
    String title = "Learning curves of the %s, an arm a line".formatted(subject.name());
    String id = "curve-" + subject.metric();
    boolean log = CurveScale.isLog(subject.definition(), curves);
    return new Figure(
        CurvesPlot.draw(
            curves,
            new CurvesPlot.Panel(
                id,
                subject.name() + CurveScale.suffix(log),
                title,
                finding,
                new CurvesPlot.Scale(log, subject.error()))),
        "",
        finding);
  }

  /** A trial's number; its settings stand in the legend. */
  private static String name(CurveLine curve) {
    return curve.label().replaceFirst(": .*", "");
  }

  private static String read(Subject subject, double reading) {
    return subject.error() ? Numbers.plain(100 * reading, 2) + " %" : Numbers.plain(reading, 4);
  }

  private static List<CurveLine> curves(SweepFacts facts, Subject subject) {
    List<CurveLine> curves = new ArrayList<>();
    Map<String, List<RunFacts>> runs = facts.runsByArm();
    int place = 0;
    for (Arm arm : inOrder(facts)) {
      List<CurveLine.Span> spans = spans(runs.getOrDefault(arm.armId(), List.of()), subject);
      if (!spans.isEmpty()) {
        curves.add(new CurveLine(place, LearningView.label(facts, arm), spans));
      }
      place++;
    }
    return curves;
  }

  /** As planned; trials the best first, whatever the winner read when it was trained again. */
  private static List<Arm> inOrder(SweepFacts facts) {
    List<Arm> arms = facts.sweep().arms();
    if (!facts.sweep().header().isSearch()) {
      return arms;
    }
    Objective objective = facts.sweep().header().objective();
    Map<String, Double> gains = new HashMap<>();
    for (RunRecord run : facts.runs().stream().map(RunFacts::run).toList()) {
      if (run.phase() == PlannedRun.Phase.COMPARISON) {
        run.reading(objective.metric())
            .ifPresent(reading -> gains.put(run.armId(), objective.gain(reading)));
      }
    }
    Comparator<Arm> byGain =
        Comparator.comparingDouble(
            arm -> gains.getOrDefault(arm.armId(), Double.NEGATIVE_INFINITY));
    return arms.stream().sorted(byGain.reversed()).toList();
  }

  private static List<CurveLine.Span> spans(List<RunFacts> runs, Subject subject) {
    Map<Integer, List<Double>> byEpoch = new TreeMap<>();
    runs.stream()
        .filter(facts -> facts.run().state() == RunState.COMPLETED)
        .filter(facts -> facts.run().phase() == PlannedRun.Phase.COMPARISON)
        .flatMap(facts -> facts.curves().getOrDefault(subject.metric(), List.of()).stream())
        .filter(point -> Double.isFinite(point.reading()))
        .forEach(point -> add(byEpoch, point, subject.scale()));
    return byEpoch.entrySet().stream().map(e -> span(e.getKey(), e.getValue())).toList();
  }

  private static void add(
      Map<Integer, List<Double>> byEpoch, Point point, DoubleUnaryOperator scale) {
    byEpoch
        .computeIfAbsent(point.epoch(), epoch -> new ArrayList<>())
        .add(scale.applyAsDouble(point.reading()));
  }

  private static CurveLine.Span span(int epoch, List<Double> readings) {
    double low = readings.stream().mapToDouble(r -> r).min().orElseThrow();
    double high = readings.stream().mapToDouble(r -> r).max().orElseThrow();
    double mean = readings.stream().mapToDouble(r -> r).average().orElseThrow();
    return new CurveLine.Span(epoch, low, mean, high, readings.size());
  }

  private static Grid table(List<List<Grid.Cell>> rows) {
    return new Grid(
        "Learning curves as numbers; of many epochs only some, among them the last",
        List.of(
            Grid.Column.text("arm"),
            Grid.Column.text("metric"),
            Grid.Column.number("epoch"),
            Grid.Column.number("lowest"),
            Grid.Column.number("mean"),
            Grid.Column.number("highest"),
            Grid.Column.number("seeds")),
        rows);
  }

  /** Evenly chosen, the last among them: the page is to be read, the query gives them all. */
  private static List<CurveLine.Span> told(List<CurveLine.Span> spans) {
    int step = (spans.size() + MAX_EPOCHS - 1) / MAX_EPOCHS;
    int last = spans.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> (last - i) % step == 0)
        .mapToObj(spans::get)
        .toList();
  }

  private static List<List<Grid.Cell>> rows(Subject subject, CurveLine curve) {
    return told(curve.spans()).stream()
        .map(
            span ->
                Stream.of(
                        curve.label(),
                        subject.name(),
                        Integer.toString(span.epoch()),
                        read(subject, span.low()),
                        read(subject, span.mean()),
                        read(subject, span.high()),
                        Integer.toString(span.count()))
                    .map(Grid.Cell::of)
                    .toList())
        .toList();
  }
}
