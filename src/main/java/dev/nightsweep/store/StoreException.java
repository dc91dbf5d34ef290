package dev.nightsweep.store;

/** The store failed; the message says what, where, and what to do. It stops the sweep. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
