package dev.nightsweep.publish.mlflow;

import dev.nightsweep.journal.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run as MLflow keeps it.
 *
 * @param runId ours
 * @param status in MLflow's words
 * @param started in milliseconds since 1970; 0 if that is not known
 * @param ended likewise; empty while it runs
 */
record SentRun(
    String runId,
    String name,
    String status,
    long started,
    Optional<Long> ended,
    Map<String, String> params,
    Map<String, String> tags,
    List<SentPoint> points) {
  SentRun {
    params = new TreeMap<>(params);
    tags = new TreeMap<>(tags);
    points = List.copyOf(points);
  }

  /** Of all that cannot be changed there once it is written. */
  String digest() {
    String fixed = Json.write(List.of(params, points));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(fixed.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
