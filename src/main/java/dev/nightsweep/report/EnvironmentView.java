package dev.nightsweep.report;

import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the runs were trained. */
final class EnvironmentView {
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

  /** Several facts tell of them, each by other hashes. */
  private static final String PROGRAM = "files of the program";

  private EnvironmentView() {}

  static Optional<Section> section(SweepFacts facts) {
    Map<String, Map<String, Integer>> recorded = recorded(facts.runs());
    List<List<Grid.Cell>> rows = new ArrayList<>();
    recorded.forEach((name, texts) -> rows.add(row(name, texts)));
    Grid table =
        new Grid(
            "What the runs recorded",
            List.of(Grid.Column.text("fact"), Grid.Column.text("recorded")),
            rows);
    return Optional.of(
        Section.plain(
            "environment",
            "Environment",
            rows.isEmpty()
                ? PlainView.said("No run has begun.")
                : PlainView.tables("", List.of(table), "")));
  }

  /** What is not the same for all runs, in words. */
  static List<String> differing(List<RunFacts> runs) {
    return recorded(runs).entrySet().stream()
        .filter(fact -> fact.getValue().size() > 1 && !Environment.OF_DATA.contains(fact.getKey()))
        .map(fact -> ProgramFiles.FACTS.contains(fact.getKey()) ? PROGRAM : title(fact.getKey()))
        .distinct()
        .toList();
  }

  /** By fact, how many runs recorded which text. */
  private static SortedMap<String, Map<String, Integer>> recorded(List<RunFacts> runs) {
    SortedMap<String, Map<String, Integer>> recorded = new TreeMap<>();
    runs.stream()
        .flatMap(run -> run.environment().stream())
        .flatMap(environment -> environment.facts().entrySet().stream())
        .filter(fact -> !fact.getKey().equals(Environment.TRACKED_RUN)) // another one of each run
        .forEach(
            fact ->
                recorded
                    .computeIfAbsent(fact.getKey(), name -> new LinkedHashMap<>())
                    .merge(fact.getValue(), 1, Integer::sum));
    return recorded;
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
