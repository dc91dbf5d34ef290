package dev.nightsweep.schedule.replay;

import dev.nightsweep.journal.Journal;
import java.nio.file.Path;

/** A journal that something is to be held against has a line that cannot be trusted. */
public class DamagedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedRecordException(Path file, Journal.Damage damage) {
    super("%s, line %d: %s".formatted(file, damage.line(), damage.problem()));
  }
}
