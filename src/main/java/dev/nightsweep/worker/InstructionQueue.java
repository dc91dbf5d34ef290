package dev.nightsweep.worker;

import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Instruction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What arrives from the parent, and whether it is still there. */
final class InstructionQueue {
  /** How long a run may take to notice that its parent is gone before the process is ended. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final BlockingQueue<Optional<Assignment>> arrived = new LinkedBlockingQueue<>();
  private volatile boolean closed;
  private volatile Instruction.Interrupt interrupt = new Instruction.Interrupt("", 0, false);

  /** Reads from the stream until it ends; the process does not outlive its parent for long. */
  static InstructionQueue reading(InputStream in) {
    InstructionQueue queue = new InstructionQueue();
    Thread reader = new Thread(() -> queue.readAndEnd(in), "instructions");
    reader.setDaemon(true);
    reader.start();
    return queue;
  }

  /** A queue that is filled by hand. */
  static InstructionQueue of(Instruction... instructions) {
    InstructionQueue queue = new InstructionQueue();
    for (Instruction instruction : instructions) {
      queue.accept(instruction);
    }
    queue.arrived.add(Optional.empty());
    return queue;
  }

  /** Waits for the next assignment; empty when there will be none. */
  Optional<Assignment> take() {
    try {
      return arrived.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whether that run is to end at its next step. */
  boolean isInterrupted(Assignment run) {
    Instruction.Interrupt asked = interrupt;
    boolean meant = asked.runId().equals(run.runId()) && asked.attempt() == run.attempt();
    return closed || meant;
  }

  /** Whether that run is not to go on, should it have been interrupted. */
  boolean isEndedForGood(Assignment run) {
    return interrupt.forGood() && interrupt.runId().equals(run.runId());
  }

  /** Takes no more work and interrupts what is under way. */
  void close() {
    closed = true;
    arrived.add(Optional.empty());
  }

  private void accept(Instruction instruction) {
    if (instruction instanceof Assignment assignment) {
      arrived.add(Optional.of(assignment));
    } else if (instruction instanceof Instruction.Interrupt asked) {
      interrupt = asked;
    } else {
      throw new AssertionError(instruction);
    }
  }

  private void readAndEnd(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        accept(Wire.parseInstruction(line));
      }
    } catch (IOException e) {
      System.err.println("the pipe from the parent broke: " + e.getMessage());
    }
    close();
    haltAfterGrace();
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
