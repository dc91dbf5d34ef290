package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays what was done, as Optuna does: studies and trials are numbered as they are created, and
 * what comes for a trial that has ended, or is not known, counts for nothing.
 */
final class JournalReplay {
  private static final String[] STATES = {"RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"};

  private final List<Study> studies = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();

  private static final class Study {
    private final String name;
    private JsonNode metrics = TrialFacts.tree("[]");
    private boolean deleted;
    private int trials;

    Study(String name) {
      this.name = name;
    }
  }

  private static final class Trial {
    private final Study study;
    private final TrialFacts facts;
    private final Map<Long, JsonNode> reported = new LinkedHashMap<>();
    private boolean waits;

    Trial(Study study, long number) {
      this.study = study;
      this.facts = new TrialFacts(study.name, number);
    }
  }

  boolean isEmpty() {
    return studies.isEmpty();
  }

  List<TrackedRun> runs() {
    return trials.stream()
        .filter(it -> !it.waits && !it.study.deleted)
        .map(JournalReplay::run)
        .toList();
  }

  private static TrackedRun run(Trial trial) {
    trial.reported.forEach(
        (step, value) ->
            trial.facts.add(
                new Point(TrialFacts.INTERMEDIATE, step, number(value), TrackedFact.NO_TIME)));
    return trial.facts.run();
  }

  /**
   * Does one thing again.
   *
   * @throws IllegalArgumentException if it cannot be made out
   */
  void apply(JsonNode log) {
    int code = log.get("op_code").asInt();
    if (code == 0) {
      create(text(log, "study_name"));
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

  private void create(String name) {
    if (studies.stream().noneMatch(it -> !it.deleted && it.name.equals(name))) {
      studies.add(new Study(name));
    }
  }

  private void applyTo(Study study, int code, JsonNode log) {
    if (code == 1) {
      study.deleted = true;
    } else if (code == 3 && log.path("system_attr").has("study:metric_names")) {
      study.metrics = log.path("system_attr").path("study:metric_names");
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
        .forEach(it -> trial.reported.put(Long.valueOf(it.getKey()), it.getValue()));
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
      case 7 -> trial.reported.put(log.path("step").asLong(), log.path("intermediate_value"));
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
      trial.facts.add(new Summary(metric(trial.study, i, values.size()), number(values.get(i))));
    }
    if (log.path("value").isNumber()) {
      trial.facts.add(new Summary(metric(trial.study, 0, 1), log.path("value").asDouble()));
    }
  }

  private static String metric(Study study, int objective, int of) {
    JsonNode named = study.metrics.path(objective);
    if (named.isTextual()) {
      return TrialFacts.name(named.asText());
    }
    return of > 1 ? "values_" + objective : TrialFacts.VALUE;
  }

  private static void attributes(Trial trial, JsonNode attributes) {
    attributes
        .properties()
        .forEach(it -> trial.facts.userAttribute(it.getKey(), it.getValue().toString()));
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
