package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.Words;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Point;
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

  static List<Drawing> of(RunFacts facts, String objective) {
    RunCurves curves = new RunCurves(facts);
    List<Drawing> drawn = new ArrayList<>();
    Stream.of(Metrics.VALIDATION_ACCURACY, objective)
        .distinct()
        .filter(metric -> !metric.endsWith("_loss"))
        .forEach(metric -> drawn.addAll(curves.drawing(metric, List.of(metric))));
    drawn.addAll(curves.drawing("loss", List.of(Metrics.TRAINING_LOSS, Metrics.VALIDATION_LOSS)));
    return drawn;
  }

  private List<Drawing> drawing(String name, List<String> metrics) {
    boolean error = name.endsWith("accuracy");
    List<ArmCurve> curves = new ArrayList<>();
    for (String metric : metrics) {
      curve(curves.size(), metric, error ? r -> 1 - r : r -> r).ifPresent(curves::add);
    }
    if (curves.isEmpty()) {
      return List.of();
    }
    String title = error ? Words.metric(name).replace("accuracy", "error") : Words.metric(name);
    boolean log = curves.stream().flatMap(c -> c.spans().stream()).allMatch(s -> s.low() > 0);
    String ends =
        String.join(
            "; ",
            curves.stream()
                .map(c -> "%s %s".formatted(c.label(), Written.reading(name, end(c, error))))
                .toList());
    String caption = "After epoch %s: %s.".formatted(curves.get(0).lastEpoch(), ends);
    CurvesPlot.Panel panel =
        new CurvesPlot.Panel(
            "curve-" + name,
            title + (log ? " (log scale)" : ""),
            "The run's " + title,
            caption,
            error);
    return List.of(new Drawing(CurvesPlot.draw(curves, panel), "", caption));
  }

  private static double end(ArmCurve curve, boolean error) {
    return error ? 1 - curve.last().mean() : curve.last().mean();
  }

  private Optional<ArmCurve> curve(int place, String metric, DoubleUnaryOperator scale) {
    List<ArmCurve.Span> spans =
        facts.curves().getOrDefault(metric, List.of()).stream()
            .filter(point -> Double.isFinite(point.reading()))
            .map(point -> span(point, scale))
            .toList();
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArmCurve(place, Words.metric(metric), spans));
  }

  private static ArmCurve.Span span(Point point, DoubleUnaryOperator scale) {
    double reading = scale.applyAsDouble(point.reading());
    return new ArmCurve.Span(point.epoch(), reading, reading, reading, 1);
  }
}
