package dev.nightsweep.worker;

import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.process.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** What arrives from the parent, and whether it is still there. */
final class InstructionQueue {
  /** How long a run may take to notice that its parent is gone before the process is ended. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final BlockingQueue<Optional<Assignment>> arrived = new LinkedBlockingQueue<>();
  private volatile boolean closed;
  private volatile Instruction.Interrupt interrupt = new Instruction.Interrupt("", 0, false);
  private volatile Instruction.GoOn released = new Instruction.GoOn("", 0, 0);

  /** Reads from the stream until it ends; the process does not outlive its parent for long. */
  static InstructionQueue reading(InputStream in) {
    InstructionQueue queue = new InstructionQueue();
    Threads.start("instructions", () -> queue.readAndEnd(in), why -> queue.close());
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

  /** What is wanted of that run. */
  RunControl control(Assignment run) {
    return new RunControl() {
      @Override
      public boolean isInterrupted() {
        Instruction.Interrupt asked = interrupt;
        boolean meant = asked.runId().equals(run.runId()) && asked.attempt() == run.attempt();
        return closed || meant;
      }

      @Override
      public boolean isEndedForGood() {
        return interrupt.forGood() && interrupt.runId().equals(run.runId());
      }

      @Override
      public boolean isHeld(int epoch) {
        Instruction.GoOn told = released;
        boolean meant = told.runId().equals(run.runId()) && told.attempt() == run.attempt();
        int holdAfter = meant ? told.holdAfter() : run.holdAfter();
        return holdAfter > 0 && epoch >= holdAfter;
      }

      @Override
      public void awaitRelease(int epoch) {
        awaitChange(() -> !isHeld(epoch) || isInterrupted());
      }
    };
  }

  private synchronized void awaitChange(BooleanSupplier enough) {
    try {
      while (!enough.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more work and interrupts what is under way. */
  synchronized void close() {
    closed = true;
    arrived.add(Optional.empty());
    notifyAll();
  }

  synchronized void accept(Instruction instruction) {
    if (instruction instanceof Assignment assignment) {
      arrived.add(Optional.of(assignment));
    } else if (instruction instanceof Instruction.Interrupt asked) {
      interrupt = asked;
    } else if (instruction instanceof Instruction.GoOn told) {
      released = told;
    } else {
      throw new AssertionError(instruction);
    }
    notifyAll();
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
