package dev.nightsweep.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
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
  private static final int BEAT_SECONDS = 15;
  private static final String TEXT = "text/plain";
  private static final String PAGE = "text/html";
  private static final String TOKEN_ALLOWS_THIS =
      "Open the address that `nightsweep serve` printed: its token allows this.";

  private final HttpPort port;
  private final InetSocketAddress address;

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

  private LiveServer(HttpPort port, InetSocketAddress address) {
    this.port = port;
    this.address = address;
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
    LatestStatus status = new LatestStatus(source);
    HttpPort http =
        HttpPort.listen(
            new InetSocketAddress(address, port),
            "serve",
            (head, call) ->
                new Exchange(
                        head,
                        call,
                        new RequestAuthorizer(new InetSocketAddress(address, call.port()), token))
                    .answer(source, status));
    return new LiveServer(http, new InetSocketAddress(address, http.port()));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    port.close();
  }

  /** What goes on, asked for once a second however many pages are open. */
  private static final class LatestStatus {
    private final Source source;
    private String text = "";
    private long askedAt;

    LatestStatus(Source source) {
      this.source = source;
    }

    synchronized String get() {
      long now = System.nanoTime();
      if (text.isEmpty() || now - askedAt > TimeUnit.SECONDS.toNanos(1)) {
        text = source.status();
        askedAt = now;
      }
      return text;
    }
  }

  /** One request and who sent it. */
  private record Exchange(RequestHead head, HttpCall call, RequestAuthorizer gate) {

    void answer(Source source, LatestStatus status) throws IOException {
      try {
        admit(source, status);
      } catch (NoSuchElementException e) {
        send(404, TEXT, "There is nothing of that name.");
      }
    }

    private void admit(Source source, LatestStatus status) throws IOException {
      if (!gate.isForUs(head)) {
        send(403, TEXT, "This address is not served here.");
      } else if (gate.isTicket(head)) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Location", gate.pageWithToken(head));
        headers.put("Cache-Control", "no-store");
        if (!gate.isOpen()) {
          headers.put("Set-Cookie", gate.cookie());
        }
        call.send(303, headers, "");
      } else if (!gate.mayRead(head)) {
        send(403, TEXT, "Open the address that `nightsweep serve` printed.");
      } else {
        if (!gate.isOpen() || gate.maySteer(head)) {
          call.trust();
        }
        route(source, status);
      }
    }

    private void route(Source source, LatestStatus status) throws IOException {
      Matcher control = CONTROL.matcher(head.path());
      if (head.method().equals("POST") && control.matches()) {
        control(source, control.group(1), control.group(2));
      } else if (!head.method().equals("GET")) {
        send(405, TEXT, "Only GET is answered here.");
      } else if (head.path().equals("/events")) {
        events(status);
      } else {
        page(source, head.path());
      }
    }

    private void page(Source source, String path) throws IOException {
      Matcher sweep = SWEEP.matcher(path);
      Matcher run = RUN.matcher(path);
      if (path.equals("/") || path.equals("/index.html")) {
        send(200, PAGE, source.index());
      } else if (sweep.matches()) {
        send(200, PAGE, source.sweep(sweep.group(1)));
      } else if (run.matches()) {
        send(200, PAGE, source.run(run.group(1), run.group(2)));
      } else {
        throw new NoSuchElementException(path);
      }
    }

    private void control(Source source, String wish, String sweepId) throws IOException {
      if (!gate.maySteer(head) || !gate.isOwnOrigin(head)) {
        send(403, TEXT, TOKEN_ALLOWS_THIS);
        return;
      }
      call.body(head);
      Reply reply = source.control(wish, sweepId);
      send(reply.granted() ? 200 : 409, TEXT, reply.text());
    }

    /** Sends the status whenever it is another one, until the connection is closed. */
    private void events(LatestStatus status) throws IOException {
      OutputStream out =
          call.stream(Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store"));
      String last = "";
      try {
        for (int second = 0; !call.isClosed(); second++) {
          String now = status.get();
          if (!now.equals(last)) {
            write(out, "data: " + now + "\n\n");
            last = now;
          } else if (second % BEAT_SECONDS == 0) {
            write(out, ": still here\n\n");
          }
          TimeUnit.SECONDS.sleep(1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // nobody does
      }
    }

    private static void write(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    private void send(int status, String type, String text) throws IOException {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", type + "; charset=utf-8");
      headers.put("Cache-Control", "no-store");
      headers.put("X-Content-Type-Options", "nosniff");
      headers.put("X-Frame-Options", "DENY");
      headers.put("Referrer-Policy", "no-referrer");
      call.send(status, headers, text);
    }
  }
}
