package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.journal.ResultsFolder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The worker processes of an executor: kept from run to run, as long as they are started alike. */
final class WorkerPool {
  private static final Map<Launch, Deque<LocalEngine>> FREE = new HashMap<>();
  private static boolean closed;

  private WorkerPool() {}

  /** A new executor, in a process that may have been one before. */
  static synchronized void open() {
    closed = false;
  }

  /** One with a process, or with one to come. */
  static synchronized LocalEngine acquire(Launch launch, ResultsFolder folder) {
    LocalEngine free = FREE.getOrDefault(launch, new ArrayDeque<>()).poll();
    return free != null ? free : new LocalEngine(launch, folder, 1, 0);
  }

  static synchronized void release(Launch launch, LocalEngine engine) {
    if (closed) {
      engine.close();
    } else {
      FREE.computeIfAbsent(launch, key -> new ArrayDeque<>()).push(engine);
    }
  }

  /** Ends those that are free now, and the others when they come back. */
  static synchronized void close() {
    closed = true;
    FREE.values().forEach(engines -> engines.forEach(LocalEngine::close));
    FREE.clear();
  }
}
