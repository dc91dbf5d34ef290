package dev.nightsweep.engine.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Counts the cores of the executors that are up; Spark makes it before the first one is. */
public final class ExecutorCores extends SparkListener {
  private static final Map<String, Integer> CORES = new ConcurrentHashMap<>();

  /** How many tasks of so many cores each can run at once. */
  static int slots(int coresOfATask) {
    return CORES.values().stream().mapToInt(cores -> cores / coresOfATask).sum();
  }

  /** Forgets those of an earlier context. */
  static void reset() {
    CORES.clear();
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    CORES.put(added.executorId(), added.executorInfo().totalCores());
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    CORES.remove(removed.executorId());
  }
}
