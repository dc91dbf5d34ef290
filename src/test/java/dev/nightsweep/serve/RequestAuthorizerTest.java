package dev.nightsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAuthorizerTest {
  private static final String TOKEN = "t".repeat(32);

  /** As browsers write the host of the address that was printed, and as strangers do. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 8765, 127.0.0.1:8765, true",
    "127.0.0.1, 8765, localhost:8765, true",
    "127.0.0.1, 8765, 127.0.0.1, false",
    "127.0.0.1, 8765, 127.0.0.1:8766, false",
    "127.0.0.1, 8765, evil.example:8765, false",
    "127.0.0.1, 8765, 127.0.0.1.evil.example:8765, false",
    "127.0.0.1, 8765, 127.0.0.1:8765:1, false",
    "127.0.0.1, 8765, 127.0.0.1:99999, false",
    "127.0.0.1, 8765, 127.0.0.1.1:8765, false",
    "127.0.0.1, 8765, 127.0.0.256:8765, false",
    "127.0.0.1, 8765, 127.1:8765, false",
    "127.0.0.1, 80, 127.0.0.1, true",
    "127.0.0.1, 80, localhost, true",
    "127.0.0.1, 80, 127.0.0.1:80, true",
    "::1, 8803, [::1]:8803, true",
    "::1, 8803, [0:0:0:0:0:0:0:1]:8803, true",
    "::1, 8803, localhost:8803, true",
    "::1, 8803, [::2]:8803, false",
    "::1, 8803, [::1], false",
    "::1, 80, [::1], true",
    "192.0.2.7, 8765, 192.0.2.7:8765, true",
    "192.0.2.7, 8765, localhost:8765, false",
    "192.0.2.7, 8765, 127.0.0.1:8765, false",
    "2001:db8::7, 8765, [2001:db8::7]:8765, true",
    "2001:db8::7, 8765, [2001:DB8:0::7]:8765, true"
  })
  void aHostIsOursHoweverABrowserWritesIt(String bind, int port, String host, boolean ours)
      throws UnknownHostException {
    RequestAuthorizer gate = gate(bind, port);
    assertThat(gate.isForUs(head(Map.of("host", List.of(host))))).isEqualTo(ours);
    assertThat(gate.isOwnOrigin(head(Map.of("origin", List.of("http://" + host))))).isEqualTo(ours);
  }

  @Test
  void theNameThatWasBoundIsOursAndAHostThatIsSaidTwiceIsNot() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("lab.example", new byte[] {(byte) 192, 0, 2, 7});
    RequestAuthorizer gate = new RequestAuthorizer(new InetSocketAddress(named, 8765), TOKEN);
    assertThat(gate.isForUs(head(Map.of("host", List.of("lab.example:8765"))))).isTrue();
    assertThat(gate.isForUs(head(Map.of("host", List.of("192.0.2.7:8765", "evil"))))).isFalse();
  }

  /** Cookies know no port: whoever listens on another one is sent this one's. */
  @Test
  void theCookieOfOneServerOpensAndSteersNoOther() throws UnknownHostException {
    RequestAuthorizer one = gate("192.0.2.7", 8765);
    String sent = one.cookie().substring(0, one.cookie().indexOf(';'));
    RequestHead request = head(Map.of("cookie", List.of("other=1; " + sent)));
    assertThat(one.mayRead(request)).isTrue();
    assertThat(one.maySteer(request)).isFalse();
    assertThat(gate("192.0.2.7", 8766).mayRead(request)).isFalse();
    assertThat(sent).doesNotContain(TOKEN);
  }

  /** What is sent back in a header was sent by somebody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/\r\nSet-Cookie: a=b\r\n",
        "/\\evil.example/",
        "/\t/evil.example/",
        "//evil.example/"
      })
  void aPageWithTheTokenIsOneOfThisServer(String path) throws UnknownHostException {
    String page = gate("127.0.0.1", 8765).pageWithToken(new RequestHead("GET", path, "", Map.of()));
    assertThat(page).doesNotContainPattern("[\\s\\\\]").doesNotStartWith("//").startsWith("/");
    assertThat(URI.create("http://127.0.0.1:8765").resolve(page).getHost()).isEqualTo("127.0.0.1");
  }

  private static RequestAuthorizer gate(String bind, int port) throws UnknownHostException {
    return new RequestAuthorizer(new InetSocketAddress(InetAddress.getByName(bind), port), TOKEN);
  }

  private static RequestHead head(Map<String, List<String>> headers) {
    return new RequestHead("GET", "/", "", headers);
  }
}
