package dev.nightsweep.tracker.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.GrowingFile;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The journal of Optuna's JournalStorage: a line of JSON for each thing that was done. A last line
 * without an end is left out; its snapshots, which are pickled, are never read.
 */
public final class OptunaJournal {
  private OptunaJournal() {}

  /** All trials in it that were begun, of all studies that were not deleted. */
  public static FoundRuns read(Path file) throws IOException {
    JournalReplay replay = new JournalReplay();
    int number = 0;
    int left = 0;
    try (GrowingFile growing = GrowingFile.open(file)) {
      for (boolean more = true; more; ) {
        byte[] there = growing.look();
        more = !growing.isAtEnd();
        int from = 0;
        for (int at = 0; at < there.length; at++) {
          if (there[at] == '\n') {
            number++;
            take(new String(there, from, at - from, StandardCharsets.UTF_8), replay, file, number);
            from = at + 1;
          }
        }
        growing.take(from);
        left = there.length - from;
      }
    }
    FoundRuns found = replay.found(file);
    return left == 0 ? found : found.with("Its last line has no end, and was left out.");
  }

  private static void take(String line, JournalReplay replay, Path file, int number)
      throws UnreadableRunException {
    try {
      JsonNode log = TrialFacts.tree(line);
      if (!log.path("op_code").isInt()) {
        throw new IllegalArgumentException("it has no op_code");
      }
      replay.apply(log);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRunException(
          file, "line %d is none of Optuna's journal: %s".formatted(number, e.getMessage()));
    }
  }
}
