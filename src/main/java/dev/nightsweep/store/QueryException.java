package dev.nightsweep.store;

/** The user's query is wrong or not allowed; the message is for the user. */
public class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueryException(String message, Throwable cause) {
    super(message, cause);
  }

  public QueryException(String message) {
    super(message);
  }
}
