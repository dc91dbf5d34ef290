package dev.nightsweep.worker;

import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The assignments that arrive, and whether the parent is still there. */
final class Inbox {
  /** How long a run may take to notice that its parent is gone before the process is ended. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final BlockingQueue<Optional<Assignment>> arrived = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  /** Reads from the stream until it ends; the process does not outlive its parent for long. */
  static Inbox reading(InputStream in) {
    Inbox inbox = new Inbox();
    Thread reader = new Thread(() -> inbox.readAndEnd(in), "inbox");
    reader.setDaemon(true);
    reader.start();
    return inbox;
  }

  /** An inbox that is filled by hand. */
  static Inbox of(Assignment... assignments) {
    Inbox inbox = new Inbox();
    for (Assignment assignment : assignments) {
      inbox.arrived.add(Optional.of(assignment));
    }
    inbox.arrived.add(Optional.empty());
    return inbox;
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

  boolean isClosed() {
    return closed;
  }

  private void readAndEnd(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        arrived.add(Optional.of(Wire.parseAssignment(line)));
      }
    } catch (IOException e) {
      System.err.println("the pipe from the parent broke: " + e.getMessage());
    }
    closed = true;
    arrived.add(Optional.empty());
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
