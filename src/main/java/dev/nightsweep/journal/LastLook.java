package dev.nightsweep.journal;

import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the last look in the journal of a sweep, without parsing the lines of all its runs. */
public final class LastLook {
  /** No text within a line has it: quotes in texts are escaped. */
  private static final String START = "\"payload\":{\"type\":\"LookTaken\"";

  private LastLook() {}

  /** Its line; empty if there is no look, no journal, or if the line is damaged. */
  public static Optional<JournalLine> of(ResultsFolder results, String sweepId) throws IOException {
    JournalName name = JournalName.ofSweep(sweepId);
    Path file = results.journal(name);
    String text =
        Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    int found = text.lastIndexOf(START);
    int end = found < 0 ? -1 : text.indexOf('\n', found);
    return end < 0
        ? Optional.empty()
        : parsed(name, text.substring(text.lastIndexOf('\n', found) + 1, end));
  }

  private static Optional<JournalLine> parsed(JournalName name, String line) {
    try {
      LineFormat.Numbered numbered = LineFormat.parse(line);
      return Optional.of(new JournalLine(name, numbered.seq(), numbered.entry()));
    } catch (LineFormat.DamagedLineException e) {
      return Optional.empty();
    }
  }
}
