package dev.nightsweep.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An exported sweep in the hands of somebody with a text editor. */
final class EditedSweep {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode file;

  private EditedSweep(ObjectNode file) {
    this.file = file;
  }

  static EditedSweep read(String json) throws IOException {
    return new EditedSweep((ObjectNode) JSON.readTree(json));
  }

  String text() {
    return file.toString();
  }

  /** A run of the comparison. */
  record Run(String id, String arm, long seed) {}

  ObjectNode journal() {
    return (ObjectNode) file.path("journals").get(0);
  }

  /** The last plan. */
  ObjectNode plan() {
    ObjectNode plan = null;
    for (JsonNode entry : journal().path("entries")) {
      plan = entry.has("plan") ? (ObjectNode) entry.get("plan") : plan;
    }
    return plan;
  }

  List<ObjectNode> plans() {
    List<ObjectNode> plans = new ArrayList<>();
    for (JsonNode entry : journal().path("entries")) {
      if (entry.has("plan")) {
        plans.add((ObjectNode) entry.get("plan"));
      }
    }
    return plans;
  }

  /** Those whose arm's label is that; all if it is empty. */
  List<Run> runs(String label) {
    List<Run> runs = new ArrayList<>();
    for (JsonNode run : plan().path("runs")) {
      String arm = "";
      for (JsonNode a : plan().path("arms")) {
        arm =
            a.path("armId").asText().equals(run.path("armId").asText())
                ? a.path("label").asText()
                : arm;
      }
      if (run.path("phase").asText("COMPARISON").equals("COMPARISON")
          && (label.isEmpty() || arm.equals(label))) {
        runs.add(new Run(run.path("runId").asText(), arm, run.path("seed").asLong()));
      }
    }
    runs.sort(Comparator.comparingLong(Run::seed));
    return runs;
  }

  ArrayNode entries(Run run) {
    for (JsonNode part : file.path("journals")) {
      if (part.path("run_id").asText().equals(run.id())) {
        return (ArrayNode) part.get("entries");
      }
    }
    throw new IllegalArgumentException(run.id());
  }

  /** The epochs' entries of those runs. */
  EditedSweep epochs(Predicate<Run> which, BiConsumer<Integer, ObjectNode> change) {
    for (Run run : runs("")) {
      if (which.test(run)) {
        int epoch = 0;
        for (JsonNode entry : entries(run)) {
          if (entry.path("type").asText().equals("EpochFinished")) {
            epoch++;
            change.accept(epoch, (ObjectNode) entry);
          }
        }
      }
    }
    return this;
  }

  /** Their readings. */
  EditedSweep readings(Predicate<Run> which, BiConsumer<Integer, ObjectNode> change) {
    return epochs(which, (epoch, entry) -> change.accept(epoch, (ObjectNode) entry.get("metrics")));
  }

  /** What a run gave at its end, where a net that we trained has its test readings. */
  EditedSweep results(Predicate<Run> which, Consumer<ObjectNode> change) {
    return each(
        which,
        "RunEnded",
        entry -> change.accept((ObjectNode) entry.path("outcome").path("result").path("metrics")));
  }

  EditedSweep facts(Predicate<Run> which, Consumer<ObjectNode> change) {
    return each(
        which,
        "RunStarted",
        entry -> change.accept((ObjectNode) entry.path("environment").path("facts")));
  }

  private EditedSweep each(Predicate<Run> which, String type, Consumer<ObjectNode> change) {
    for (Run run : runs("")) {
      if (which.test(run)) {
        for (JsonNode entry : entries(run)) {
          if (entry.path("type").asText().equals(type)) {
            change.accept((ObjectNode) entry);
          }
        }
      }
    }
    return this;
  }

  /** Entries of the sweep's journal about a run. */
  EditedSweep attempts(Predicate<Run> which, Consumer<ObjectNode> change) {
    for (Run run : runs("")) {
      if (which.test(run)) {
        for (JsonNode entry : journal().path("entries")) {
          if (entry.path("runId").asText().equals(run.id())) {
            change.accept((ObjectNode) entry);
          }
        }
      }
    }
    return this;
  }

  /** Puts a crashed attempt before the run's own. */
  EditedSweep crashed(Predicate<Run> which) {
    for (Run run : runs("")) {
      if (which.test(run)) {
        ArrayNode entries = (ArrayNode) journal().get("entries");
        for (int i = 0; i < entries.size(); i++) {
          JsonNode entry = entries.get(i);
          boolean starts =
              entry.path("type").asText().equals("AttemptStarted")
                  && entry.path("runId").asText().equals(run.id());
          if (starts) {
            ObjectNode end = JSON.createObjectNode();
            end.put("type", "AttemptEnded");
            end.put("runId", run.id());
            end.put("attempt", 1);
            end.put("state", "CRASHED");
            end.put("runState", "PENDING");
            end.put("cause", "the worker was killed");
            end.putArray("logTail");
            end.put("at", entry.path("at").asText());
            ObjectNode again = entry.deepCopy();
            again.put("attempt", 2);
            entries.insert(i + 1, end);
            entries.insert(i + 2, again);
            for (int k = i + 3; k < entries.size(); k++) {
              if (entries.get(k).path("runId").asText().equals(run.id())) {
                ((ObjectNode) entries.get(k)).put("attempt", 2);
              }
            }
            break;
          }
        }
        for (JsonNode entry : entries(run)) {
          ((ObjectNode) entry).put("attempt", 2);
        }
      }
    }
    return this;
  }

  /** Takes a run's journal and all word of it away. */
  EditedSweep forgotten(Predicate<Run> which) {
    for (Run run : runs("")) {
      if (which.test(run)) {
        Iterator<JsonNode> parts = file.path("journals").iterator();
        while (parts.hasNext()) {
          if (parts.next().path("run_id").asText().equals(run.id())) {
            parts.remove();
          }
        }
        for (ObjectNode plan : plans()) {
          Iterator<JsonNode> planned = plan.path("runs").iterator();
          while (planned.hasNext()) {
            if (planned.next().path("runId").asText().equals(run.id())) {
              planned.remove();
            }
          }
        }
        Iterator<JsonNode> entries = journal().path("entries").iterator();
        while (entries.hasNext()) {
          if (entries.next().path("runId").asText().equals(run.id())) {
            entries.remove();
          }
        }
      }
    }
    return this;
  }

  /** Gives one run's epochs and result to another. */
  void copy(Run from, Run to) {
    replace(to, entries(from).deepCopy());
  }

  /** Gives a run other entries, as if they had always been its own. */
  void replace(Run run, ArrayNode entries) {
    entries.forEach(entry -> ((ObjectNode) entry).put("run", run.id()));
    entries(run).removeAll().addAll(entries);
  }

  static String later(String at, long seconds) {
    return Instant.parse(at).plusSeconds(seconds).toString();
  }
}
