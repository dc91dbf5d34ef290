package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spoken to as any program on the machine could, byte by byte. */
class LiveServerTest {
  private static final String TOKEN = "t".repeat(32);

  private final List<String> wishes = new ArrayList<>();
  private volatile String status = "{\"finished\":1}";
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    LiveServer.Source source =
        new LiveServer.Source() {
          @Override
          public String index() {
            return "the index";
          }

          @Override
          public String sweep(String sweepId) {
            if (!sweepId.equals("s-1")) {
              throw new NoSuchElementException();
            }
            return "sweep " + sweepId;
          }

          @Override
          public String run(String sweepId, String runId) {
            return "run " + sweepId + " " + runId;
          }

          @Override
          public String status() {
            return status;
          }

          @Override
          public LiveServer.Reply control(String wish, String sweepId) {
            wishes.add(wish + " " + sweepId);
            return new LiveServer.Reply(true, "done");
          }
        };
    server = LiveServer.start(InetAddress.getLoopbackAddress(), 0, TOKEN, source);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pagesAreWhereTheyLieOnDisk() throws IOException {
    assertThat(get("/")).contains("200", "the index");
    assertThat(get("/index.html")).contains("the index");
    assertThat(get("/s-1/report.html")).contains("200", "sweep s-1");
    assertThat(get("/s-1/runs/r_2/run.html")).contains("run s-1 r_2");
    assertThat(get("/s-2/report.html")).contains("404");
    assertThat(get("/../../etc/passwd")).contains("404");
    assertThat(get("/s-1/%2e%2e/%2e%2e/x")).contains("404");
    assertThat(get("/nightsweep.mv.db")).contains("404");
  }

  @Test
  void anotherHostNameIsRefused() throws IOException {
    assertThat(ask("GET", "/", "evil.example", "")).contains("403").doesNotContain("the index");
    assertThat(ask("GET", "/", "evil.example:" + port(), "")).contains("403");
    assertThat(ask("GET", "/", "localhost:" + port(), "")).contains("the index");
  }

  @Test
  void steeringTakesTheTokenAndAPageOfThisServer() throws IOException {
    String origin = "Origin: http://127.0.0.1:" + port() + "\r\n";
    String cookie = "Authorization: Bearer " + TOKEN + "\r\n";
    assertThat(ask("POST", "/control/stop/s-1", host(), origin)).contains("403");
    assertThat(ask("POST", "/control/stop/s-1", host(), cookie)).contains("403");
    assertThat(ask("POST", "/control/stop/s-1", host(), cookie + "Origin: http://evil\r\n"))
        .contains("403");
    assertThat(ask("POST", "/control/stop/s-1", host(), origin + "Authorization: Bearer wrong\r\n"))
        .contains("403");
    assertThat(ask("GET", "/control/stop/s-1", host(), origin + cookie)).contains("404");
    assertThat(ask("POST", "/control/delete/s-1", host(), origin + cookie)).contains("405");
    assertThat(
            ask(
                "POST",
                "/control/stop/s-1",
                host(),
                origin + "Cookie: nightsweep=" + TOKEN + "\r\n"))
        .as("a cookie goes to every port of a host")
        .contains("403");
    assertThat(wishes).isEmpty();
    assertThat(ask("POST", "/control/stop/s-1", host(), origin + cookie)).contains("200", "done");
    assertThat(wishes).containsExactly("stop s-1");
  }

  @Test
  void theTokenOfTheAddressIsHandedToThePageAndNoCookieIsMade() throws IOException {
    assertThat(get("/?token=" + TOKEN))
        .contains("303", "Location: /#token=" + TOKEN)
        .doesNotContain("Set-Cookie");
    assertThat(get("//evil.example/?token=" + TOKEN)).doesNotContain("Location: //");
    assertThat(get("/?token=wrong")).contains("200").doesNotContain("Location");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d"})
  void everyNameOfTheMachineItselfIsServed(String host) throws IOException {
    assertThat(ask("GET", "/", host.formatted(port()), "")).contains("the index");
  }

  @Test
  void idleStreamsOfEventsLockNobodyOut() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * HttpPort.MAX_CONNECTIONS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        request(socket, "GET", "/events", host(), "");
        idle.add(socket);
      }
      assertThat(get("/")).contains("the index");
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
        request(socket, "GET", "/events", host(), "");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(next(lines)).isEqualTo("data: {\"finished\":1}");
      }
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  /** As strangers on the same machine may hold, who may read but not steer. */
  @Test
  void idleStreamsOfStrangersDoNotCloseThatOfATokenHolder() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (Socket own = new Socket(InetAddress.getLoopbackAddress(), port())) {
      request(own, "GET", "/events", host(), "Authorization: Bearer " + TOKEN + "\r\n");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(own.getInputStream(), StandardCharsets.UTF_8));
      assertThat(next(lines)).isEqualTo("data: {\"finished\":1}");
      for (int i = 0; i < 2 * HttpPort.MAX_CONNECTIONS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        idle.add(socket);
        request(socket, "GET", "/events", host(), "");
      }
      assertThat(idle.get(0).getInputStream().readAllBytes())
          .as("the first stranger's ends")
          .isNotNull();
      status = "{\"finished\":2}";
      assertThat(next(lines)).isEqualTo("data: {\"finished\":2}");
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void changesAreSentAndNothingElse() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      request(socket, "GET", "/events", host(), "");
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(next(lines)).isEqualTo("data: {\"finished\":1}");
      status = "{\"finished\":2}";
      assertThat(next(lines)).isEqualTo("data: {\"finished\":2}");
    }
  }

  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data:")) {
      line = lines.readLine();
    }
    return line;
  }

  private String get(String path) throws IOException {
    return ask("GET", path, host(), "");
  }

  private String host() {
    return "127.0.0.1:" + port();
  }

  private int port() {
    return server.address().getPort();
  }

  private String ask(String method, String path, String host, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      request(socket, method, path, host, headers + "Connection: close\r\nContent-Length: 0\r\n");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void request(
      Socket socket, String method, String path, String host, String headers) throws IOException {
    String request = "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(method, path, host, headers);
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
