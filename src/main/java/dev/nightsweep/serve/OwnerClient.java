package dev.nightsweep.serve;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the owner of a results folder. */
public final class OwnerClient {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final OwnerFile owner;

  private OwnerClient(OwnerFile owner) {
    this.owner = owner;
  }

  /** The folder's owner, if there is one that lives and is not this process. */
  public static Optional<OwnerClient> find(ResultsFolder results) {
    try {
      OwnerFile owner = Json.read(Files.readString(results.owner()), OwnerFile.class);
      boolean other = owner.pid() != ProcessHandle.current().pid();
      return other && owner.isAlive() ? Optional.of(new OwnerClient(owner)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a torn file: H2's own lock still decides who may open it
    }
  }

  public long pid() {
    return owner.pid();
  }

  /**
   * Has the owner execute a command line.
   *
   * @throws IOException if it does not answer
   */
  public CommandResult ask(List<String> arguments) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + owner.port() + "/command"))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + owner.token())
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(arguments)))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the owner answered with status " + response.statusCode());
    }
    return Json.read(response.body(), CommandResult.class);
  }
}
