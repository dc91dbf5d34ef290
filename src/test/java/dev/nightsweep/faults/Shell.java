package dev.nightsweep.faults;

import dev.nightsweep.cli.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Commands in processes of their own, as a shell starts them.
 *
 * @param results their results folder
 * @param before what stands before the command, such as a shell that sets a limit
 * @param options for the Java VM
 * @param environment variables beside those of this process
 */
record Shell(
    Path results, List<String> before, List<String> options, Map<String, String> environment) {
  private static final long MINUTES = 5;

  /** How a command ended. */
  record Ended(int exitCode, String out, String err) {}

  /** A command under way, and the files that take what it says. */
  record Started(Process process, Path out, Path err) {
    Ended await() throws IOException, InterruptedException {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The worker processes that it has now. */
    List<ProcessHandle> workers() {
      return process
          .children()
          .filter(child -> child.info().command().filter(c -> c.endsWith("java")).isPresent())
          .toList();
    }
  }

  static Shell in(Path results) {
    return new Shell(results, List.of(), List.of(), Map.of());
  }

  /** A shell in which something was done first, such as {@code ulimit -n 64}. */
  Shell after(String preparation) {
    return new Shell(
        results, List.of("sh", "-c", preparation + "; exec \"$@\"", "sh"), options, environment);
  }

  Shell with(List<String> moreOptions, Map<String, String> variables) {
    return new Shell(results, before, moreOptions, variables);
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  Started start(String... arguments) throws IOException {
    Path folder = Files.createDirectories(results.resolveSibling("said"));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Started(process, out, err);
  }

  /** The command with {@code --results}, its streams still to be chosen. */
  ProcessBuilder builder(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Signals.asInAShell());
    command.addAll(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.add("dev.nightsweep.cli.NightsweepCommand");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--results", results.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    // Its workers inherit it: none of these processes lives long enough to gain by more.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    return builder;
  }
}
