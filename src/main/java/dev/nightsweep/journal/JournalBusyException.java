package dev.nightsweep.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A sweep's journal is being written already, by a session of this process or of another. */
public final class JournalBusyException extends IOException {
  private static final long serialVersionUID = 1L;

  JournalBusyException(Path sweep) {
    super("%s is in use by the process that runs it".formatted(sweep.getFileName()));
  }
}
