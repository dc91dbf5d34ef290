package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes sweeps out of a results folder, whole. */
public final class SweepExchange {
  private final ResultsFolder results;

  public SweepExchange(ResultsFolder results) {
    this.results = results;
  }

  /**
   * The sweep as its journals tell of it; empty if one of them is damaged or gone.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  public Optional<SweepFile> export(SweepHeader header) {
    try {
      List<SweepFile.Part> parts = new ArrayList<>();
      parts.add(part(JournalName.ofSweep(header.sweepId())));
      for (String runId : results.runIds(header.sweepId())) {
        parts.add(part(JournalName.ofRun(header.sweepId(), runId)));
      }
      return parts.contains(null)
          ? Optional.empty()
          : Optional.of(new SweepFile(header.specFile(), spec(header), parts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null if it is damaged. */
  private SweepFile.Part part(JournalName name) throws IOException {
    Journal.Content content = Journal.read(name, results.journal(name));
    boolean whole = content.damage().isEmpty() && !content.lines().isEmpty();
    return whole
        ? new SweepFile.Part(
            name.runId(), content.lines().stream().map(JournalLine::entry).toList())
        : null;
  }

  /** The spec as given; empty if it was tidied away. */
  public String spec(SweepHeader header) throws IOException {
    try {
      return Files.readString(results.spec(header.sweepId(), header.specFile()));
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
