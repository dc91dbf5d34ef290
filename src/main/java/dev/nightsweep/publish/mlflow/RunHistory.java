package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The readings that an MLflow server has of a run, of which not all may have come. */
record RunHistory(MlflowServer server, String mlflowId) {
  private static final int PAGE = 25_000;

  /** By what a reading there is found. */
  private record Place(String key, int step) {}

  /**
   * Those of the run that it does not have; empty if it has any that are not the run's, which
   * nothing can take away.
   */
  Optional<List<SentPoint>> missing(SentRun run) {
    Map<Place, SentPoint> missing = new HashMap<>();
    run.points().forEach(point -> missing.put(new Place(point.key(), point.step()), point));
    JsonNode kept = server.get("runs/get", Map.of("run_id", mlflowId));
    for (JsonNode metric : kept.path("run").path("data").path("metrics")) {
      for (JsonNode there : history(metric.path("key").asText())) {
        Place place = new Place(there.path("key").asText(), there.path("step").asInt());
        SentPoint ours = missing.remove(place);
        if (ours == null || !ours.isKeptAs(SentPoint.value(there))) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        run.points().stream()
            .filter(point -> missing.containsKey(new Place(point.key(), point.step())))
            .toList());
  }

  private List<JsonNode> history(String key) {
    List<JsonNode> points = new ArrayList<>();
    String token = "";
    do {
      Map<String, String> query = new HashMap<>();
      query.put("run_id", mlflowId);
      query.put("metric_key", key);
      query.put("max_results", Integer.toString(PAGE));
      if (!token.isEmpty()) {
        query.put("page_token", token);
      }
      JsonNode page = server.get("metrics/get-history", query);
      page.path("metrics").forEach(points::add);
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());
    return points;
  }
}
