package dev.nightsweep.serve;

import java.time.Instant;

/**
 * What {@code .owner.json} says.
 *
 * @param pid the owner's process
 * @param startedAt when that process started: a number alone may have been given to another
 * @param port on 127.0.0.1
 * @param token to be sent with every request
 */
record OwnerFile(long pid, Instant startedAt, int port, String token) {

  static OwnerFile ofThisProcess(int port, String token) {
    ProcessHandle self = ProcessHandle.current();
    return new OwnerFile(self.pid(), startOf(self), port, token);
  }

  /** Whether the process that wrote the file still lives. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(startedAt))
        .isPresent();
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
