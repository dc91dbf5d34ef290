package dev.nightsweep.serve;

import dev.nightsweep.journal.Json;
import dev.nightsweep.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code .owner.json} says.
 *
 * @param pid the owner's process
 * @param startedAt when that process started, for people: it changes when the clock is set
 * @param start the same as the system counts it: a number alone may have been given to another
 * @param port on 127.0.0.1
 * @param token to be sent with every request
 */
record OwnerFile(long pid, Instant startedAt, String start, int port, String token) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_BYTES = 4096;

  static OwnerFile ofThisProcess(int port, String token) {
    ProcessIdentity self = ProcessIdentity.ofThisProcess();
    Instant startedAt = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    return new OwnerFile(self.pid(), startedAt, self.start(), port, token);
  }

  /** What the file says; empty if there is none, or it is none that an owner writes. */
  static Optional<OwnerFile> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(Json.read(Files.readString(file), OwnerFile.class))
          .filter(OwnerFile::isSound);
    } catch (IOException e) {
      return Optional.empty(); // it has just gone or is torn: H2's own lock still decides
    }
  }

  private boolean isSound() {
    return port > 0
        && port <= MAX_PORT
        && start != null
        && token != null
        && token.matches("[\\w-]+");
  }

  /** Whether the process that wrote the file still lives. */
  boolean isAlive() {
    return new ProcessIdentity(pid, start).living().isPresent();
  }
}
