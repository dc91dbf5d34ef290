package dev.nightsweep.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands before the body of an HTTP request.
 *
 * @param path decoded, whatever host the request line may name
 * @param query decoded; empty if there is none
 * @param headers by their names in lower case
 */
record RequestHead(String method, String path, String query, Map<String, List<String>> headers) {
  private static final int MAX_BYTES = 16 << 10;
  private static final String LENGTH = "\\d{1,9}";

  /**
   * Reads one.
   *
   * @throws ProtocolException if it is none, or longer than any that is meant well
   */
  static RequestHead read(InputStream in) throws IOException {
    List<String> lines = lines(in);
    String[] request = lines.get(0).split(" ", -1);
    if (request.length != 3 || !request[0].matches("[A-Z]+") || !request[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("no request line");
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon <= 0 || !line.substring(0, colon).matches("[\\w!#$%&'*+.^`|~-]+")) {
        throw new ProtocolException("no header");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    URI target = target(request[1]);
    return new RequestHead(
        request[0], target.getPath(), Optional.ofNullable(target.getQuery()).orElse(""), headers);
  }

  private static URI target(String text) throws ProtocolException {
    try {
      URI target = new URI(text);
      if (target.getPath() != null && target.getPath().startsWith("/")) {
        return target;
      }
    } catch (URISyntaxException e) {
      // As a target without a path.
    }
    throw new ProtocolException("no path");
  }

  private static List<String> lines(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < 4 || text.indexOf("\r\n\r\n", text.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || text.length() == MAX_BYTES) {
        throw new ProtocolException(next < 0 ? "cut off" : "too long");
      }
      text.append((char) next); // a byte is a character here, as in ISO 8859-1
    }
    return List.of(text.substring(0, text.length() - 4).split("\r\n", -1));
  }

  /** A header that stands there exactly once. */
  Optional<String> header(String name) {
    List<String> given = headers.getOrDefault(name, List.of());
    return given.size() == 1 ? Optional.of(given.get(0)) : Optional.empty();
  }

  /** Reads the body; a request that leaves open where it ends is refused. */
  String body(InputStream in, int maxBytes) throws IOException {
    boolean known = header("content-length").filter(l -> l.matches(LENGTH)).isPresent();
    if (headers.containsKey("transfer-encoding")
        || (headers.containsKey("content-length") && !known)) {
      throw new ProtocolException("no clear length");
    }
    int length = Integer.parseInt(header("content-length").orElse("0"));
    if (length > maxBytes) {
      throw new ProtocolException("too long");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new ProtocolException("cut off");
    }
    return new String(body, StandardCharsets.UTF_8);
  }
}
