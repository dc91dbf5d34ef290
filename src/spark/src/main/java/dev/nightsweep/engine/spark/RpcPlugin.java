package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.spark.AttemptReport.Answer;
import dev.nightsweep.journal.Json;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The line between executors and driver. It is Spark's own, with Spark's authentication and
 * encryption, so that nothing of ours listens anywhere.
 */
public final class RpcPlugin implements SparkPlugin {
  private static final AtomicReference<Function<AttemptReport, Answer>> DRIVER =
      new AtomicReference<>(report -> Answer.UNKNOWN);
  private static final AtomicReference<PluginContext> EXECUTOR = new AtomicReference<>();

  /** From now on, reports that reach this process are answered by that. */
  static void answerWith(Function<AttemptReport, Answer> driver) {
    DRIVER.set(driver);
  }

  /**
   * Tells the driver, from an executor.
   *
   * @throws Exception if no answer came; what was said may have arrived all the same
   */
  static Answer send(AttemptReport report) throws Exception {
    return Answer.valueOf((String) EXECUTOR.get().ask(Json.write(report)));
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Object receive(Object message) throws Exception {
        return DRIVER.get().apply(Json.read((String) message, AttemptReport.class)).name();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        EXECUTOR.set(context);
        WorkerPool.open();
      }

      @Override
      public void shutdown() {
        WorkerPool.close();
      }
    };
  }
}
