package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real MLflow server, with its runs in a database of a folder. */
record MlflowProcess(Process process, String url) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  static MlflowProcess start(Path bin, Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    File log = folder.resolve("mlflow.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                bin.resolve("mlflow").toString(),
                "server",
                "--backend-store-uri",
                "sqlite:///" + folder.resolve("mlflow.db"),
                "--default-artifact-root",
                folder.resolve("artifacts").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--workers",
                "1")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    isolate(builder.environment());
    builder
        .environment()
        .merge("PATH", bin.toString(), (old, first) -> first + File.pathSeparator + old);
    MlflowProcess server = new MlflowProcess(builder.start(), "http://127.0.0.1:" + port);
    server.await(log.toPath());
    return server;
  }

  /** Nothing is told to anybody, and no proxy is asked. */
  static void isolate(Map<String, String> environment) {
    environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
    environment.put("DO_NOT_TRACK", "true");
    environment.put("NO_PROXY", "127.0.0.1");
    environment.keySet().removeIf(name -> name.startsWith("MLFLOW_TRACKING"));
  }

  private void await(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isUp()) {
      assertThat(process.isAlive() && System.nanoTime() < deadline)
          .as(Files.readString(log))
          .isTrue();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isUp() throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/health")).build(),
                  BodyHandlers.ofString())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
