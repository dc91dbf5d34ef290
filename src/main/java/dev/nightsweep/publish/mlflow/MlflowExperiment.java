package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.model.UserErrorException;
import java.util.Map;
import java.util.Optional;

/** An experiment on an MLflow server. */
record MlflowExperiment(MlflowServer server, String id) {

  /** The one of that name; it is made where there is none. */
  static MlflowExperiment of(MlflowServer server, String name) {
    JsonNode there =
        find(server, name)
            .orElseGet(
                () ->
                    server.create(
                        "experiments/create", Map.of("name", name), () -> find(server, name)));
    if (there.path("lifecycle_stage").asText().equals("deleted")) {
      throw UserErrorException.environment(
          "The experiment “%s” was deleted on %s. Restore it there, or name another one with --experiment."
              .formatted(name, server.name()));
    }
    return new MlflowExperiment(server, there.path("experiment_id").asText());
  }

  private static Optional<JsonNode> find(MlflowServer server, String name) {
    try {
      return Optional.of(
          server
              .get("experiments/get-by-name", Map.of("experiment_name", name))
              .path("experiment"));
    } catch (MlflowRefusalException e) {
      if (e.is("RESOURCE_DOES_NOT_EXIST")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void tag(String key, String value) {
    server.post(
        "experiments/set-experiment-tag", Map.of("experiment_id", id, "key", key, "value", value));
  }
}
