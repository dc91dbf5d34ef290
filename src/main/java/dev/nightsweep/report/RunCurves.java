package dev.nightsweep.report;

import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Point;
import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.CurvesPlot;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The curves of one run: the error that is left, and the losses of training and validation. */
final class RunCurves {
  private static final List<String> LOSSES =
      List.of(Metrics.TRAINING_LOSS, Metrics.VALIDATION_LOSS);

  /** What is shown of both: the axis that they share. */
  private static final MetricDefinition LOSS =
      MetricDefinition.ofEpochs("loss", Objective.Goal.MINIMIZE, MetricDefinition.Unit.NATS);

  private final RunFacts facts;
  private final DeclaredMetrics metrics;

  /**
   * @param metrics of the run's program
   */
  RunCurves(RunFacts facts, DeclaredMetrics metrics) {
    this.facts = facts;
    this.metrics = metrics;
  }

  /**
   * @param objective of the run's sweep
   */
  List<Figure> of(String objective) {
    List<Figure> drawn = new ArrayList<>();
    Stream.of(Metrics.VALIDATION_ACCURACY, objective)
        .distinct()
        .filter(metric -> !LOSSES.contains(metric))
        .forEach(metric -> drawing(metrics.get(metric), List.of(metric)).ifPresent(drawn::add));
    drawing(LOSS, LOSSES).ifPresent(drawn::add);
    return drawn;
  }

  /** What the lines of {@link #over} are. */
  static List<CurvesView.Entry> legend(List<String> labels) {
    List<CurvesView.Entry> legend = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      CurveLine curve = new CurveLine(i, labels.get(i), List.of());
      legend.add(new CurvesView.Entry(CurvesPlot.swatch(curve), labels.get(i)));
    }
    return legend;
  }

  /** The curves of several runs laid over each other, a panel for each metric. */
  static List<Figure> over(List<ComparedRun> runs) {
    return Stream.of(Metrics.VALIDATION_ACCURACY, Metrics.TRAINING_LOSS)
        .flatMap(metric -> over(metric, runs).stream())
        .toList();
  }

  private static Optional<Figure> over(String name, List<ComparedRun> runs) {
    MetricDefinition metric = ComparedRun.metric(name, runs);
    List<CurveLine> curves = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      ComparedRun run = runs.get(i);
      new RunCurves(run.run(), run.metrics())
          .curve(i, metric)
          .map(curve -> new CurveLine(curve.place(), run.label(), curve.spans()))
          .ifPresent(curves::add);
    }
    return curves.isEmpty() ? Optional.empty() : Optional.of(panel(metric, curves, false));
  }

  private Optional<Figure> drawing(MetricDefinition panel, List<String> shown) {
    List<CurveLine> curves = new ArrayList<>();
    for (String metric : shown) {
      curve(curves.size(), metrics.get(metric)).ifPresent(curves::add);
    }
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(panel(panel, curves, curves.size() > 1));
  }

  /**
   * One chart.
   *
   * @param told whether its caption tells the lines apart
   */
  private static Figure panel(MetricDefinition metric, List<CurveLine> curves, boolean told) {
    String name = Names.metric(metric.name());
    String title = metric.isFraction() ? Names.error(metric) : name;
    boolean log = CurveScale.isLog(metric, curves);
    String ends =
        curves.stream().map(c -> ending(c, metric, told)).collect(Collectors.joining("; "));
    int last = curves.stream().mapToInt(line -> line.last().epoch()).max().orElse(1);
    String caption = "%s after epoch %s: %s.".formatted(name, last, ends);
    CurvesPlot.Panel panel =
        new CurvesPlot.Panel(
            "curve-" + metric.name(),
            title + CurveScale.suffix(log),
            title,
            caption,
            new CurvesPlot.Scale(log, metric.isFraction()));
    return new Figure(
        CurvesPlot.draw(curves, panel),
        "",
        Character.toUpperCase(caption.charAt(0)) + caption.substring(1));
  }

  /** The colour alone would not tell two lines apart. */
  private static String ending(CurveLine curve, MetricDefinition metric, boolean told) {
    String line = curve.place() == 0 ? " (solid line)" : " (dashed)";
    double end = curve.last().mean();
    return "%s%s %s"
        .formatted(
            curve.label(),
            told ? line : "",
            Labels.reading(metric, metric.isFraction() ? 1 - end : end));
  }

  private Optional<CurveLine> curve(int place, MetricDefinition metric) {
    List<CurveLine.Span> spans =
        facts.curves().getOrDefault(metric.name(), List.of()).stream()
            .filter(point -> Double.isFinite(point.reading()))
            .map(point -> span(point, metric.isFraction()))
            .toList();
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(new CurveLine(place, Names.metric(metric.name()), spans));
  }

  private static CurveLine.Span span(Point point, boolean error) {
    double reading = error ? 1 - point.reading() : point.reading();
    return new CurveLine.Span(point.epoch(), reading, reading, reading, 1);
  }
}
