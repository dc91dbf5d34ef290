package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPortTest {
  /** Whatever a handler puts into a header, and whoever it has that from. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/\r\nSet-Cookie: a=b",
        "/\nSet-Cookie: a=b",
        "/\rSet-Cookie: a=b",
        "/\u0000Set-Cookie",
        "/\u0085Set-Cookie: a=b"
      })
  void noHeaderIsMoreThanOneLine(String value) throws IOException {
    assertThat(answer(Map.of("Location", value)))
        .startsWith("HTTP/1.1 500")
        .doesNotContain("Location", "Set-Cookie");
    assertThat(answer(Map.of(value, "x"))).startsWith("HTTP/1.1 500").doesNotContain("Set-Cookie");
  }

  private static String answer(Map<String, String> headers) throws IOException {
    try (HttpPort port =
            HttpPort.listen(
                HttpPort.anyOnLoopback(), "test", (head, call) -> call.send(303, headers, ""));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
