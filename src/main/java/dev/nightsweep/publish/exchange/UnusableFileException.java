package dev.nightsweep.publish.exchange;

/** A file cannot be taken in; the message says why and what to do. */
public final class UnusableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableFileException(String message) {
    super(message);
  }
}
