package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs commands as a user would, in this process, on a results folder of its own.
 *
 * @param threaded whether runs train in threads of this process, not in processes of their own
 */
record Cli(Path results, boolean threaded) {
  private static final List<String> TRAINING = List.of("run", "resume");

  Cli(Path results) {
    this(results, false);
  }

  /** For sweeps of the simulator to which processes of their own add nothing but their start. */
  static Cli inThreads(Path results) {
    return new Cli(results, true);
  }

  /** What a command gave. */
  record Result(int exitCode, String out, String err) {}

  /** Runs the command with {@code --results}. */
  Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--results", results.toString()));
    if (threaded && TRAINING.contains(arguments[0])) {
      all.addAll(List.of("--engine", "threads"));
    }
    return plain(all);
  }

  /** The same in another process, with another working folder than ours. */
  Result elsewhere(String... arguments) throws IOException, InterruptedException {
    return elsewhere(Path.of(System.getProperty("java.home"), "bin"), arguments);
  }

  /** The same, where programs of that folder are found first. */
  Result elsewhere(Path programs, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator)),
                NightsweepCommand.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--results", "."));
    Path err = Files.createTempFile("nightsweep-", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(results.toFile()).redirectError(err.toFile());
      builder
          .environment()
          .merge("PATH", programs.toString(), (old, first) -> first + File.pathSeparator + old);
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  static Result plain(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = NightsweepCommand.execute(arguments, new Console(printer(out), printer(err), 0));
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
