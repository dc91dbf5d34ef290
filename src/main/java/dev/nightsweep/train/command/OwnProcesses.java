package dev.nightsweep.train.command;

import dev.nightsweep.tracker.tensorboard.RunProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The processes that this one has started, and what those have: a worker has one run at a time. */
final class OwnProcesses implements RunProcesses {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ProcessHandle own = ProcessHandle.current();
  private final Set<Long> known = new HashSet<>();
  private long next = System.nanoTime();

  @Override
  public void look() {
    long now = System.nanoTime();
    if (now - next >= 0) {
      own.descendants().forEach(process -> known.add(process.pid()));
      next = now + PAUSE_NANOS;
    }
  }

  @Override
  public boolean include(long pid) {
    return known.contains(pid) || (pid != own.pid() && descends(ProcessHandle.of(pid)));
  }

  private boolean descends(Optional<ProcessHandle> process) {
    Optional<ProcessHandle> ancestor = process;
    while (ancestor.isPresent() && ancestor.get().pid() != own.pid()) {
      ancestor = ancestor.get().parent();
    }
    return ancestor.isPresent();
  }

  @Override
  public Collection<Path> written() {
    List<Path> written = new ArrayList<>();
    for (long pid : known) {
      OpenFiles.of(pid).writtenTo(written);
    }
    return written;
  }
}
