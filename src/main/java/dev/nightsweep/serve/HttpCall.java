package dev.nightsweep.serve;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection with its one request, which has to come in time, and its answer. */
final class HttpCall implements AutoCloseable {
  private static final Duration MAX_REQUEST_TIME = Duration.ofSeconds(10);
  private static final Duration MAX_FAREWELL = Duration.ofMillis(500);
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int OK = 200;

  private final Socket socket;
  private final InputStream in;
  private volatile boolean trusted;
  private volatile boolean endless;
  private long deadline = System.nanoTime() + MAX_REQUEST_TIME.toNanos();

  HttpCall(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(new InTime(socket.getInputStream()));
  }

  /** Where it came in. */
  int port() {
    return socket.getLocalPort();
  }

  RequestHead head() throws IOException {
    return RequestHead.read(in);
  }

  /** The body of the request with that head, which may be a megabyte long. */
  String body(RequestHead head) throws IOException {
    return head.body(in, MAX_BODY_BYTES);
  }

  /** From now on this connection is not closed to make room for others. */
  void trust() {
    trusted = true;
  }

  boolean isTrusted() {
    return trusted;
  }

  /** Whether whoever is trusted still has to get an answer that comes to an end. */
  boolean isAwaited() {
    return trusted && !endless;
  }

  /** Answers with a text. */
  void send(int status, Map<String, String> headers, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Length", Integer.toString(bytes.length));
    OutputStream out = begin(status, all);
    out.write(bytes);
    out.flush();
  }

  /** Begins an answer that lasts until the connection is closed. */
  OutputStream stream(Map<String, String> headers) throws IOException {
    endless = true;
    return begin(OK, headers);
  }

  /** A header that is more than one line is a failure of ours; then nothing is sent. */
  private OutputStream begin(int status, Map<String, String> headers) throws IOException {
    StringBuilder text =
        new StringBuilder("HTTP/1.1 %d \r\nConnection: close\r\n".formatted(status));
    headers.forEach((name, value) -> text.append(header(name + ": " + value)).append("\r\n"));
    OutputStream out = socket.getOutputStream();
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    return out;
  }

  /** A control character could end the header, and begin one that we did not write. */
  private static String header(String line) {
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A header holds a control character.");
    }
    return line;
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** Ends it now, whatever is under way on it. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /**
   * Ends it so that the answer arrives: closed on bytes that nobody read, it would be taken back.
   */
  void finish() {
    try {
      socket.shutdownOutput();
      deadline = System.nanoTime() + MAX_FAREWELL.toNanos();
      while (in.read() >= 0) {
        // What else was sent is of no interest.
      }
    } catch (IOException e) {
      // The other side has gone, or does not stop sending.
    }
    close();
  }

  /** Bytes until the deadline, which holds for all of them together. */
  private final class InTime extends InputStream {
    private final InputStream bytes;

    InTime(InputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("too slow");
      }
      socket.setSoTimeout((int) left);
      return bytes.read(target, offset, length);
    }
  }
}
