package dev.nightsweep.publish.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is written to a run on an MLflow server, in batches of the size that servers take. */
record RunBatches(MlflowServer server, String mlflowId) {
  private static final int MAX_POINTS = 1000;
  private static final int MAX_ENTRIES = 100;

  /** Of texts in one batch: with all that goes around them it has less than a megabyte. */
  private static final int MAX_TEXT = 100_000;

  /** What servers before MLflow 2.8 take of a parameter. */
  static final int MAX_OLD_PARAMETER = 500;

  void points(List<SentPoint> points) {
    for (int from = 0; from < points.size(); from += MAX_POINTS) {
      List<SentPoint> batch = points.subList(from, Math.min(from + MAX_POINTS, points.size()));
      log("metrics", batch.stream().map(SentPoint::json).toList());
    }
  }

  /**
   * The parameters, cut shorter where the server is an old one.
   *
   * @return whether that was so
   */
  boolean params(Map<String, String> params) {
    try {
      texts("params", params);
      return false;
    } catch (MlflowRefusalException e) {
      Map<String, String> shorter = new TreeMap<>(params);
      shorter.replaceAll(
          (key, value) -> value.substring(0, Math.min(value.length(), MAX_OLD_PARAMETER)));
      if (shorter.equals(params) || !e.is("INVALID_PARAMETER_VALUE")) {
        throw e;
      }
      texts("params", shorter);
      return true;
    }
  }

  void tags(Map<String, String> tags) {
    texts("tags", tags);
  }

  private void texts(String kind, Map<String, String> texts) {
    List<Map<String, String>> batch = new ArrayList<>();
    int length = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      if (batch.size() == MAX_ENTRIES
          || (length > 0 && length + text.getValue().length() > MAX_TEXT)) {
        log(kind, List.copyOf(batch));
        batch.clear();
        length = 0;
      }
      batch.add(Map.of("key", text.getKey(), "value", text.getValue()));
      length += text.getValue().length();
    }
    if (!batch.isEmpty()) {
      log(kind, batch);
    }
  }

  private void log(String kind, List<? extends Map<String, ?>> entries) {
    server.post("runs/log-batch", Map.of("run_id", mlflowId, kind, entries));
  }
}
