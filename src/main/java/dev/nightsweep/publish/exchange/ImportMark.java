package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Says in a sweep's folder that it was imported, so that its program is not started unasked. No
 * part of the imported file, which holds a spec and journals, can write or remove it.
 */
record ImportMark(Instant at) {
  void write(Path path) throws IOException {
    Files.writeString(path, Json.pretty(this));
  }
}
