package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What one run's program logs for TensorBoard: to the run's own folder, or anywhere below the one
 * that it was started in. Made before it starts, since what is there then is another's.
 */
public final class RunLogs {
  private final RunEventSearch search;

  /**
   * @param owned the run's own folder: whatever event files come there are the run's
   * @param around where others log too: those of a process of the run, by the number in their names
   */
  public RunLogs(Path owned, Path around, RunProcesses processes) throws IOException {
    this.search = new RunEventSearch(owned, around, processes);
  }

  public RunFiles files() {
    return EventFiles.of(search);
  }

  /** Whether the program had begun an event file when they were last looked for. */
  public boolean areThere() {
    return search.hasFound();
  }

  /** Event files that have come since, of which nothing tells whose they are; not read. */
  public List<Path> nobodys() {
    return search.nobodys();
  }
}
