package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        new OwnerFile(file.pid(), file.startedAt(), file.start() + "1", file.port(), file.token());
    assertThat(file.isAlive()).isTrue();
    assertThat(older.isAlive()).isFalse();
  }

  /** What the system says of when a process began in hours and minutes moves with the clock. */
  @Test
  void anOwnerIsKnownAgainAfterTheClockWasSet() {
    OwnerFile stepped =
        new OwnerFile(
            file.pid(), file.startedAt().plusSeconds(2), file.start(), file.port(), file.token());
    assertThat(stepped.isAlive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"pid\": 1}",
        "{\"pid\":%d,\"startedAt\":\"garbage\",\"start\":\"%s\",\"port\":1,\"token\":\"t\"}",
        "{\"pid\":%d,\"start\":\"%s\",\"port\":99999,\"token\":\"t\"}",
        "{\"pid\":%d,\"start\":\"%s\",\"port\":-1,\"token\":\"t\"}",
        "{\"pid\":%d,\"start\":\"%s\",\"port\":1,\"token\":\"t\\r\\nx\"}"
      })
  void aFileThatNoOwnerWroteNamesNone(String text) throws IOException {
    Files.writeString(results.owner(), text.formatted(file.pid(), file.start()));
    assertThat(OwnerFile.read(results.owner())).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNoFileIsNotWaitedFor() throws Exception {
    Files.delete(results.owner());
    assertThat(new ProcessBuilder("mkfifo", results.owner().toString()).start().waitFor()).isZero();
    assertThat(assertTimeoutPreemptively(Duration.ofMinutes(1), () -> OwnerClient.find(results)))
        .isEmpty();
  }

  @Test
  void othersAreServedWhateverNumberOfConnectionsStayHalfOpen() throws Exception {
    List<Socket> halfOpen = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * HttpPort.MAX_CONNECTIONS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), file.port());
        socket
            .getOutputStream()
            .write("POST /command HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
        halfOpen.add(socket);
      }
      assertThat(post("Bearer " + file.token()).statusCode()).isEqualTo(200);
      assertThat(halfOpen.get(0).getInputStream().read()).as("the oldest went").isNegative();
    } finally {
      for (Socket socket : halfOpen) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: -1\r\n\r\n{}",
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 999999999999\r\n\r\n{}",
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 2000000\r\n\r\n{}",
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 2\r\n\r\n{}",
        "POST /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 1\r\n\r\n{",
        "POST /steer HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 13\r\n\r\n{\"wish\":\"fly\"}",
        "POST /fly HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 2\r\n\r\n{}",
        "POST /status HTTP/1.1\r\nHost: evil\r\nAuthorization: %2$s\r\nContent-Length: 2\r\n\r\n{}",
        "GET /status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\n\r\n",
        "POST status HTTP/1.1\r\nHost: %1$s\r\nAuthorization: %2$s\r\nContent-Length: 2\r\n\r\n{}",
        "nonsense\r\n\r\n"
      })
  void whatIsNoPlainRequestIsRefusedUnheard(String request) throws IOException {
    String text = request.formatted("127.0.0.1:" + file.port(), "Bearer " + file.token());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), file.port())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 40");
    }
    assertThat(heard.asked).isEmpty();
  }

  @Test
  void aHeadWithoutEndIsCutOff() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), file.port())) {
      byte[] header = "X: %s\r\n".formatted("x".repeat(1000)).getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 17; i++) {
        socket.getOutputStream().write(header);
      }
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
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
