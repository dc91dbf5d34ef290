package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.UnreadableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replays what was done, as Optuna does: studies and trials are numbered as they are created, and
 * what comes for a trial that has ended, or is not known, counts for nothing.
 */
final class JournalReplay {
  private static final String[] STATES = {"RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"};

  private static final Map<Integer, String> DIRECTIONS = Map.of(1, "minimize", 2, "maximize");

  private final List<Study> studies = new ArrayList<>();

  /** Of those that were not deleted. */
  private final Set<String> names = new HashSet<>();

  private final List<Trial> trials = new ArrayList<>();

  private static final class Study {
    private final StudyFacts facts;
    private boolean deleted;
    private int trials;

    Study(StudyFacts facts) {
      this.facts = facts;
    }
  }

  private static final class Trial {
    private final Study study;
    private final TrialFacts facts;
    private boolean waits;

    Trial(Study study, long number) {
      this.study = study;
      this.facts = new TrialFacts(study.facts, number);
    }
  }

  FoundRuns found(Path file) throws UnreadableRunException {
    List<Trial> kept = trials.stream().filter(it -> !it.study.deleted).toList();
    return TrialRemarks.found(
        file,
        kept.stream().filter(it -> !it.waits).map(it -> it.facts.run()).toList(),
        studies.stream().filter(it -> !it.deleted).map(it -> it.facts).toList(),
        (int) kept.stream().filter(it -> it.waits).count());
  }

  /**
   * Does one thing again.
   *
   * @throws IllegalArgumentException if it cannot be made out
   */
  void apply(JsonNode log) {
    int code = log.get("op_code").asInt();
    if (code == 0) {
      create(text(log, "study_name"), log.path("directions"));
    } else if (code <= 4) {
      known(log, "study_id", studies)
          .filter(study -> !study.deleted)
          .ifPresent(study -> applyTo(study, code, log));
    } else if (code <= 9) {
      known(log, "trial_id", trials)
          .filter(trial -> !trial.facts.isFinished())
          .ifPresent(trial -> applyTo(trial, code, log));
    } else {
      throw new IllegalArgumentException("the op_code %d is not known".formatted(code));
    }
  }

  private void create(String name, JsonNode directions) {
    if (names.add(name)) {
      StudyFacts facts = new StudyFacts(name);
      for (int i = 0; i < directions.size(); i++) {
        facts.direction(i, DIRECTIONS.getOrDefault(directions.get(i).asInt(), ""));
      }
      studies.add(new Study(facts));
    }
  }

  private void applyTo(Study study, int code, JsonNode log) {
    if (code == 1) {
      study.deleted = true;
      names.remove(study.facts.name());
    } else if (code == 3 && log.path("system_attr").has("study:metric_names")) {
      study.facts.metrics(log.path("system_attr").path("study:metric_names"));
    } else if (code == 4) {
      begin(study, log);
    }
  }

  private void begin(Study study, JsonNode log) {
    Trial trial = new Trial(study, study.trials++);
    trials.add(trial);
    trial.facts.started(log.path("datetime_start").asText("").replace("null", ""));
    log.path("params")
        .properties()
        .forEach(
            it ->
                trial.facts.parameter(
                    it.getKey(),
                    number(it.getValue()),
                    log.path("distributions").path(it.getKey()).asText()));
    attributes(trial, log.path("user_attrs"));
    log.path("intermediate_values")
        .properties()
        .forEach(it -> trial.facts.reported(Long.parseLong(it.getKey()), number(it.getValue())));
    become(trial, log, log.path("state").asInt(0));
  }

  private static void applyTo(Trial trial, int code, JsonNode log) {
    switch (code) {
      case 5 ->
          trial.facts.parameter(
              text(log, "param_name"),
              number(log.path("param_value_internal")),
              text(log, "distribution"));
      case 6 -> become(trial, log, log.path("state").asInt(-1));
      case 7 ->
          trial.facts.reported(log.path("step").asLong(), number(log.path("intermediate_value")));
      case 8 -> attributes(trial, log.path("user_attr"));
      default -> {} // what Optuna itself notes
    }
  }

  private static void become(Trial trial, JsonNode log, int state) {
    if (state < 0 || state >= STATES.length) {
      throw new IllegalArgumentException("the state %d is not known".formatted(state));
    }
    if (trial.waits && log.path("datetime_start").isTextual()) {
      trial.facts.started(log.path("datetime_start").asText());
    }
    trial.waits = STATES[state].equals("WAITING");
    trial.facts.became(STATES[state]);
    if (log.path("datetime_complete").isTextual()) {
      trial.facts.ended(log.path("datetime_complete").asText());
    }
    JsonNode values = log.path("values");
    for (int i = 0; i < values.size(); i++) {
      trial.facts.returned(i, number(values.get(i)));
    }
    if (log.path("value").isNumber()) {
      trial.facts.returned(0, log.path("value").asDouble());
    }
  }

  private static void attributes(Trial trial, JsonNode attributes) {
    attributes.properties().forEach(it -> trial.facts.noted(it.getKey(), it.getValue().toString()));
  }

  private static <T> Optional<T> known(JsonNode log, String key, List<T> all) {
    JsonNode id = log.path(key);
    if (!id.isInt()) {
      throw new IllegalArgumentException("it has no " + key);
    }
    boolean there = id.asInt() >= 0 && id.asInt() < all.size();
    return there ? Optional.of(all.get(id.asInt())) : Optional.empty();
  }

  private static String text(JsonNode log, String key) {
    if (!log.path(key).isTextual()) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return log.path(key).asText();
  }

  private static double number(JsonNode node) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException("%s is no number".formatted(node));
    }
    return node.asDouble();
  }
}
