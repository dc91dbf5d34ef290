package dev.nightsweep.publish.mlflow;

import dev.nightsweep.model.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an MLflow server is.
 *
 * @param text without a slash at its end
 */
public record MlflowAddress(String text) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String API = "/api/2.0/mlflow/";

  /** Whether somebody means an address, rather than a sweep. */
  public static boolean isOne(String text) {
    return text.contains(":");
  }

  /**
   * The address that somebody wrote.
   *
   * @throws UserErrorException if it is none of a server, or has a password in it
   */
  public static MlflowAddress parse(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getRawUserInfo() != null) {
        throw UserErrorException.usage(
            "The address has a user or a password in it, which others on this machine could see. Put them into %s and %s."
                .formatted(MlflowAccess.USERNAME, MlflowAccess.PASSWORD));
      }
      if (uri.getScheme() == null
          || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
          || uri.getHost() == null) {
        throw UserErrorException.usage(
            "“%s” is no http:// or https:// address of an MLflow server. For a database or folder of runs start one: mlflow server --backend-store-uri …"
                .formatted(text));
      }
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw UserErrorException.usage(
            "The address of the server must end before “?” and “#”: it is what stands before %s."
                .formatted(API));
      }
    } catch (URISyntaxException e) {
      throw UserErrorException.usage("The address of the server is none: " + e.getReason() + ".");
    }
    return new MlflowAddress(text.replaceFirst("/+$", ""));
  }

  /** Where a method of the API is asked. */
  URI of(String method) {
    return URI.create(text + API + method);
  }

  URI of(String method, Map<String, String> query) {
    return URI.create(
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", of(method) + "?", "")));
  }

  /** Whether what is sent there could be read on its way. */
  boolean isOpenToOthers() {
    URI uri = URI.create(text);
    boolean local = Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
    return uri.getScheme().equalsIgnoreCase("http") && !local;
  }
}
