package dev.nightsweep.tracker.source;

import dev.nightsweep.tracker.TrackedRun;
import java.nio.file.Path;
import java.util.List;

/**
 * All runs that one source holds.
 *
 * @param path the file or folder that was read
 * @param runs in the order in which they were begun, as far as the source says
 * @param remarks what could not be read and was left out, in sentences
 */
public record TrackedRuns(SourceKind kind, Path path, List<TrackedRun> runs, List<String> remarks) {
  public TrackedRuns {
    runs = List.copyOf(runs);
    remarks = List.copyOf(remarks);
  }
}
