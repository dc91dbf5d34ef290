package dev.nightsweep.engine.local;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a worker only to hear where it would train. */
public final class WorkerProbe {
  /** The argument that makes a worker print its environment as one line of JSON and end. */
  public static final String ARGUMENT = "--probe";

  private WorkerProbe() {}

  /**
   * What a worker said.
   *
   * @param lines of its own and of its libraries
   */
  public record Said(Environment environment, List<String> lines) {
    public Said {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What a worker says of its environment, and its libraries beside it; empty if it could not come
   * up.
   *
   * @param variables that make them speak
   */
  public static Optional<Said> run(Launch launch, Map<String, String> variables)
      throws InterruptedException {
    try {
      ProcessBuilder builder = launch.process(ARGUMENT).redirectErrorStream(true);
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      Optional<String> told = lines.stream().filter(line -> line.startsWith("{")).findFirst();
      return process.waitFor() == 0 && told.isPresent()
          ? Optional.of(new Said(Json.read(told.get(), Environment.class), lines))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
