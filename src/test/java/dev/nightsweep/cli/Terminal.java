package dev.nightsweep.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, as from a shell: it can be signalled and killed. */
final class Terminal implements AutoCloseable {
  private final Process process;
  private final BufferedReader err;
  private final List<String> seen = new ArrayList<>();

  /** Starts the command with {@code --results}. */
  Terminal(Path results, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Signals.asInAShell());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NightsweepCommand.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--results", results.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // Its workers inherit it: none of these processes lives long enough to gain by more.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    process = builder.start();
    err = process.errorReader(StandardCharsets.UTF_8);
  }

  /** Reads what it says on its standard error until a line holds that text. */
  String await(String text) throws IOException {
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      seen.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("it ended without saying '%s': %s".formatted(text, said()));
  }

  String said() {
    return String.join("\n", seen);
  }

  List<ProcessHandle> workers() {
    return process.children().toList();
  }

  void signal(String name) throws Exception {
    Signals.send(name, process.toHandle());
  }

  /** Waits for its end and returns the exit code. */
  int exitCode() throws Exception {
    err.lines().forEach(seen::add);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("it does not end: " + said());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
