package dev.nightsweep.cli.console;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
      Optional<String> text = text();
      while (text.isPresent()) {
        show(text.get());
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        text = text();
      }
    } catch (UserErrorException | StoreException e) {
      // It has just gone; what it left is told by whoever reads the results next.
    }
  }

  /** How far it is; empty if it does not run. */
  private Optional<String> text() {
    return OwnerClient.find(folder).flatMap(this::text);
  }

  private Optional<String> text(OwnerClient owner) {
    OwnerCommands.Status status = owner.status();
    return status
        .running()
        .filter(running -> sweep.map(running.sweepId()::startsWith).orElse(true))
        .map(
            running ->
                String.join(
                    System.lineSeparator(),
                    StatusText.running(running, status.waiting(), Instant.now())));
  }

  private void show(String text) {
    if (!console.isTerminal()) {
      console.result(text);
      return;
    }
    List<String> lines = text.lines().toList();
    console.replace(shown, lines);
    shown = lines.size();
  }
}
