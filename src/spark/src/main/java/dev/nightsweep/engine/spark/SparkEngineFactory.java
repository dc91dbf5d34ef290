package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineFactory;
import dev.nightsweep.engine.EngineRequest;
import dev.nightsweep.engine.UnusableEngineException;
import java.time.Duration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Makes the engine {@code spark}. */
public final class SparkEngineFactory implements EngineFactory {
  static final String NAME = "spark";

  /** How long the cluster may take to give the first executor. */
  private static final Duration FIRST_EXECUTOR = Duration.ofSeconds(90);

  /** When no further one has come for so long, those are all. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private static final long POLL_MILLIS = 100;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Engine open(EngineRequest request) throws InterruptedException {
    SparkConf conf = SparkSettings.of(request);
    ExecutorCores.reset();
    JavaSparkContext spark = context(conf);
    try {
      int there = slots(conf.getInt("spark.task.cpus", 1), request);
      if (there == 0) {
        throw new UnusableEngineException(
            "No executor has come up at %s in %d seconds: see the cluster's own log, and whether it has as many free cores and as much memory as an executor takes."
                .formatted(conf.get("spark.master"), FIRST_EXECUTOR.toSeconds()));
      }
      return new SparkEngine(spark, request, Math.min(there, request.workers().orElse(there)));
    } catch (RuntimeException | InterruptedException e) {
      spark.close();
      throw e;
    }
  }

  private static JavaSparkContext context(SparkConf conf) {
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) { // Spark declares none and throws any
      throw new UnusableEngineException(
          "Spark does not start at %s: %s".formatted(conf.get("spark.master"), e.getMessage()), e);
    }
  }

  private static int slots(int coresOfATask, EngineRequest request) throws InterruptedException {
    long begun = System.nanoTime();
    long changed = begun;
    int slots = 0;
    while (System.nanoTime() - (slots == 0 ? begun : changed)
        < (slots == 0 ? FIRST_EXECUTOR : SETTLED).toNanos()) {
      int now = ExecutorCores.slots(coresOfATask);
      changed = now == slots ? changed : System.nanoTime();
      slots = now;
      if (slots > 0 && request.workers().isPresent() && slots >= request.workers().getAsInt()) {
        return slots;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return slots;
  }
}
