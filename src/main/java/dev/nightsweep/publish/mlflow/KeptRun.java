package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run that an MLflow server has of ours.
 *
 * @param mlflowId the server's id of it
 * @param ended in milliseconds since 1970; 0 if it has not
 * @param tags ours alone
 */
record KeptRun(String mlflowId, String status, long ended, Map<String, String> tags) {

  static KeptRun of(JsonNode run) {
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : run.path("data").path("tags")) {
      if (tag.path("key").asText().startsWith(RunTags.PREFIX)) {
        tags.put(tag.path("key").asText(), tag.path("value").asText());
      }
    }
    JsonNode info = run.path("info");
    return new KeptRun(
        info.path("run_id").asText(),
        info.path("status").asText(),
        info.path("end_time").asLong(),
        tags);
  }

  /** Which run of ours it is. */
  Optional<String> runId() {
    return Optional.ofNullable(tags.get(RunTags.RUN));
  }

  /** Whether all readings and parameters of that run are there, and no others. */
  boolean hasReadingsOf(SentRun run) {
    return run.digest().equals(tags.get(RunTags.READINGS));
  }

  /** Whether nothing is left to send of that run. */
  boolean isAs(SentRun run) {
    return hasReadingsOf(run)
        && status.equals(run.status())
        && ended == run.ended().orElse(0L)
        && isTaggedAs(run);
  }

  private boolean isTaggedAs(SentRun run) {
    Map<String, String> wanted = new TreeMap<>(run.tags());
    wanted.keySet().removeIf(key -> !key.startsWith(RunTags.PREFIX));
    Map<String, String> here = new TreeMap<>(tags);
    here.remove(RunTags.READINGS);
    return here.equals(wanted);
  }
}
