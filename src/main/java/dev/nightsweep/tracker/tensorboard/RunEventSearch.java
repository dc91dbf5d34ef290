package dev.nightsweep.tracker.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the event files of one run. Those that were there before its program started are another's;
 * so are, outside of the run's own folder, those of processes that are not the run's. It is seen
 * what the run's have open, and most writers put the number of their process into the name.
 */
final class RunEventSearch implements EventSearch {
  /** A folder with many files is looked through for so small a part of the time. */
  private static final int PART = 20;

  private final EventFolder owned;
  private final EventFolder around;
  private final RunProcesses processes;
  private final Set<Path> foreign = new HashSet<>();
  private final Set<Path> found = new LinkedHashSet<>();
  private final Set<Path> nobodys = new LinkedHashSet<>();
  private long next = System.nanoTime();

  RunEventSearch(Path owned, Path around, RunProcesses processes) throws IOException {
    this.owned = new EventFolder(owned.toRealPath());
    this.around = new EventFolder(around.toRealPath());
    this.processes = processes;
    foreign.addAll(this.owned.files());
    foreign.addAll(this.around.files());
  }

  @Override
  public List<Path> files(boolean over) throws IOException {
    processes.look();
    long now = System.nanoTime();
    processes.written().stream().filter(EventFileName::isOne).forEach(this::takeWritten);
    if (now - next >= 0 || over) {
      owned.files().stream().filter(file -> !foreign.contains(file)).forEach(found::add);
      around.files().forEach(this::take);
      next = now + PART * (System.nanoTime() - now);
    }
    return List.copyOf(found);
  }

  /** Whether there was one at the last look. */
  boolean hasFound() {
    return !found.isEmpty();
  }

  private void takeWritten(Path file) {
    if (!foreign.contains(file)) {
      found.add(file);
      nobodys.remove(file);
    }
  }

  private void take(Path file) {
    if (file.startsWith(owned.root()) || foreign.contains(file) || found.contains(file)) {
      return;
    }
    OptionalLong writer = EventFileName.writer(file);
    if (writer.isEmpty()) {
      nobodys.add(file);
    } else if (processes.include(writer.getAsLong())) {
      found.add(file);
    } else {
      foreign.add(file);
    }
  }

  /**
   * Those that have come since, but do not tell by which process: another run's, maybe. Where some
   * are known to be the run's, only those beside or below them are told of.
   */
  List<Path> nobodys() {
    return nobodys.stream()
        .filter(
            file ->
                found.isEmpty()
                    || found.stream().anyMatch(ours -> file.startsWith(ours.getParent())))
        .toList();
  }
}
