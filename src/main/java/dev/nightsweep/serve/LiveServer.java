package dev.nightsweep.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages of a results folder over HTTP, as they are now, and what goes on as server-sent events.
 * On loopback everybody on the machine may read; steering a sweep takes the token, and so does
 * everything where the server listens for other machines. Requests under a host name that is not
 * the server's own are refused, which keeps other web sites from asking through a browser.
 */
public final class LiveServer implements AutoCloseable {
  private static final Pattern SWEEP = Pattern.compile("/([\\w-]+)/(?:report\\.html)?");
  private static final Pattern RUN = Pattern.compile("/([\\w-]+)/runs/([\\w-]+)/(?:run\\.html)?");
  private static final Pattern CONTROL =
      Pattern.compile("/control/(stop|pause|cancel|resume)/([\\w-]+)");
  private static final int MAX_LISTENERS = 32;
  private static final int BEAT_SECONDS = 15;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LiveServer::daemon);
  private final Source source;
  private final RequestAuthorizer gate;
  private final AtomicInteger listeners = new AtomicInteger();
  private volatile boolean closed;

  /** What is served. Its methods are called from several threads. */
  public interface Source {

    /** The page of all sweeps. */
    String index();

    /**
     * A sweep's page.
     *
     * @throws NoSuchElementException if there is none of that id
     */
    String sweep(String sweepId);

    /**
     * A run's page.
     *
     * @throws NoSuchElementException if there is none of that id
     */
    String run(String sweepId, String runId);

    /** What goes on, as JSON in one line; {@code {}} if nothing does. */
    String status();

    /** Has whoever runs the sweep stop, pause, cancel or resume it. */
    Reply control(String wish, String sweepId);
  }

  /** Whether a wish was granted, and what there is to say. */
  public record Reply(boolean granted, String text) {}

  private LiveServer(HttpServer server, Source source, String token) {
    this.server = server;
    this.source = source;
    this.gate = new RequestAuthorizer(server.getAddress(), token);
  }

  /**
   * Starts listening.
   *
   * @param address where; a loopback address unless others shall see the pages
   * @param token to be sent with what it guards
   * @throws IOException if the port is taken
   */
  public static LiveServer start(InetAddress address, int port, String token, Source source)
      throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 0);
    LiveServer server = new LiveServer(http, source, token);
    http.setExecutor(server.threads);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        admit(exchange);
      } catch (NoSuchElementException e) {
        send(exchange, 404, "text/plain", "There is nothing of that name.");
      } catch (RuntimeException e) {
        send(exchange, 500, "text/plain", "That did not work: " + e.getMessage());
      }
    }
  }

  private void admit(HttpExchange exchange) throws IOException {
    if (!gate.isForUs(exchange)) {
      send(exchange, 403, "text/plain", "This address is not served here.");
    } else if (gate.isTicket(exchange)) {
      exchange.getResponseHeaders().add("Set-Cookie", gate.cookie());
      exchange.getResponseHeaders().add("Location", exchange.getRequestURI().getPath());
      exchange.sendResponseHeaders(303, -1);
    } else if (!gate.isOpen() && !gate.hasToken(exchange)) {
      send(exchange, 403, "text/plain", "Open the address that `nightsweep serve` printed.");
    } else {
      route(exchange);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher control = CONTROL.matcher(path);
    if (exchange.getRequestMethod().equals("POST") && control.matches()) {
      control(exchange, control.group(1), control.group(2));
    } else if (!exchange.getRequestMethod().equals("GET")) {
      send(exchange, 405, "text/plain", "Only GET is answered here.");
    } else if (path.equals("/events")) {
      events(exchange);
    } else {
      page(exchange, path);
    }
  }

  private void page(HttpExchange exchange, String path) throws IOException {
    Matcher sweep = SWEEP.matcher(path);
    Matcher run = RUN.matcher(path);
    if (path.equals("/") || path.equals("/index.html")) {
      send(exchange, 200, "text/html", source.index());
    } else if (sweep.matches()) {
      send(exchange, 200, "text/html", source.sweep(sweep.group(1)));
    } else if (run.matches()) {
      send(exchange, 200, "text/html", source.run(run.group(1), run.group(2)));
    } else {
      throw new NoSuchElementException(path);
    }
  }

  private void control(HttpExchange exchange, String wish, String sweepId) throws IOException {
    if (!gate.hasToken(exchange) || !gate.isOwnOrigin(exchange)) {
      send(
          exchange,
          403,
          "text/plain",
          "Open the address that `nightsweep serve` printed: its token allows this.");
      return;
    }
    Reply reply = source.control(wish, sweepId);
    send(exchange, reply.granted() ? 200 : 409, "text/plain", reply.text());
  }

  /** Sends the status whenever it is another one, until the browser goes away. */
  private void events(HttpExchange exchange) throws IOException {
    if (listeners.incrementAndGet() > MAX_LISTENERS) {
      listeners.decrementAndGet();
      send(exchange, 503, "text/plain", "Too many pages are open.");
      return;
    }
    try {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.getResponseHeaders().add("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      String last = "";
      for (int second = 0; !closed; second++) {
        String now = source.status();
        if (!now.equals(last)) {
          write(out, "data: " + now + "\n\n");
          last = now;
        } else if (second % BEAT_SECONDS == 0) {
          write(out, ": still here\n\n");
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException e) {
      // The browser has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.decrementAndGet();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "serve");
    thread.setDaemon(true);
    return thread;
  }
}
