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
 * so are, outside of the run's own folder, those of processes that are not the run's: most writers
 * put the number of their process into the name, and of others it is seen who has the file open.
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
    this.owned = new EventFolder(owned.toAbsolutePath().normalize());
    this.around = new EventFolder(around.toAbsolutePath().normalize());
    this.processes = processes;
    foreign.addAll(this.owned.files());
    foreign.addAll(this.around.files());
  }

  @Override
  public List<Path> files(boolean over) throws IOException {
    processes.look();
    long now = System.nanoTime();
    if (now - next >= 0 || over) {
      owned.files().stream().filter(file -> !foreign.contains(file)).forEach(found::add);
      for (Path file : around.files()) {
        take(file);
      }
      long took = System.nanoTime() - now;
      next = now + PART * took;
    }
    return List.copyOf(found);
  }

  private void take(Path file) {
    if (file.startsWith(owned.root()) || foreign.contains(file) || found.contains(file)) {
      return;
    }
    OptionalLong writer = EventFileName.writer(file);
    boolean isOurs =
        writer.isPresent() ? processes.include(writer.getAsLong()) : processes.haveOpen(file);
    if (isOurs) {
      found.add(file);
      nobodys.remove(file);
    } else if (writer.isPresent()) {
      foreign.add(file);
    } else {
      nobodys.add(file);
    }
  }

  /** Those that have come since, but do not tell by which process: another run's, maybe. */
  List<Path> nobodys() {
    return List.copyOf(nobodys);
  }
}
