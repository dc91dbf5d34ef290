package dev.nightsweep.cli.console;

import dev.nightsweep.model.SweepState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Lets people know that a sweep has ended: a bell, a note on the desktop, a command of theirs. */
final class CompletionNotifier {
  private final Console console;

  CompletionNotifier(Console console) {
    this.console = console;
  }

  /** Rings the terminal's bell, and leaves a note where there is a desktop to take it. */
  void say(String sweepId, SweepState state) {
    if (!console.isTerminal()) {
      return;
    }
    console.ringBell();
    boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (desktop) {
      String text = sweepId + " is " + state.name().toLowerCase(Locale.ROOT);
      try {
        new ProcessBuilder("notify-send", "Nightsweep", text)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        // No such program: the bell has to do.
      }
    }
  }

  /** Runs the command in the system's shell and gives it the text; its failure is only told. */
  void tell(String command, String text) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> shell = windows ? List.of("cmd", "/c") : List.of("sh", "-c");
    try {
      Process process =
          new ProcessBuilder(shell.get(0), shell.get(1), command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream input = process.getOutputStream()) {
        input.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It does not read its input, which is its own affair.
      }
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        console.message("--on-finish: the command ended with exit code %d".formatted(exitCode));
      }
    } catch (IOException e) {
      console.message("--on-finish: the command cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
