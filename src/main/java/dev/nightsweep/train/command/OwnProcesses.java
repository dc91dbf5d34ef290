package dev.nightsweep.train.command;

import dev.nightsweep.tracker.tensorboard.RunProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
  public boolean haveOpen(Path file) {
    return own.descendants().anyMatch(process -> hasOpen(process.pid(), file));
  }

  /** As Linux tells it; it looks at processes of this user only. */
  private static boolean hasOpen(long pid, Path file) {
    Path open = Path.of("/proc", Long.toString(pid), "fd");
    if (!Files.isDirectory(open)) {
      return false;
    }
    try (Stream<Path> links = Files.list(open)) {
      String real = file.toRealPath().toString();
      return links.anyMatch(link -> real.equals(target(link)));
    } catch (IOException | UncheckedIOException e) {
      return false; // it has ended
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
