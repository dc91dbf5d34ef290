package dev.nightsweep.train;

/** The data set is missing or damaged; the message says which file, what is wrong, what to do. */
public class UnusableDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableDataException(String message) {
    super(message);
  }

  public UnusableDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
