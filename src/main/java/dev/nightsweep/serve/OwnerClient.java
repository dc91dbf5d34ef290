package dev.nightsweep.serve;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The owner of a results folder, asked from another process. */
public final class OwnerClient implements OwnerCommands {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * One for all, since each has a thread and files of its own until it is collected; and none where
   * nobody is asked, since the end of the process waits a third of a second for that thread.
   */
  private static final class Http {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
  }

  private final OwnerFile owner;

  OwnerClient(OwnerFile owner) {
    this.owner = owner;
  }

  /** The folder's owner, if there is one that lives and is not this process. */
  public static Optional<OwnerClient> find(ResultsFolder results) {
    return OwnerFile.read(results.owner())
        .filter(owner -> owner.pid() != ProcessHandle.current().pid())
        .filter(OwnerFile::isAlive)
        .map(OwnerClient::new);
  }

  public long pid() {
    return owner.pid();
  }

  @Override
  public Status status() {
    return ask(OwnerRequests.STATUS, new OwnerRequests.Nothing(), Status.class);
  }

  @Override
  public Steered steer(Steer command) {
    return ask(OwnerRequests.STEER, command, Steered.class);
  }

  @Override
  public Queued enqueue(Enqueue command) {
    return ask(OwnerRequests.ENQUEUE, command, Queued.class);
  }

  @Override
  public Queued resume(Resume command) {
    return ask(OwnerRequests.RESUME, command, Queued.class);
  }

  @Override
  public Imported importSweep(Import command) {
    return ask(OwnerRequests.IMPORT, command, Imported.class);
  }

  @Override
  public Deleted delete(Delete command) {
    return ask(OwnerRequests.DELETE, command, Deleted.class);
  }

  @Override
  public Verified verify(Verify command) {
    return ask(OwnerRequests.VERIFY, command, Verified.class);
  }

  private <T> T ask(String name, Object request, Class<T> answer) {
    try {
      HttpResponse<String> response =
          Http.CLIENT.send(post(name, request), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> Json.read(response.body(), answer);
        case CommandServer.REFUSED ->
            throw failure(Json.read(response.body(), OwnerRequests.Refusal.class));
        default -> throw new IOException("status " + response.statusCode());
      };
    } catch (IOException e) {
      throw silent(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent("interrupted");
    }
  }

  private HttpRequest post(String name, Object request) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + owner.port() + "/" + name))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + owner.token())
        .POST(HttpRequest.BodyPublishers.ofString(Json.write(request)))
        .build();
  }

  private UserErrorException silent(String why) {
    return UserErrorException.busy(
        "Process %d has the results folder open, but does not answer (%s). Wait for it, or end it."
            .formatted(owner.pid(), why));
  }

  private static RuntimeException failure(OwnerRequests.Refusal refusal) {
    String message = refusal.message();
    return switch (refusal.reason()) {
      case USAGE -> UserErrorException.usage(message);
      case BUSY -> UserErrorException.busy(message);
      case ENVIRONMENT -> UserErrorException.environment(message);
      case DAMAGED -> new UserErrorException(UserErrorException.Kind.DAMAGED, message);
      case FAILURE -> new StoreException(message);
    };
  }
}
