package dev.nightsweep.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may ask a server for what. Steering takes the token in a header, which no browser adds by
 * itself: a page keeps the token where only pages of the same host <em>and port</em> find it. A
 * cookie goes to all ports of a host, so the one there is, where reading takes a right too, only
 * allows that.
 */
final class RequestAuthorizer {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+?)(?::(\\d{1,5}))?");
  // What only looks like an address would be looked up as a name.
  private static final Pattern NUMERIC =
      Pattern.compile("\\[.*]|(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final String TICKET = "token=";
  private static final String BEARER = "Bearer ";
  private static final int USUAL_PORT = 80;

  private final InetSocketAddress address;
  private final String token;
  private final String readingToken;

  /**
   * @param address where the server listens
   */
  RequestAuthorizer(InetSocketAddress address, String token) {
    this.address = address;
    this.token = token;
    this.readingToken = Tokens.derived(token, "read");
  }

  /** Whether only this machine can ask, and so everybody may read. */
  boolean isOpen() {
    return address.getAddress().isLoopbackAddress();
  }

  /** What a browser keeps that came with the token. */
  String cookie() {
    return cookieName() + "=" + readingToken + "; HttpOnly; SameSite=Strict; Path=/";
  }

  private String cookieName() {
    return "nightsweep-" + address.getPort();
  }

  /** Where a page with the token begins: what stands behind the hash is not sent to any server. */
  String pageWithToken(RequestHead head) {
    try { // a path as it came may hold what ends a header, or leads elsewhere
      String path = new URI(null, null, head.path().replaceFirst("^/+", "/"), null).toASCIIString();
      return path + "#" + TICKET + token;
    } catch (URISyntaxException e) {
      return "/#" + TICKET + token;
    }
  }

  /** Whether the request is under a name of this server. */
  boolean isForUs(RequestHead head) {
    return head.header("host").filter(this::isOurs).isPresent();
  }

  /** Whether a page of this server asks. */
  boolean isOwnOrigin(RequestHead head) {
    return head.header("origin")
        .filter(origin -> origin.startsWith("http://"))
        .filter(origin -> isOurs(origin.substring("http://".length())))
        .isPresent();
  }

  /** A host is written with its port, unless that is the usual one; IPv6 in more than one way. */
  private boolean isOurs(String host) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      return false;
    }
    int port = parts.group(2) == null ? USUAL_PORT : Integer.parseInt(parts.group(2));
    return port == address.getPort() && isOurName(parts.group(1));
  }

  private boolean isOurName(String name) {
    if (name.equalsIgnoreCase("localhost") || name.equals("127.0.0.1")) {
      return isOpen();
    }
    if (!NUMERIC.matcher(name).matches()) {
      return name.equalsIgnoreCase(address.getHostString());
    }
    try {
      return InetAddress.getByName(name).equals(address.getAddress()); // a number: nobody is asked
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether it brings the token in its address. */
  boolean isTicket(RequestHead head) {
    return head.query().startsWith(TICKET)
        && Tokens.equal(head.query().substring(TICKET.length()), token);
  }

  /** Whether it may read. */
  boolean mayRead(RequestHead head) {
    Pattern cookie = Pattern.compile("(?:^|; )" + cookieName() + "=([^;]*)");
    Optional<String> given = head.header("cookie");
    return isOpen()
        || maySteer(head)
        || given.stream()
            .flatMap(text -> cookie.matcher(text).results())
            .anyMatch(found -> Tokens.equal(found.group(1), readingToken));
  }

  /** Whether it may steer. */
  boolean maySteer(RequestHead head) {
    return head.header("authorization")
        .filter(given -> Tokens.equal(given, BEARER + token))
        .isPresent();
  }
}
