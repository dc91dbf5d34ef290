package dev.nightsweep.engine.spark;

import dev.nightsweep.journal.Json;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * The Spark task of one attempt: an {@link TaskPayload} in, a {@link TaskResult} out, both as JSON.
 */
final class TrainTask implements Function<String, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String call(String payload) throws Exception {
    long task = TaskContext.get().taskAttemptId();
    return Json.write(new RemoteAttempt(Json.read(payload, TaskPayload.class), task).train());
  }
}
