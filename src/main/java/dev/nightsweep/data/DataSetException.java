package dev.nightsweep.data;

/**
 * A data set is missing, damaged or too small; the message names the file, what is wrong and what
 * to do.
 */
public final class DataSetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataSetException(String message) {
    super(message);
  }

  public DataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
