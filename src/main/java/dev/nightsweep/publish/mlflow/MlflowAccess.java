package dev.nightsweep.publish.mlflow;

import dev.nightsweep.model.UserErrorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What lets a client in, by the environment variables that MLflow's own client takes. It never
 * shows what it holds.
 */
public final class MlflowAccess {
  static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
  static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
  static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
  private static final String ADDRESS = "MLFLOW_TRACKING_URI";

  private final Map<String, String> environment;

  public MlflowAccess(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Where the server is, if the environment says so. */
  public Optional<String> address() {
    return set(ADDRESS);
  }

  /** The header's text; user and password go before a token, as in MLflow's client. */
  Optional<String> authorization() {
    Optional<String> user = set(USERNAME);
    Optional<String> password = set(PASSWORD);
    if (user.isPresent() && password.isPresent()) {
      String both = user.get() + ":" + password.get();
      return Optional.of(
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    return set(TOKEN).map(MlflowAccess::bearer);
  }

  private static String bearer(String token) {
    if (!token.matches("[!-~]+")) {
      throw UserErrorException.usage(
          TOKEN + " holds spaces, line ends or letters that cannot be in a token.");
    }
    return "Bearer " + token;
  }

  private Optional<String> set(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  @Override
  public String toString() {
    return "access to an MLflow server";
  }
}
