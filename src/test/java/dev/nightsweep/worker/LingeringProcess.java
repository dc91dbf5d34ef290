package dev.nightsweep.worker;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process that holds a run's lock until its standard input closes, and then writes a last line.
 */
final class LingeringProcess {
  static final Entry.RunEnded LAST =
      new Entry.RunEnded(1, 0, new Outcome.Interrupted(), Instant.EPOCH);

  private LingeringProcess() {}

  /** Starts it; when this returns it has the run in that folder. */
  static Process at(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LingeringProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() < 0) {
      throw new AssertionError("the other process did not come up");
    }
    return process;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    JournalName name = JournalName.ofRun("sweep", folder.getFileName().toString());
    try (RunLock lock = RunLock.take(folder);
        Journal journal = Journal.open(name, lock.journal())) {
      System.out.println("up");
      System.in.transferTo(System.err);
      journal.append(LAST);
    }
  }
}
