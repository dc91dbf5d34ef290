package dev.nightsweep.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightsweep.journal.AtomicFile;
import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process that has the database open, listening on 127.0.0.1 for commands of other processes.
 * Port and token stand in {@code .owner.json}, which only its user can read; a request without the
 * token, or under another host name, is refused.
 */
public final class CommandServer implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 1 << 20;
  static final int REFUSED = 409;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Path path;

  private CommandServer(HttpServer server, ExecutorService threads, Path path) {
    this.server = server;
    this.threads = threads;
    this.path = path;
  }

  /** Starts listening and says so in the results folder. */
  public static CommandServer start(ResultsFolder results, OwnerCommands commands) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OwnerFile file = OwnerFile.ofThisProcess(server.getAddress().getPort(), Tokens.random());
      ExecutorService threads = Executors.newFixedThreadPool(2, CommandServer::daemon);
      server.setExecutor(threads);
      OwnerRequests requests = new OwnerRequests(commands);
      server.createContext("/", exchange -> answer(exchange, file, requests));
      server.start();
      CommandServer owner = new CommandServer(server, threads, results.owner());
      AtomicFile.writeSecret(results.owner(), Json.write(file));
      return owner;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback address", e);
    }
  }

  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next process finds a file whose owner is gone, and takes over.
    }
  }

  private static void answer(HttpExchange exchange, OwnerFile file, OwnerRequests requests)
      throws IOException {
    try (exchange) {
      if (!isAllowed(exchange, file)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES);
      String name = exchange.getRequestURI().getPath().substring(1);
      OwnerRequests.Answer answer = requests.answer(name, new String(body, StandardCharsets.UTF_8));
      byte[] reply = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.isError() ? REFUSED : 200, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  private static boolean isAllowed(HttpExchange exchange, OwnerFile file) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    String wanted = "Bearer " + file.token();
    return exchange.getRequestMethod().equals("POST")
        && ("127.0.0.1:" + file.port()).equals(host)
        && given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "owner");
    thread.setDaemon(true);
    return thread;
  }
}
