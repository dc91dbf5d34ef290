package dev.nightsweep.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process it is, since a number alone may have been given to another one.
 *
 * @param start when it began, as the system counts it: on Linux in ticks since the boot, which a
 *     clock that is set does not change; elsewhere its instant
 */
public record ProcessIdentity(long pid, String start) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int START_TIME = 19; // of the fields behind the name, in proc(5) number 22

  public static ProcessIdentity ofThisProcess() {
    return of(ProcessHandle.current());
  }

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), startOf(process));
  }

  /** The process, if it still lives. */
  public Optional<ProcessHandle> living() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(start));
  }

  private static String startOf(ProcessHandle process) {
    return ticks(process.pid())
        .orElseGet(() -> process.info().startInstant().map(Object::toString).orElse(""));
  }

  private static Optional<String> ticks(long pid) {
    try {
      // The name, in parentheses, may hold anything, parentheses too.
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(Files.readString(BOOT).strip() + ":" + fields[START_TIME]);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not Linux, or it has just ended
    }
  }
}
