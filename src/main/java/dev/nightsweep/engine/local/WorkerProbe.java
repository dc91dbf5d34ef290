package dev.nightsweep.engine.local;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Starts a worker only to hear where it would train. */
public final class WorkerProbe {
  /** The argument that makes a worker print its environment as one line of JSON and end. */
  public static final String ARGUMENT = "--probe";

  private WorkerProbe() {}

  /** What a worker says of its environment; empty if it could not come up. */
  public static Optional<Environment> run(Launch launch) throws InterruptedException {
    try {
      Process process =
          launch.process(ARGUMENT).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String last = said.substring(said.lastIndexOf('\n') + 1);
      return process.waitFor() == 0
          ? Optional.of(Json.read(last, Environment.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
