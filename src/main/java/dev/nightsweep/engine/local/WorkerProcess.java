package dev.nightsweep.engine.local;

import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.WorkerExit;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Signal;
import dev.nightsweep.process.FailureText;
import dev.nightsweep.process.LineSplitter;
import dev.nightsweep.process.Threads;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** One worker process, its pipes, and the run it has. */
final class WorkerProcess {
  private static final int MAX_LOG_LINE = 16 << 10;
  private static final int MAX_SIGNAL = 16 << 20;

  private final int number;
  private final Process process;
  private final BufferedWriter input;
  private final WorkerLog log = new WorkerLog();
  private final Thread logReader;
  private final Path errorFile;
  private final BlockingQueue<EngineEvent> events;
  private final MemoryKills memoryKills = MemoryKills.now();
  private Assignment run;
  private boolean gone;

  WorkerProcess(int number, Launch launch, BlockingQueue<EngineEvent> events) {
    this.number = number;
    this.events = events;
    try {
      this.process = launch.process().start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a worker process: " + e.getMessage(), e);
    }
    this.errorFile = launch.errorFile(process.pid());
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.logReader = reading("log", process.getErrorStream(), MAX_LOG_LINE, log::add);
    Thread signals = reading("signals", process.getInputStream(), MAX_SIGNAL, this::signalled);
    Threads.start(
        "worker-end",
        () -> awaitEnd(signals),
        why -> {
          failed(why);
          awaitEnd(signals); // whoever waits for this run must hear of its end
        });
  }

  int number() {
    return number;
  }

  /** Up, and without a run. */
  synchronized boolean isFree() {
    return run == null && !gone;
  }

  /** Dead, and its run, if it had one, reported. */
  synchronized boolean isGone() {
    return run == null && gone;
  }

  synchronized void start(Assignment assignment, Path logFile) {
    run = assignment;
    log.switchTo(logFile);
    if (gone) {
      reportDeath(); // it died between two runs
      return;
    }
    tell(assignment);
  }

  /** Asks it to end its run at the next step, if it has one. */
  synchronized void interrupt(boolean forGood) {
    if (run != null && !gone) {
      tell(new Instruction.Interrupt(run.runId(), run.attempt(), forGood));
    }
  }

  /** Lets its run go on, if it has one that waits. */
  synchronized void goOn(int holdAfter) {
    if (run != null && !gone) {
      tell(new Instruction.GoOn(run.runId(), run.attempt(), holdAfter));
    }
  }

  private void tell(Instruction instruction) {
    try {
      input.write(Wire.write(instruction));
      input.newLine();
      input.flush();
    } catch (IOException e) {
      log.add("the worker's pipe broke: " + e.getMessage()); // its end is reported by awaitEnd
    }
  }

  /** With what it has started: a program of the user's would go on. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits for the end of a process that was killed. */
  void close() {
    process.onExit().join();
    log.close();
  }

  private void signalled(String line) {
    Wire.parseSignal(line).ifPresentOrElse(this::said, () -> log.add(line));
  }

  /** An idle worker has no run any more: should it die now, that run is not reported again. */
  private synchronized void said(Signal signal) {
    if (signal instanceof Signal.Idle) {
      run = null;
    }
    events.add(new EngineEvent.Said(number, signal));
  }

  private void awaitEnd(Thread signals) {
    try {
      signals.join(); // everything it said comes before its death
      logReader.join();
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this thread", e);
    }
    synchronized (this) {
      gone = true;
      if (run != null) {
        reportDeath();
      }
    }
  }

  private void reportDeath() {
    WorkerExit death = death(process.exitValue());
    String cause = cause(process.exitValue(), death);
    events.add(new EngineEvent.Died(number, run, death, cause, log.tail()));
    run = null;
  }

  /**
   * What an exit code means, as the JVM and the system use them. A JVM that may not leave a core
   * file ends with 1 after a crash: only its error file tells.
   */
  private WorkerExit death(int exitCode) {
    if (Files.exists(errorFile)) {
      return WorkerExit.NATIVE_CRASH;
    }
    return switch (exitCode) {
      case 3 -> WorkerExit.HEAP;
      case 134, 139 -> WorkerExit.NATIVE_CRASH;
      case 137 -> memoryKills.haveGrown() ? WorkerExit.MEMORY : WorkerExit.KILLED;
      case 143 -> WorkerExit.KILLED;
      default -> WorkerExit.OTHER;
    };
  }

  private String cause(int exitCode, WorkerExit death) {
    String meaning =
        switch (death) {
          case HEAP -> "out of Java heap";
          case MEMORY -> "killed by the system for want of memory; maybe use fewer --workers";
          case NATIVE_CRASH -> "a crash in native code" + seeErrorFile();
          case KILLED -> exitCode == 143 ? "terminated" : "killed";
          default -> "see the log";
        };
    return "the worker process ended with exit code %d (%s)".formatted(exitCode, meaning);
  }

  private String seeErrorFile() {
    return Files.exists(errorFile)
        ? "; see %s in the sweep's folder".formatted(errorFile.getFileName())
        : "";
  }

  private Thread reading(String name, InputStream in, int maxBytes, Consumer<String> line) {
    return Threads.start("worker-" + name, () -> readLines(in, maxBytes, line), this::failed);
  }

  private static void readLines(InputStream in, int maxBytes, Consumer<String> line) {
    try (in) {
      LineSplitter.read(in, maxBytes, line);
    } catch (IOException e) {
      line.accept("the worker's output broke off: " + e.getMessage());
    }
  }

  /** A worker that nobody listens to is of no use: its run is tried again with another one. */
  private void failed(Throwable why) {
    kill();
    log.add(
        "(Nightsweep could not go on listening to this worker. %s)".formatted(FailureText.of(why)));
  }
}
