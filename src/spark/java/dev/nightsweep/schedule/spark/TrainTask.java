package dev.nightsweep.schedule.spark;

import dev.nightsweep.journal.Json;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** The Spark task of one attempt: an {@link Order} in, a {@link Homecoming} out, both as JSON. */
final class TrainTask implements Function<String, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String call(String order) throws Exception {
    long task = TaskContext.get().taskAttemptId();
    return Json.write(new AwayRun(Json.read(order, Order.class), task).train());
  }
}
