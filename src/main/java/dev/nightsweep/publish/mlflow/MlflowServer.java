package dev.nightsweep.publish.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.UserErrorException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An MLflow server, asked through its REST API 2.0. What may pass is asked again; redirects are not
 * followed, so that no token goes elsewhere.
 */
public final class MlflowServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_QUOTED = 300;

  private final MlflowAddress address;
  private final Optional<String> authorization;
  private final ServerPatience patience;
  private final HttpClient client;
  private boolean hasAnswered;

  public MlflowServer(MlflowAddress address, MlflowAccess access, ServerPatience patience) {
    this.address = address;
    this.authorization = access.authorization();
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  String name() {
    return address.text();
  }

  /** What the user should know before anything is sent, if anything. */
  public Optional<String> warning() {
    return authorization
        .filter(header -> address.isOpenToOthers())
        .map(
            header ->
                "What lets you in goes to %s unencrypted: an https:// address would keep it secret."
                    .formatted(name()));
  }

  /**
   * Asks for what is there.
   *
   * @throws MlflowRefusalException if the server says no
   * @throws UserErrorException if it does not answer as an MLflow server does
   */
  JsonNode get(String method, Map<String, String> query) {
    return ask(request(address.of(method, query)).GET().build(), Optional::empty);
  }

  /** Has something done that may be done twice. */
  JsonNode post(String method, Map<String, ?> body) {
    return create(method, body, Optional::empty);
  }

  /**
   * Has something done that must not be done twice: an answer can be lost on its way.
   *
   * @param made what would have been answered, if it turns out to have been done
   */
  JsonNode create(String method, Map<String, ?> body, Supplier<Optional<JsonNode>> made) {
    HttpRequest request =
        request(address.of(method))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    return ask(request, made);
  }

  private HttpRequest.Builder request(URI where) {
    HttpRequest.Builder request = HttpRequest.newBuilder(where).timeout(patience.answer());
    authorization.ifPresent(header -> request.header("Authorization", header));
    return request;
  }

  private JsonNode ask(HttpRequest request, Supplier<Optional<JsonNode>> made) {
    for (int tried = 1; ; tried++) {
      ServerAnswer answer = once(request);
      boolean given = tried == patience.tries() || !answer.isPassing();
      if (answer instanceof ServerAnswer.Silence silence) {
        if (given || (!hasAnswered && silence.isUnreachable())) {
          throw unreachable(silence);
        }
      } else if (answer instanceof ServerAnswer.Text text) {
        hasAnswered = true;
        if (given) {
          return content(text);
        }
      }
      pause(tried, answer);
      Optional<JsonNode> done = made.get();
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private ServerAnswer once(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      return ServerAnswer.Text.of(
          response.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return new ServerAnswer.Silence(e.getCause());
    } catch (TimeoutException e) {
      response.cancel(true);
      return new ServerAnswer.Silence(
          new TimeoutException("no answer in %d s".formatted(patience.answer().toSeconds())));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void pause(int tried, ServerAnswer answer) {
    try {
      TimeUnit.MILLISECONDS.sleep(patience.after(tried, answer.wish()).toMillis());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private UserErrorException interrupted() {
    Thread.currentThread().interrupt();
    return UserErrorException.environment("Interrupted while %s was asked.".formatted(name()));
  }

  private UserErrorException unreachable(ServerAnswer.Silence silence) {
    return UserErrorException.environment(
        "%s cannot be asked (%s). Is the server running, and the address right?"
            .formatted(name(), silence.text()));
  }

  private JsonNode content(ServerAnswer.Text answer) {
    if (answer.status() / 100 == 3) {
      throw UserErrorException.environment(
          "%s sends elsewhere%s, which is not followed, since a token would go along. Give the address of the server itself."
              .formatted(name(), answer.location().map(to -> ", to " + quoted(to)).orElse("")));
    }
    Optional<JsonNode> json = json(answer.body());
    if (answer.status() == 200 && json.isPresent()) {
      return json.get();
    }
    String code = json.map(node -> node.path("error_code").asText()).orElse("");
    String said =
        quoted(json.map(node -> node.path("message").asText()).orElse(answer.body()).strip());
    if (answer.status() == 401 || answer.status() == 403) {
      throw UserErrorException.environment(
          "%s lets nobody in like this (status %d: %s). Set %s, or %s and %s, as for MLflow's own client."
              .formatted(
                  name(),
                  answer.status(),
                  said,
                  MlflowAccess.TOKEN,
                  MlflowAccess.USERNAME,
                  MlflowAccess.PASSWORD));
    }
    if (code.isEmpty()) {
      throw UserErrorException.environment(
          "%s does not answer as an MLflow server does (status %d: %s). Is it the right address?"
              .formatted(name(), answer.status(), said));
    }
    throw new MlflowRefusalException(code, said);
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String quoted(String said) {
    String line = said.isEmpty() ? "it says nothing" : said.replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
