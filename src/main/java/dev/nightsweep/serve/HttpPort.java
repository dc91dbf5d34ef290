package dev.nightsweep.serve;

import dev.nightsweep.process.FailureText;
import dev.nightsweep.process.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 on a port, one request a connection. Nobody can lock others out: a request has its time,
 * and where many connections are open, the newest closes the oldest that has proved no right to
 * stay. The {@code HttpServer} of Java 17 cannot do that: with a limit ({@code
 * jdk.httpserver.maxConnections}) it resets the newest, so that idle strangers lock the owner out,
 * and without one they take all files and threads. Its limits also hold for the whole process, and
 * one on the time of an answer would end the streams of events.
 */
final class HttpPort implements AutoCloseable {
  static final int MAX_CONNECTIONS = 128;
  private static final long PAUSE_MILLIS = 100;
  private static final Duration MAX_FAREWELL = Duration.ofSeconds(2);

  private final ServerSocket socket;
  private final String name;
  private final Handler handler;
  private final Set<HttpCall> open = new LinkedHashSet<>();

  /** Answers a request; what it throws is answered with 400 if the request was none, else 500. */
  interface Handler {
    void answer(RequestHead head, HttpCall call) throws IOException;
  }

  private HttpPort(ServerSocket socket, String name, Handler handler) {
    this.socket = socket;
    this.name = name;
    this.handler = handler;
  }

  /**
   * Listens from now on.
   *
   * @param name what its threads are called
   * @throws IOException if the port is taken
   */
  static HttpPort listen(InetSocketAddress address, String name, Handler handler)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address, MAX_CONNECTIONS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    HttpPort port = new HttpPort(socket, name, handler);
    Threads.start(name, port::accept, failure -> port.close());
    return port;
  }

  /** On this machine alone, where there is a port free. */
  static InetSocketAddress anyOnLoopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Takes no more requests, lets those that are trusted have their answers, and ends the others.
   */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
    long deadline = System.nanoTime() + MAX_FAREWELL.toNanos();
    synchronized (open) {
      try {
        while (open.stream().anyMatch(HttpCall::isAwaited) && System.nanoTime() < deadline) {
          open.wait(PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      open.forEach(HttpCall::close);
    }
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  private void accept() {
    while (!isClosed()) {
      try {
        admit(new HttpCall(socket.accept()));
      } catch (IOException | OutOfMemoryError e) {
        pause(); // it was closed; or no file, no memory or no thread is to be had just now
      }
    }
  }

  private void admit(HttpCall call) {
    synchronized (open) {
      if (open.size() >= MAX_CONNECTIONS) {
        oldest().ifPresent(HttpCall::close);
      }
      open.add(call);
    }
    try {
      Threads.start(name, () -> serve(call), failure -> leave(call));
    } catch (OutOfMemoryError e) {
      leave(call);
      throw e;
    }
  }

  private Optional<HttpCall> oldest() {
    Optional<HttpCall> oldest = open.stream().filter(call -> !call.isTrusted()).findFirst();
    oldest.ifPresent(open::remove);
    return oldest;
  }

  private void serve(HttpCall call) {
    try {
      handler.answer(call.head(), call);
      call.finish();
    } catch (ProtocolException e) {
      refuse(call, 400, "This is no request: %s.".formatted(e.getMessage()));
    } catch (IOException e) {
      // It was too slow, or has gone.
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      refuse(call, 500, "That did not work. " + FailureText.of(e));
    }
    leave(call);
  }

  private static void refuse(HttpCall call, int status, String why) {
    try {
      call.send(status, Map.of("Content-Type", "text/plain; charset=utf-8"), why);
      call.finish();
    } catch (IOException e) {
      // It has gone.
    }
  }

  private void leave(HttpCall call) {
    call.close();
    synchronized (open) {
      open.remove(call);
      open.notifyAll();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }
}
