package dev.nightsweep.cli.console;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.serve.OwnerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows again and again how far a sweep is that another process runs: on a terminal in place, else
 * one below the other.
 */
public final class StatusWatch {
  private final ResultsFolder folder;
  private final Console console;
  private final Optional<String> sweep;
  private int shown;

  /**
   * @param sweep an id or its prefix; empty for whatever runs
   */
  public StatusWatch(ResultsFolder folder, Console console, Optional<String> sweep) {
    this.folder = folder;
    this.console = console;
    this.sweep = sweep;
  }

  /** Returns when it does not run, or not any more. */
  public void until(Duration pause) throws InterruptedException {
    try {
      Optional<OwnerClient> owner = OwnerClient.find(folder);
      while (owner.isPresent() && isRunning(owner.get())) {
        show(owner.get().ask(status()).out());
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        owner = OwnerClient.find(folder);
      }
    } catch (IOException e) {
      // It has just gone; what it left is told by whoever reads the results next.
    }
  }

  private boolean isRunning(OwnerClient owner) throws IOException, InterruptedException {
    Map<?, ?> fields = Json.read(owner.ask(status("--json")).out(), Map.class);
    return Boolean.TRUE.equals(fields.get("running"));
  }

  private List<String> status(String... options) {
    List<String> arguments = new ArrayList<>(List.of("status"));
    sweep.ifPresent(arguments::add);
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--results", folder.root().toAbsolutePath().toString()));
    return arguments;
  }

  private void show(String text) {
    if (!console.isTerminal()) {
      console.out().println(text);
      return;
    }
    String back = shown == 0 ? "" : "\u001b[%dA\u001b[J".formatted(shown);
    List<String> lines = text.lines().toList();
    shown = lines.size();
    console.out().print(back + lines.stream().map(this::cut).collect(Collectors.joining()));
    console.out().flush();
  }

  /** A line that the terminal would break could not be taken back as one. */
  private String cut(String line) {
    return line.substring(0, Math.min(line.length(), console.columns())) + System.lineSeparator();
  }
}
