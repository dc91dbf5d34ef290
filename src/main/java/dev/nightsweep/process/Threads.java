package dev.nightsweep.process;

import java.util.function.Consumer;

/**
 * The one way to start threads: each has a name, does not keep the process alive, and says so if it
 * fails, to whoever can end what it worked on.
 */
public final class Threads {
  private Threads() {}

  /**
   * Starts a thread.
   *
   * @param failed hears, on that thread, of what the work threw
   */
  public static Thread start(String name, Runnable work, Consumer<Throwable> failed) {
    Thread thread = new Thread(() -> watched(work, failed), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void watched(Runnable work, Consumer<Throwable> failed) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  /** Has something done when the process ends; returns how to call that off. */
  public static Runnable atExit(String name, Runnable work) {
    Thread hook = new Thread(work, name);
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already.
      }
    };
  }

  /**
   * Has threads that others started, such as those of libraries, say in a sentence that they fail.
   */
  public static void explainFailures(Consumer<String> console) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            console.accept(
                "A part of Nightsweep (%s) has ended: %s"
                    .formatted(thread.getName(), FailureText.of(failure))));
  }
}
