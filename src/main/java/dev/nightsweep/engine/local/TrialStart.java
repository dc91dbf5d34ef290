package dev.nightsweep.engine.local;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Signal;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Starts a worker only to have it begin a run. */
public final class TrialStart {
  private TrialStart() {}

  /**
   * Has a worker train the run to the end of its first epoch, and then leave as it does when its
   * parent is gone.
   *
   * @return whether it came so far
   */
  public static boolean run(Launch launch, Assignment run) throws InterruptedException {
    try {
      Process process = launch.process().redirectError(ProcessBuilder.Redirect.DISCARD).start();
      boolean trained = false;
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        try (BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8)) {
          input.write(Wire.write(run));
          input.newLine();
          input.flush();
          for (String line = said.readLine(); line != null && !trained; line = said.readLine()) {
            trained = isEndOfAnEpoch(Wire.parseSignal(line));
          }
        }
        said.lines().forEach(line -> {}); // until it is gone
      }
      return process.waitFor() == 0 && trained;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isEndOfAnEpoch(Optional<Signal> signal) {
    return signal.orElse(null) instanceof Signal.Journaled line
        && line.entry() instanceof Entry.EpochFinished;
  }
}
