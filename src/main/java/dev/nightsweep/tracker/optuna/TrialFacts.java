package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;

/**
 * One trial as it is gathered. Times are those of the clock of whoever wrote them, as if that were
 * in UTC, where no time zone is noted: only journals of Optuna 5 do.
 */
final class TrialFacts {
  /** What Optuna calls the metric of a study that has not named its own. */
  static final String VALUE = "value";

  /** What a trial reports on the way. */
  static final String INTERMEDIATE = "intermediate_value";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final int MAX_LABEL = 1000;

  private final String id;
  private final List<TrackedFact> facts = new ArrayList<>();
  private String state = "";
  private long ended;

  TrialFacts(String study, long number) {
    this.id = study + "/" + number;
    facts.add(new Label("study", name(study)));
    facts.add(new Label("number", Long.toString(number)));
  }

  void add(TrackedFact fact) {
    facts.add(fact);
  }

  void started(String time) {
    facts.add(new State(RunState.RUNNING, millis(time)));
  }

  /** By Optuna's word for it. */
  void became(String word) {
    state = word;
  }

  boolean isFinished() {
    return List.of("COMPLETE", "PRUNED", "FAIL").contains(state);
  }

  void ended(String time) {
    ended = millis(time);
  }

  /**
   * A parameter from Optuna's own number for it.
   *
   * @param distribution as JSON, which tells what the number stands for
   */
  void parameter(String name, double number, String distribution) {
    facts.add(new Parameter(name(name), external(number, tree(distribution)).toString()));
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

  /** What the script noted of it. */
  void userAttribute(String name, String json) {
    String text = json.length() <= MAX_LABEL ? json : json.substring(0, MAX_LABEL);
    facts.add(new Label("user." + name(name), text));
  }

  /** The whole trial. One that was cut short is killed, as Optuna does it itself. */
  TrackedRun run() {
    RunState end =
        switch (state) {
          case "COMPLETE" -> RunState.FINISHED;
          case "PRUNED" -> RunState.KILLED;
          case "FAIL" -> RunState.FAILED;
          default -> RunState.RUNNING;
        };
    facts.add(new Label("state", state));
    if (end != RunState.RUNNING) {
      facts.add(new State(end, ended));
    }
    return new TrackedRun(id, List.copyOf(facts));
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

  static String name(String name) {
    if (name.isEmpty() || name.length() > TrackerLimits.MAX_NAME) {
      throw new IllegalArgumentException("a name has %d characters".formatted(name.length()));
    }
    return name;
  }

  private static long millis(String time) {
    if (time.isEmpty()) {
      return TrackedFact.NO_TIME;
    }
    try {
      TemporalAccessor told =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              time.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      return told instanceof OffsetDateTime zoned
          ? zoned.toInstant().toEpochMilli()
          : LocalDateTime.from(told).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("“%s” is no time".formatted(time), e);
    }
  }
}
