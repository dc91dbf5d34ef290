package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings runs to one experiment on an MLflow server, each to its end before the next. */
final class RunSending {
  private final MlflowServer server;
  private final KeptRuns there;
  private final Set<String> remarks = new LinkedHashSet<>();

  RunSending(MlflowServer server, KeptRuns there) {
    this.server = server;
    this.there = there;
  }

  /** What could not be done as it should, a sentence each. */
  Set<String> remarks() {
    return remarks;
  }

  void create(SentRun run) {
    List<Map<String, String>> tags =
        run.tags().entrySet().stream()
            .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
            .toList();
    Map<String, Object> asked = new HashMap<>();
    asked.put("experiment_id", there.experimentId());
    asked.put("run_name", run.name());
    asked.put("tags", tags);
    if (run.started() > 0) {
      asked.put("start_time", run.started());
    }
    JsonNode made =
        server.create("runs/create", asked, () -> there.find(run.runId()).map(RunSending::answer));
    complete(KeptRun.of(made.path("run")), run, run.points());
  }

  private static JsonNode answer(JsonNode run) {
    return JsonNodeFactory.instance.objectNode().set("run", run);
  }

  /** Readings cannot be taken back there: a run that has others is deleted, and made anew. */
  void update(KeptRun kept, SentRun run) {
    if (kept.hasReadingsOf(run)) {
      complete(kept, run, List.of());
      return;
    }
    Optional<List<SentPoint>> missing = new RunHistory(server, kept.mlflowId()).missing(run);
    if (missing.isPresent()) {
      complete(kept, run, missing.get());
      return;
    }
    server.post("runs/delete", Map.of("run_id", kept.mlflowId()));
    remarks.add(
        "Run %s reads otherwise than when it was sent before: the old one is deleted there, and can be restored."
            .formatted(run.runId()));
    create(run);
  }

  /** The mark that all is there comes last. */
  private void complete(KeptRun kept, SentRun run, List<SentPoint> missing) {
    RunBatches batches = new RunBatches(server, kept.mlflowId());
    if (!kept.hasReadingsOf(run)) {
      if (batches.params(run.params())) {
        remarks.add(
            "The server takes %d characters of a parameter: longer ones are cut there."
                .formatted(RunBatches.MAX_OLD_PARAMETER));
      }
      batches.points(missing);
    }
    batches.tags(run.tags());
    for (String old : kept.tags().keySet()) {
      if (!run.tags().containsKey(old) && !old.equals(RunTags.READINGS)) {
        server.post("runs/delete-tag", Map.of("run_id", kept.mlflowId(), "key", old));
      }
    }
    server.post("runs/update", end(kept, run));
    batches.tags(Map.of(RunTags.READINGS, run.digest()));
  }

  private static Map<String, Object> end(KeptRun kept, SentRun run) {
    Map<String, Object> end = new HashMap<>();
    end.put("run_id", kept.mlflowId());
    end.put("status", run.status());
    run.ended().ifPresent(at -> end.put("end_time", at));
    return end;
  }
}
