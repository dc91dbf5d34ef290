package dev.nightsweep.report;

import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.StoppingText;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was asked before the first run.
 *
 * @param facts name and text
 * @param title of the spec
 * @param spec the spec, unchanged; empty if it is not at hand
 * @param net what the net file held, if a net file was trained
 * @param model the nets that were trained
 */
public record ExperimentView(
    Map<String, String> facts,
    Grid factors,
    String title,
    String spec,
    Optional<String> net,
    ModelView model) {

  static Optional<Section> section(SweepFacts facts) {
    return Optional.of(Section.of("asked", "What was asked", "asked", of(facts)));
  }

  private static ExperimentView of(SweepFacts facts) {
    SweepHeader header = facts.sweep().header();
    Map<String, String> told = new LinkedHashMap<>();
    told.put("program", TrackedText.program(header.program()));
    told.put("method", header.method().text());
    told.put("early stopping", StoppingText.of(header));
    told.put(
        "judged by",
        "%s, %s"
            .formatted(
                Names.metric(header.objective().metric()), Labels.word(header.objective().goal())));
    told.put("seeds", seeds(header.seeds()));
    told.put("margins", margins(header.margins()));
    told.put("never learned", LearningView.rule(facts));
    told.put(
        "contrasts",
        header.contrasts().stream().map(c -> c.title()).collect(Collectors.joining("; ")));
    told.put(
        "searched",
        header.searched().stream()
            .map(s -> "%s: %s".formatted(s.name(), s.text()))
            .collect(Collectors.joining("; ")));
    told.put("arms", Integer.toString(facts.sweep().arms().size()));
    told.put(
        header.isTracked() ? "asked and taken in" : "planned",
        Labels.time(Optional.of(header.createdAt())));
    told.put("SHA-256 of the spec", header.specHash());
    told.values().removeIf(String::isEmpty);
    return new ExperimentView(
        told,
        factors(header.factors()),
        header.isTracked() ? "What that is as a spec" : "The spec, " + header.specFile(),
        facts.specText(),
        header.program().net(),
        ModelView.of(facts));
  }

  private static String seeds(List<Long> seeds) {
    String list = seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    boolean run =
        seeds.size() > 3 && seeds.get(seeds.size() - 1) - seeds.get(0) == seeds.size() - 1;
    return run
        ? "%s: %s to %s".formatted(seeds.size(), seeds.get(0), seeds.get(seeds.size() - 1))
        : "%s: %s".formatted(seeds.size(), list);
  }

  private static String margins(Map<String, Double> margins) {
    return margins.entrySet().stream()
        .map(e -> "%s %s".formatted(Names.metric(e.getKey()), margin(e.getKey(), e.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String margin(String metric, double margin) {
    String text = "±" + Numbers.plain(margin, Numbers.decimals(margin));
    return metric.equals(Metrics.TIME)
        ? "%s in logarithms, a factor of %s".formatted(text, Numbers.plain(Math.exp(margin), 3))
        : text;
  }

  private static Grid factors(List<Factor> factors) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (Factor factor : factors) {
      String levels = factor.levels().stream().map(Setting::text).collect(Collectors.joining(", "));
      rows.add(
          List.of(
              Grid.Cell.of(factor.name()),
              Grid.Cell.of(levels),
              Grid.Cell.of(factor.baseline().text())));
    }
    List<Grid.Column> columns =
        List.of(
            Grid.Column.text("factor"), Grid.Column.text("levels"), Grid.Column.text("baseline"));
    return new Grid("Factors", columns, rows);
  }
}
