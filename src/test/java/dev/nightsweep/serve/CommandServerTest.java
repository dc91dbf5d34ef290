package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandServerTest {
  @TempDir private Path folder;
  private final FakeOwner heard = new FakeOwner();
  private ResultsFolder results;
  private CommandServer owner;
  private OwnerFile file;

  @BeforeEach
  void start() throws IOException {
    results = new ResultsFolder(folder);
    owner = CommandServer.start(results, heard);
    file = Json.read(Files.readString(results.owner()), OwnerFile.class);
  }

  @AfterEach
  void stop() {
    owner.close();
  }

  @Test
  void aRequestWithTheTokenIsAnswered() throws Exception {
    HttpResponse<String> response = post("Bearer " + file.token());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.read(response.body(), OwnerCommands.Status.class)).isEqualTo(heard.status());
  }

  @Test
  void aRequestWithoutOrWithAnotherTokenIsRefusedUnheard() throws Exception {
    assertThat(post("Bearer " + "x".repeat(32)).statusCode()).isEqualTo(403);
    assertThat(post("").statusCode()).isEqualTo(403);
    assertThat(heard.asked).isEmpty();
  }

  @Test
  void onlyItsUserCanReadTheToken() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(results.owner())))
        .isEqualTo("rw-------");
  }

  @Test
  void theOwnerIsNotItsOwnClientAndIsGoneWhenClosed() {
    assertThat(OwnerClient.find(results)).isEmpty();
    owner.close();
    assertThat(results.owner()).doesNotExist();
  }

  @Test
  void aProcessNumberThatWasGivenToAnotherProcessIsNoOwner() {
    OwnerFile older =
        new OwnerFile(file.pid(), file.startedAt().minusSeconds(60), file.port(), file.token());
    assertThat(file.isAlive()).isTrue();
    assertThat(older.isAlive()).isFalse();
  }

  private HttpResponse<String> post(String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + file.port() + "/status"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
