package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of ours that an experiment on an MLflow server has, found by their tags. */
record KeptRuns(MlflowServer server, String experimentId) {
  private static final int PAGE = 200;

  /** Those of a sweep, by our id. */
  Map<String, KeptRun> of(String sweepId) {
    Map<String, KeptRun> kept = new HashMap<>();
    String token = "";
    do {
      JsonNode page = page(RunTags.SWEEP, sweepId, token);
      for (JsonNode run : page.path("runs")) {
        KeptRun one = KeptRun.of(run);
        one.runId().ifPresent(id -> kept.putIfAbsent(id, one));
      }
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());
    return kept;
  }

  /** One by our id, as the server tells of it. */
  Optional<JsonNode> find(String runId) {
    return Optional.ofNullable(page(RunTags.RUN, runId, "").path("runs").get(0));
  }

  /** Ids are letters, digits, hyphens and underscores. */
  private JsonNode page(String tag, String id, String token) {
    Map<String, Object> search = new HashMap<>();
    search.put("experiment_ids", List.of(experimentId));
    search.put("filter", "tags.`%s` = '%s'".formatted(tag, id));
    search.put("run_view_type", "ACTIVE_ONLY");
    search.put("max_results", PAGE);
    if (!token.isEmpty()) {
      search.put("page_token", token);
    }
    return server.post("runs/search", search);
  }
}
