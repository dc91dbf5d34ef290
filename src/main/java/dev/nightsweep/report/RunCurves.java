package dev.nightsweep.report;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.CurvesPlot;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** The curves of one run: the error that is left, and the losses of training and validation. */
final class RunCurves {
  private final RunFacts facts;

  private RunCurves(RunFacts facts) {
    this.facts = facts;
  }

  static List<Figure> of(RunFacts facts, String objective) {
    RunCurves curves = new RunCurves(facts);
    List<Figure> drawn = new ArrayList<>();
    Stream.of(Metrics.VALIDATION_ACCURACY, objective)
        .distinct()
        .filter(metric -> !metric.endsWith("_loss"))
        .forEach(metric -> drawn.addAll(curves.drawing(metric, List.of(metric))));
    drawn.addAll(curves.drawing("loss", List.of(Metrics.TRAINING_LOSS, Metrics.VALIDATION_LOSS)));
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
  static List<Figure> over(List<RunFacts> runs, List<String> labels) {
    return Stream.of(Metrics.VALIDATION_ACCURACY, Metrics.TRAINING_LOSS)
        .flatMap(metric -> over(metric, runs, labels).stream())
        .toList();
  }

  private static Optional<Figure> over(String metric, List<RunFacts> runs, List<String> labels) {
    boolean error = metric.endsWith("accuracy");
    List<CurveLine> curves = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      String label = labels.get(i);
      new RunCurves(runs.get(i))
          .curve(i, metric, error ? r -> 1 - r : r -> r)
          .map(curve -> new CurveLine(curve.place(), label, curve.spans()))
          .ifPresent(curves::add);
    }
    return curves.isEmpty() ? Optional.empty() : Optional.of(panel(metric, curves, error));
  }

  private List<Figure> drawing(String name, List<String> metrics) {
    boolean error = name.endsWith("accuracy");
    List<CurveLine> curves = new ArrayList<>();
    for (String metric : metrics) {
      curve(curves.size(), metric, error ? r -> 1 - r : r -> r).ifPresent(curves::add);
    }
    if (curves.isEmpty()) {
      return List.of();
    }
    return List.of(panel(name, curves, error));
  }

  private static Figure panel(String name, List<CurveLine> curves, boolean error) {
    String title = error ? Names.metric(name).replace("accuracy", "error") : Names.metric(name);
    boolean log = curves.stream().flatMap(c -> c.spans().stream()).allMatch(s -> s.low() > 0);
    String ends =
        String.join(
            "; ",
            curves.stream()
                .map(c -> ending(c, name, error, name.equals("loss") && curves.size() > 1))
                .toList());
    int last = curves.stream().mapToInt(line -> line.last().epoch()).max().orElse(1);
    String caption = "%s after epoch %s: %s.".formatted(Names.metric(name), last, ends);
    CurvesPlot.Panel panel =
        new CurvesPlot.Panel(
            "curve-" + name, title + (log ? " (log scale)" : ""), title, caption, error);
    return new Figure(
        CurvesPlot.draw(curves, panel),
        "",
        Character.toUpperCase(caption.charAt(0)) + caption.substring(1));
  }

  /** The colour alone would not tell two lines apart. */
  private static String ending(CurveLine curve, String name, boolean error, boolean told) {
    String line = curve.place() == 0 ? " (solid line)" : " (dashed)";
    return "%s%s %s"
        .formatted(curve.label(), told ? line : "", Labels.reading(name, end(curve, error)));
  }

  private static double end(CurveLine curve, boolean error) {
    return error ? 1 - curve.last().mean() : curve.last().mean();
  }

  private Optional<CurveLine> curve(int place, String metric, DoubleUnaryOperator scale) {
    List<CurveLine.Span> spans =
        facts.curves().getOrDefault(metric, List.of()).stream()
            .filter(point -> Double.isFinite(point.reading()))
            .map(point -> span(point, scale))
            .toList();
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(new CurveLine(place, Names.metric(metric), spans));
  }

  private static CurveLine.Span span(Point point, DoubleUnaryOperator scale) {
    double reading = scale.applyAsDouble(point.reading());
    return new CurveLine.Span(point.epoch(), reading, reading, reading, 1);
  }
}
