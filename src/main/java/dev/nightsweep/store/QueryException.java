package dev.nightsweep.store;

import dev.nightsweep.process.FailureText;
import java.time.Duration;

/** The user's query is wrong, not allowed, or beyond its limits; the message is for the user. */
public class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueryException(String message, Throwable cause) {
    super(message, cause);
  }

  public QueryException(String message) {
    super(message);
  }

  /** It was ended for the time that it took. */
  public static QueryException tookTooLong(Duration limit) {
    return new QueryException(
        "The query took longer than %d s and was ended.".formatted(limit.toSeconds()));
  }

  /** Java's stack does not hold it. */
  public static QueryException tooDeep(Throwable cause) {
    return new QueryException("The query is nested too deeply.", cause);
  }

  /** It was ended for the memory that it wanted. */
  public static QueryException tookTooMuchMemory() {
    return new QueryException(
        "The query needed more than the %d MB of memory that a query may have, and was ended. Narrow it, or allow for more: NIGHTSWEEP_OPTS=-Xmx2g."
            .formatted(FailureText.maxMegabytes()));
  }
}
