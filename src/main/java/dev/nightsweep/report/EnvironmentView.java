package dev.nightsweep.report;

import dev.nightsweep.model.Environment;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the runs were trained.
 *
 * @param facts in alphabetical order, empty if no run began
 * @param names the names of the facts that are not the same for all runs
 */
public record EnvironmentView(Grid facts, List<String> names) {
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("jdk", "JDK"),
          Map.entry("os", "operating system"),
          Map.entry("cpu", "CPU"),
          Map.entry("dl4j", "DL4J"),
          Map.entry("classifier", "native library"),
          Map.entry("onednn_convolution", "oneDNN"),
          Map.entry("threads", "threads a worker"),
          Map.entry("git_commit", "git commit"),
          Map.entry("git_dirty", "uncommitted changes"),
          Map.entry("dataset", "data set"),
          Map.entry("dataset_fingerprint", "data set, fingerprint"),
          Map.entry("dataset_source", "data set, source"));

  static EnvironmentView of(List<RunFacts> runs) {
    List<Environment> environments =
        runs.stream().flatMap(run -> run.environment().stream()).toList();
    Map<String, Map<String, Integer>> facts = new TreeMap<>();
    for (Environment environment : environments) {
      environment
          .facts()
          .forEach(
              (name, text) ->
                  facts
                      .computeIfAbsent(name, n -> new LinkedHashMap<>())
                      .merge(text, 1, Integer::sum));
    }
    List<List<Grid.Cell>> rows = new ArrayList<>();
    facts.forEach((name, texts) -> rows.add(row(name, texts)));
    List<String> differing =
        facts.keySet().stream().filter(name -> facts.get(name).size() > 1).toList();
    return new EnvironmentView(
        new Grid(
            "What the runs recorded",
            List.of(Grid.Column.text("fact"), Grid.Column.text("recorded")),
            rows),
        differing);
  }

  /** A warning when runs of one sweep were not trained alike. */
  Optional<AnswerView.Notice> differing() {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String which = names.stream().map(EnvironmentView::title).collect(Collectors.joining(", "));
    return Optional.of(
        new AnswerView.Notice(
            "warn", "Not trained alike.", "Runs of this sweep differ in " + which + "."));
  }

  private static List<Grid.Cell> row(String name, Map<String, Integer> texts) {
    if (texts.size() == 1) {
      String only = texts.keySet().iterator().next();
      return List.of(Grid.Cell.of(title(name)), Grid.Cell.styled(only, "mono"));
    }
    String all =
        texts.entrySet().stream()
            .map(e -> "%s (%s)".formatted(e.getKey(), Numbers.count(e.getValue(), "run")))
            .collect(Collectors.joining("; "));
    return List.of(Grid.Cell.of(title(name)), Grid.Cell.styled("differs: " + all, "mono bad"));
  }

  private static String title(String name) {
    return TITLES.getOrDefault(name, name.replace('_', ' '));
  }
}
