package dev.nightsweep.forecast;

import dev.nightsweep.journal.AtomicFile;
import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Timings that were measured before, kept in the results folder: a help for next time, on which
 * nothing depends.
 *
 * @param byKind by {@link WorkloadClasses.Kind#key}
 */
record TimingsFile(Map<String, Timing> byKind) {
  TimingsFile {
    byKind = Map.copyOf(byKind);
  }

  /** What the folder has; nothing if there is none, or none that can be read. */
  static TimingsFile read(ResultsFolder folder) {
    try {
      return Files.exists(folder.timings())
          ? Json.read(Files.readString(folder.timings()), TimingsFile.class)
          : new TimingsFile(Map.of());
    } catch (IOException e) {
      return new TimingsFile(Map.of()); // they are measured again, and the file is replaced
    }
  }

  Optional<Timing> find(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** These and the others, which are newer. */
  TimingsFile with(Map<String, Timing> newer) {
    Map<String, Timing> all = new TreeMap<>(byKind);
    all.putAll(newer);
    return new TimingsFile(all);
  }

  /** Replaces what is in the folder, whole; the folder is made if need be. */
  void write(ResultsFolder folder) throws IOException {
    AtomicFile.write(folder.timings(), Json.pretty(this));
  }
}
