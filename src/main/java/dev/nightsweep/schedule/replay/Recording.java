package dev.nightsweep.schedule.replay;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.StandingEpochs;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run's journal says became of it: the readings that stand after all its attempts.
 *
 * @param attempt the number of the last attempt, from 1; 0 if there was none
 * @param epochs readings by epoch, from 1, and name
 * @param environment where the last attempt trained
 * @param outcome how the last attempt ended, if it did
 */
public record Recording(
    int attempt,
    SortedMap<Integer, Map<String, Double>> epochs,
    Optional<Environment> environment,
    Optional<Outcome> outcome) {

  public Recording {
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
  }

  /**
   * Reads a run's journal; a missing one is an empty recording.
   *
   * @throws DamagedRecordException if a line of it cannot be trusted
   */
  public static Recording read(JournalName name, Path file) {
    try {
      Journal.Content content = Journal.read(name, file);
      if (!content.damage().isEmpty()) {
        throw new DamagedRecordException(file, content.damage().get(0));
      }
      return of(content.lines());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + file, e);
    }
  }

  /** Whether there is a result to hold a replay against. */
  public boolean isSettled() {
    return outcome
        .filter(o -> o instanceof Outcome.Completed || o instanceof Outcome.Diverged)
        .isPresent();
  }

  private static Recording of(List<JournalLine> lines) {
    int attempt = 0;
    Optional<Environment> environment = Optional.empty();
    Optional<Outcome> outcome = Optional.empty();
    for (JournalLine line : lines) {
      if (line.entry() instanceof Entry.RunStarted started) {
        attempt = started.attempt();
        environment = Optional.of(started.environment());
        outcome = Optional.empty();
      } else if (line.entry() instanceof Entry.RunEnded ended) {
        outcome = Optional.of(ended.outcome());
      }
    }
    List<Entry> entries = lines.stream().map(JournalLine::entry).toList();
    return new Recording(attempt, StandingEpochs.of(entries).metrics(), environment, outcome);
  }
}
