package dev.nightsweep.publish.mlflow;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What came of asking a server once. */
sealed interface ServerAnswer {
  /** Whether the same may be answered otherwise in a while. */
  boolean isPassing();

  /** How long the server wants to be left alone. */
  default Duration wish() {
    return Duration.ZERO;
  }

  /** It answered. */
  record Text(int status, String body, Optional<String> location, Duration pause)
      implements ServerAnswer {
    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

    static Text of(HttpResponse<String> response) {
      return new Text(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Location"),
          response
              .headers()
              .firstValue("Retry-After")
              .filter(seconds -> seconds.matches("\\d{1,4}"))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              .orElse(Duration.ZERO));
    }

    @Override
    public boolean isPassing() {
      return PASSING.contains(status);
    }

    @Override
    public Duration wish() {
      return pause;
    }
  }

  /** It did not, and may yet have done what it was asked to. */
  record Silence(Throwable why) implements ServerAnswer {
    @Override
    public boolean isPassing() {
      return !(why instanceof SSLException);
    }

    /** Whether it was not even reached. */
    boolean isUnreachable() {
      return why instanceof ConnectException
          || why instanceof HttpConnectTimeoutException
          || why instanceof SSLException;
    }

    String text() {
      Throwable cause = why;
      while (cause.getMessage() == null && cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
  }
}
