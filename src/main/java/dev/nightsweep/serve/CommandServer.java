package dev.nightsweep.serve;

import dev.nightsweep.journal.AtomicFile;
import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process that has the database open, listening on 127.0.0.1 for commands of other processes.
 * Port and token stand in {@code .owner.json}, which only its user can read; a request without the
 * token, or under another host name, is refused.
 */
public final class CommandServer implements AutoCloseable {
  static final int REFUSED = 409;
  private static final String TOKEN = "Bearer ";

  private final HttpPort port;
  private final Path path;

  private CommandServer(HttpPort port, Path path) {
    this.port = port;
    this.path = path;
  }

  /** Starts listening and says so in the results folder. */
  public static CommandServer start(ResultsFolder results, OwnerCommands commands) {
    String token = Tokens.random();
    OwnerRequests requests = new OwnerRequests(commands);
    try {
      HttpPort port =
          HttpPort.listen(
              HttpPort.anyOnLoopback(),
              "owner",
              (head, call) -> answer(head, call, token, requests));
      AtomicFile.writeSecret(
          results.owner(), Json.write(OwnerFile.ofThisProcess(port.port(), token)));
      return new CommandServer(port, results.owner());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback address", e);
    }
  }

  @Override
  public void close() {
    port.close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next process finds a file whose owner is gone, and takes over.
    }
  }

  private static void answer(RequestHead head, HttpCall call, String token, OwnerRequests requests)
      throws IOException {
    if (!isAllowed(head, call, token)) {
      call.send(403, Map.of(), "");
      return;
    }
    call.trust();
    OwnerRequests.Answer answer = requests.answer(head.path().substring(1), call.body(head));
    call.send(
        answer.isError() ? REFUSED : 200,
        Map.of("Content-Type", "application/json"),
        answer.json());
  }

  private static boolean isAllowed(RequestHead head, HttpCall call, String token) {
    return head.method().equals("POST")
        && head.header("host").filter(("127.0.0.1:" + call.port())::equals).isPresent()
        && head.header("authorization")
            .filter(given -> Tokens.equal(given, TOKEN + token))
            .isPresent();
  }
}
