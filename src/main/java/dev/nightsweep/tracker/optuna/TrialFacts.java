package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.ToldTime;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One trial as it is gathered. Times are those of the clock of whoever wrote them, as if that were
 * in UTC, where no time zone is noted: only journals of Optuna 5 do.
 */
final class TrialFacts {
  /** What a trial reports on the way. */
  private static final String INTERMEDIATE = "intermediate_value";

  private static final int MAX_OBJECTIVES = 1000;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final StudyFacts study;
  private final long number;
  private final List<TrackedFact> facts = new ArrayList<>();
  private final Map<Long, Double> reported = new LinkedHashMap<>();
  private final Map<String, String> noted = new LinkedHashMap<>();
  private final Map<Integer, Double> values = new TreeMap<>();
  private String state = "";
  private long ended;

  TrialFacts(StudyFacts study, long number) {
    this.study = study;
    this.number = number;
  }

  /** What it reported on the way. */
  void reported(long step, double value) {
    reported.put(step, value);
  }

  /** What it returned. */
  void returned(int objective, double value) {
    values.put(objective, value);
    if (values.size() > MAX_OBJECTIVES) {
      throw new IllegalArgumentException(
          "a trial has more than %d values".formatted(MAX_OBJECTIVES));
    }
  }

  void started(String time) {
    facts.add(new State(RunState.RUNNING, ToldTime.millis(time)));
  }

  /** By Optuna's word for it. */
  void became(String word) {
    state = word;
  }

  boolean isFinished() {
    return List.of("COMPLETE", "PRUNED", "FAIL").contains(state);
  }

  void ended(String time) {
    ended = ToldTime.millis(time);
  }

  /**
   * A parameter from Optuna's own number for it.
   *
   * @param distribution as JSON, which tells what the number stands for
   */
  void parameter(String name, double number, String distribution) {
    facts.add(
        new Parameter(TrackerLimits.name(name), external(number, tree(distribution)).toString()));
  }

  private static JsonNode external(double number, JsonNode distribution) {
    JsonNode attributes = distribution.path("attributes");
    String kind = distribution.path("name").asText(distribution.path("type").asText());
    JsonNode choices = (attributes.isObject() ? attributes : distribution).path("choices");
    if (choices.isArray()) {
      JsonNode choice = choices.path((int) number);
      if (number != Math.rint(number) || choice.isMissingNode()) {
        throw new IllegalArgumentException("choice %s is none of %s".formatted(number, choices));
      }
      return choice;
    }
    return kind.regionMatches(true, 0, "int", 0, 3)
        ? LongNode.valueOf(Math.round(number))
        : DoubleNode.valueOf(number);
  }

  /** What the script noted of it; what it noted later replaces that. */
  void noted(String name, String json) {
    noted.put("user_attrs." + TrackerLimits.name(name), TrackerLimits.label(json));
  }

  /** The whole trial. One that was cut short is killed, as Optuna does it itself. */
  TrackedRun run() {
    List<TrackedFact> all = new ArrayList<>(study.labels());
    all.add(new Label("number", Long.toString(number)));
    all.addAll(facts);
    reported.forEach(
        (step, value) -> all.add(new Point(INTERMEDIATE, step, value, TrackedFact.NO_TIME)));
    values.forEach((at, value) -> all.add(new Summary(study.metric(at, values.size()), value)));
    noted.forEach((name, json) -> all.add(new Label(name, json)));
    all.add(new Label("state", state));
    RunState end = end();
    if (end != RunState.RUNNING) {
      all.add(new State(end, ended));
    }
    return new TrackedRun(study.name() + "/" + number, List.copyOf(all));
  }

  private RunState end() {
    return switch (state) {
      case "COMPLETE" -> RunState.FINISHED;
      case "PRUNED" -> RunState.KILLED;
      case "FAIL" -> RunState.FAILED;
      default -> RunState.RUNNING;
    };
  }

  static JsonNode tree(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (tree == null) {
        throw new IllegalArgumentException("nothing is no JSON");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
