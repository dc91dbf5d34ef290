package dev.nightsweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Signals to other processes. */
public final class Signals {
  private Signals() {}

  /** What was started in the background by a script ignores Ctrl-C, and so would its children. */
  public static List<String> asInAShell() throws IOException {
    Path status = Path.of("/proc/self/status");
    boolean ignored =
        Files.exists(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    return ignored ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Sends a signal, such as {@code TERM}; false if the process is gone. */
  public static boolean reaches(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    ProcessBuilder kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()));
    return kill.redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Sends a signal to a process that is to be there. */
  public static void send(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    if (!reaches(name, process)) {
      throw new AssertionError("kill -%s %d failed".formatted(name, process.pid()));
    }
  }
}
