package dev.nightsweep.train.command;

import dev.nightsweep.process.ProcessIdentity;
import dev.nightsweep.process.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The program while it runs, and all that it starts. Its number stands in the run's folder, so that
 * whoever tries the run again ends what a killed worker has left.
 */
final class ChildProcess implements AutoCloseable {
  private static final String NUMBER = "program.pid";
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int MAX_WAITING_LINES = 1000;
  private static final int MAX_CAUSE = 1000;
  private static final int MAX_MISPLACED = 100;

  private final Process process;
  private final Path number;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_WAITING_LINES);
  private final Thread reader;
  private final Thread errors;
  private final AtomicBoolean written = new AtomicBoolean();
  private final List<Reported.NotTaken> misplaced = new CopyOnWriteArrayList<>();
  private volatile String lastError = "";
  private volatile boolean closed;

  private ChildProcess(Process process, Path number) {
    this.process = process;
    this.number = number;
    this.reader = reading(process.getInputStream(), this::said);
    this.errors = reading(process.getErrorStream(), this::complained);
  }

  private Thread reading(InputStream from, Consumer<String> line) {
    ProgramOutput output = new ProgramOutput(process, from, line, () -> written.set(true));
    return Threads.start("program-output", output::read, why -> kill(process.toHandle()));
  }

  /** Starts it; what it writes to standard error goes to ours, the run's log. */
  static ChildProcess start(List<String> words, Map<String, String> variables, Path folder)
      throws IOException {
    NativeText.requireWhole(words);
    Path number = folder.resolve(NUMBER);
    endWhatIsLeft(number);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    Files.writeString(number, identity.pid() + " " + identity.start());
    return new ChildProcess(process, number);
  }

  private static void endWhatIsLeft(Path number) throws IOException {
    if (!Files.exists(number)) {
      return;
    }
    String said = Files.readString(number);
    int space = said.indexOf(' ');
    if (space > 0) {
      new ProcessIdentity(Long.parseLong(said.substring(0, space)), said.substring(space + 1))
          .living()
          .ifPresent(ChildProcess::kill);
    }
    Files.delete(number);
  }

  private static void kill(ProcessHandle process) {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** A program that says more than anybody can take waits, as at any pipe that is full. */
  private void said(String line) {
    try {
      while (!closed && !lines.offer(line, 100, TimeUnit.MILLISECONDS)) {
        // It waits.
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this thread", e);
    }
  }

  private void complained(String line) {
    System.err.println(line);
    if (misplaced.size() < MAX_MISPLACED
        && MetricLine.of(line) instanceof Reported.Readings readings) {
      misplaced.add(
          new Reported.NotTaken(readings.text(), "it stands on standard error, not output"));
    }
    if (!line.isBlank()) {
      String said = line.strip();
      lastError = said.substring(0, Math.min(said.length(), MAX_CAUSE));
    }
  }

  /** What it wrote to standard error that would be readings on standard output. */
  List<Reported.NotTaken> misplaced() {
    return misplaced;
  }

  /** The last line that it wrote to standard error; empty if none. */
  String lastError() {
    return lastError;
  }

  /** The lines that it has printed and nobody has taken yet. */
  List<String> lines() {
    List<String> taken = new ArrayList<>();
    lines.drainTo(taken);
    return taken;
  }

  /** Whether it has written anything, to either stream, since this was asked last. */
  boolean hasWritten() {
    return written.getAndSet(false);
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
    closed = true;
    kill(process.toHandle());
    Files.deleteIfExists(number);
  }
}
