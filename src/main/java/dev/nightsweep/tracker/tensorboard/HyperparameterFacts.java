package dev.nightsweep.tracker.tensorboard;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightsweep.tracker.ProtobufFields;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import java.util.ArrayList;
import java.util.List;

/** What the plugin for hyperparameters keeps: the parameters of a run, when it began and ended. */
final class HyperparameterFacts {
  private static final int SESSION_START = 3;
  private static final int SESSION_END = 4;

  /** Fields of a session's start. */
  private static final class StartField {
    private static final int PARAMETERS = 1;
    private static final int GROUP = 4;
    private static final int SECONDS = 5;
  }

  /** Fields of a session's end. */
  private static final class EndField {
    private static final int STATUS = 1;
    private static final int SECONDS = 2;
  }

  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private HyperparameterFacts() {}

  static List<TrackedFact> of(ProtobufFields fields) {
    List<TrackedFact> facts = new ArrayList<>();
    while (fields.next()) {
      if (fields.number() == SESSION_START) {
        start(fields.message(), facts);
      } else if (fields.number() == SESSION_END) {
        facts.add(end(fields.message()));
      }
    }
    return facts;
  }

  private static void start(ProtobufFields fields, List<TrackedFact> facts) {
    while (fields.next()) {
      switch (fields.number()) {
        case StartField.PARAMETERS -> facts.add(parameter(fields.message()));
        case StartField.GROUP -> facts.add(new TrackedFact.Label("group", fields.text()));
        case StartField.SECONDS ->
            facts.add(new TrackedFact.State(RunState.RUNNING, millis(fields.real())));
        default -> {} // addresses
      }
    }
  }

  private static TrackedFact end(ProtobufFields fields) {
    long status = 0;
    double seconds = 0;
    while (fields.next()) {
      if (fields.number() == EndField.STATUS) {
        status = fields.integer();
      } else if (fields.number() == EndField.SECONDS) {
        seconds = fields.real();
      }
    }
    RunState state =
        status == SUCCESS
            ? RunState.FINISHED
            : status == FAILURE ? RunState.FAILED : RunState.RUNNING;
    return new TrackedFact.State(state, millis(seconds));
  }

  private static long millis(double seconds) {
    return Math.round(seconds * 1000);
  }

  /** An entry of the map of parameters: its key, and a value of JSON's kinds. */
  private static TrackedFact parameter(ProtobufFields entry) {
    String name = "";
    String json = NullNode.instance.toString();
    while (entry.next()) {
      if (entry.number() == 1) {
        name = entry.text();
      } else if (entry.number() == 2) {
        json = json(entry.message());
      }
    }
    if (name.length() > TrackerLimits.MAX_NAME) {
      throw new IllegalArgumentException(
          "the name of a parameter of %d characters".formatted(name.length()));
    }
    return new TrackedFact.Parameter(name, json);
  }

  private static String json(ProtobufFields value) {
    String json = NullNode.instance.toString();
    while (value.next()) {
      json =
          switch (value.number()) {
            case 2 -> number(value.real());
            case 3 -> new TextNode(value.text()).toString();
            case 4 -> BooleanNode.valueOf(value.integer() != 0).toString();
            default -> json;
          };
    }
    return json;
  }

  /** All numbers are doubles there; JSON knows no infinity. */
  private static String number(double number) {
    if (!Double.isFinite(number)) {
      return new TextNode(Double.toString(number)).toString();
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : new DoubleNode(number).toString();
  }
}
