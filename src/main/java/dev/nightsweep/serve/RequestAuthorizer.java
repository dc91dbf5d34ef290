package dev.nightsweep.serve;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may ask a server for what. */
final class RequestAuthorizer {
  private static final Pattern COOKIE = Pattern.compile("(?:^|; )nightsweep=([^;]*)");

  private final InetSocketAddress address;
  private final String token;

  RequestAuthorizer(InetSocketAddress address, String token) {
    this.address = address;
    this.token = token;
  }

  /** Whether only this machine can ask, and so everybody may read. */
  boolean isOpen() {
    return address.getAddress().isLoopbackAddress();
  }

  /** What a browser keeps that came with the token. */
  String cookie() {
    return "nightsweep=" + token + "; HttpOnly; SameSite=Strict; Path=/";
  }

  /** Whether the request is under a name of this server. */
  boolean isForUs(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    return hosts().contains(host);
  }

  private Set<String> hosts() {
    int port = address.getPort();
    String own = address.getAddress().getHostAddress();
    return Set.copyOf(
        Stream.of(own, "[" + own + "]", isOpen() ? "localhost" : own, isOpen() ? "127.0.0.1" : own)
            .map(host -> host + ":" + port)
            .toList());
  }

  /** Whether a page of this server asks. */
  boolean isOwnOrigin(HttpExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return origin != null && hosts().contains(origin.replaceFirst("^http://", ""));
  }

  /** Whether it brings the token in its address. */
  boolean isTicket(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    return query.startsWith("token=") && isToken(query.substring("token=".length()));
  }

  /** Whether it brings the token as a cookie. */
  boolean hasToken(HttpExchange exchange) {
    List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    return cookies.stream()
        .flatMap(cookie -> COOKIE.matcher(cookie).results())
        .anyMatch(found -> isToken(found.group(1)));
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
