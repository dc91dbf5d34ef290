package dev.nightsweep.engine;

/** Makes engines of one kind. Those beside the local one are found on the class path. */
public interface EngineFactory {

  /** What the user calls it. */
  String name();

  /**
   * An engine that is up.
   *
   * @throws UnusableEngineException if it cannot be; the message says why and what to do
   */
  Engine open(EngineRequest request) throws InterruptedException;
}
