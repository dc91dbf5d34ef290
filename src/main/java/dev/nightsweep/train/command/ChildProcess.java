package dev.nightsweep.train.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The program while it runs, and all that it starts. Its number stands in the run's folder, so that
 * whoever tries the run again ends what a killed worker has left.
 */
final class ChildProcess implements AutoCloseable {
  private static final String NUMBER = "program.pid";
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Process process;
  private final Path number;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;
  private final Thread errors;
  private volatile String lastError = "";

  private ChildProcess(Process process, Path number) {
    this.process = process;
    this.number = number;
    this.reader = reading(process.getInputStream(), lines::add);
    this.errors = reading(process.getErrorStream(), this::complained);
  }

  private static Thread reading(InputStream from, Consumer<String> line) {
    Thread thread = new Thread(() -> read(from, line), "program-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Starts it; what it writes to standard error goes to ours, the run's log. */
  static ChildProcess start(List<String> words, Map<String, String> variables, Path folder)
      throws IOException {
    Path number = folder.resolve(NUMBER);
    endWhatIsLeft(number);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    Files.writeString(number, process.pid() + " " + started(process.toHandle()));
    return new ChildProcess(process, number);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static void endWhatIsLeft(Path number) throws IOException {
    if (!Files.exists(number)) {
      return;
    }
    String said = Files.readString(number);
    int space = said.indexOf(' ');
    if (space > 0) {
      ProcessHandle.of(Long.parseLong(said.substring(0, space)))
          .filter(process -> started(process).equals(said.substring(space + 1)))
          .ifPresent(ChildProcess::kill);
    }
    Files.delete(number);
  }

  private static void kill(ProcessHandle process) {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static void read(InputStream from, Consumer<String> line) {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      output.lines().forEach(line);
    } catch (IOException | UncheckedIOException e) {
      line.accept("(the program's output broke off: " + e.getMessage() + ")");
    }
  }

  private void complained(String line) {
    System.err.println(line);
    lastError = line.isBlank() ? lastError : line.strip();
  }

  /** The last line that it wrote to standard error; empty if none. */
  String lastError() {
    return lastError;
  }

  /** Its next line of output, or empty if none came in time. */
  Optional<String> line(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Whether it has ended and all that it said was taken. */
  boolean isOver() {
    return !process.isAlive() && !reader.isAlive() && !errors.isAlive() && lines.isEmpty();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Asks it to end, and ends it and all that it started if it does not in time. */
  void end() throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    started.forEach(ProcessHandle::destroyForcibly);
    kill(process.toHandle());
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    kill(process.toHandle());
    Files.deleteIfExists(number);
  }
}
