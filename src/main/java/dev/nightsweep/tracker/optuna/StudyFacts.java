package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A study: its name, what its trials return, and which way that is better. */
final class StudyFacts {
  /** What Optuna calls the metric of a study that has not named its own. */
  private static final String VALUE = "value";

  private final String name;
  private final Map<Integer, String> directions = new TreeMap<>();
  private JsonNode metrics = MissingNode.getInstance();

  StudyFacts(String name) {
    this.name = TrackerLimits.name(name);
  }

  String name() {
    return name;
  }

  /** The names that the study gives its objectives, as JSON. */
  void metrics(JsonNode names) {
    metrics = names;
  }

  /**
   * Takes which way an objective is better.
   *
   * @param word {@code maximize} or {@code minimize}; another one tells nothing
   */
  void direction(int objective, String word) {
    if (word.equals("maximize") || word.equals("minimize")) {
      directions.put(objective, word);
    }
  }

  /**
   * Several objectives are numbered, unless the study names them.
   *
   * @param of how many there are
   */
  String metric(int objective, int of) {
    JsonNode named = metrics.path(objective);
    if (named.isTextual()) {
      return TrackerLimits.name(named.asText());
    }
    return of > 1 ? "values_" + objective : VALUE;
  }

  List<TrackedFact> labels() {
    List<TrackedFact> labels = new ArrayList<>(List.of(new Label("study", name)));
    directions.forEach(
        (objective, word) ->
            labels.add(
                new Label(
                    directions.size() == 1
                        ? "direction"
                        : "direction." + metric(objective, directions.size()),
                    word)));
    return labels;
  }

  /** What is to be known of it, if it has several objectives. */
  Optional<String> remark() {
    return directions.size() < 2
        ? Optional.empty()
        : Optional.of(
            "The study “%s” has %d objectives: %s."
                .formatted(
                    name,
                    directions.size(),
                    String.join(
                        ", ",
                        directions.keySet().stream()
                            .map(it -> metric(it, directions.size()))
                            .toList())));
  }
}
