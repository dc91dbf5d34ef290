package dev.nightsweep.journal;

import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes lines to the journals that they belong to, as workers and their parent would. */
public final class JournalFiles {
  private JournalFiles() {}

  public static void write(ResultsFolder results, List<JournalLine> lines) throws IOException {
    Map<JournalName, Journal> open = new HashMap<>();
    try {
      for (JournalLine line : lines) {
        JournalName name = line.journal();
        if (!open.containsKey(name)) {
          open.put(name, Journal.open(name, results.journal(name)));
        }
        open.get(name).append(line.entry());
      }
    } finally {
      for (Journal journal : open.values()) {
        journal.close();
      }
    }
  }
}
