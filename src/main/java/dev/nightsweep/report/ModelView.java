package dev.nightsweep.report;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nets that were trained, each architecture once.
 *
 * @param nets in the order of their first arms; empty if no run told of its net
 */
public record ModelView(List<Net> nets) {
  /** More arms than that are counted, not named. */
  private static final int MAX_NAMES = 6;

  /**
   * One architecture.
   *
   * @param title whose it is
   * @param reference what it departs from
   * @param departures a sentence each, with the arms it holds for if not for all
   */
  public record Net(String title, Grid layers, String reference, List<String> departures) {}

  static ModelView of(SweepFacts facts) {
    String reference = facts.program().reference();
    Map<List<ModelCard.Layer>, Map<String, ModelCard>> byLayers = new LinkedHashMap<>();
    Map<String, List<RunFacts>> runs = facts.runsByArm();
    for (Arm arm : facts.sweep().arms()) {
      runs.getOrDefault(arm.armId(), List.of()).stream()
          .flatMap(run -> run.model().stream())
          .distinct()
          .forEach(
              card ->
                  byLayers
                      .computeIfAbsent(card.layers(), layers -> new LinkedHashMap<>())
                      .put(arm.label(), card));
    }
    return new ModelView(byLayers.values().stream().map(byArm -> net(byArm, reference)).toList());
  }

  /** The net of one run. */
  static ModelView of(RunFacts run, String label, String reference) {
    return new ModelView(
        run.model().map(card -> net(Map.of(label, card), reference)).stream().toList());
  }

  private static Net net(Map<String, ModelCard> byArm, String reference) {
    ModelCard card = byArm.values().iterator().next();
    String title =
        "Model of %s: %s, %s"
            .formatted(
                named(byArm.keySet()),
                Numbers.count(card.layers().size(), "layer"),
                Numbers.count(card.parameters(), "parameter", "parameters"));
    return new Net(title, layers(card), reference, departures(byArm));
  }

  private static String named(Set<String> arms) {
    return arms.size() > MAX_NAMES
        ? Numbers.count(arms.size(), "arm")
        : (arms.size() == 1 ? "arm " : "arms ") + String.join(", ", arms);
  }

  private static List<String> departures(Map<String, ModelCard> byArm) {
    Map<String, Set<String>> holders = new LinkedHashMap<>();
    byArm.forEach(
        (arm, card) ->
            card.departures()
                .forEach(
                    sentence ->
                        holders.computeIfAbsent(sentence, s -> new LinkedHashSet<>()).add(arm)));
    return holders.entrySet().stream()
        .map(
            e ->
                e.getValue().size() == byArm.size()
                    ? e.getKey()
                    : "%s (%s)".formatted(e.getKey(), named(e.getValue())))
        .toList();
  }

  private static Grid layers(ModelCard card) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    card.layers().forEach(layer -> rows.add(row(layer)));
    rows.add(
        Grid.row(
            "in all",
            "",
            "",
            Numbers.grouped(card.parameters()),
            Numbers.grouped(card.multiplyAdds()),
            ""));
    return new Grid(
        "Layers, and what one image's forward pass takes",
        List.of(
            Grid.Column.text("layer"),
            Grid.Column.text("kind"),
            Grid.Column.number("output"),
            Grid.Column.number("parameters"),
            Grid.Column.number("multiply-adds"),
            Grid.Column.text("oneDNN")),
        rows);
  }

  private static List<Grid.Cell> row(ModelCard.Layer layer) {
    return Grid.row(
        layer.name(),
        layer.kind(),
        layer.shape(),
        Numbers.grouped(layer.parameters()),
        Numbers.grouped(layer.multiplyAdds()),
        layer.oneDnn() ? "yes" : "no");
  }
}
