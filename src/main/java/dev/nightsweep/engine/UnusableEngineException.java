package dev.nightsweep.engine;

/** An engine cannot be used; the message says why and what to do. */
public final class UnusableEngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableEngineException(String message, Throwable cause) {
    super(message, cause);
  }

  public UnusableEngineException(String message) {
    super(message);
  }
}
