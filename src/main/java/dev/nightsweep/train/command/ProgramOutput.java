package dev.nightsweep.train.command;

import dev.nightsweep.process.LineSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a program writes to one of its streams, to its end. It looks whether there is something to
 * read rather than wait in the reading: a process that the program has left behind may keep the
 * stream open long after the program's own end.
 */
final class ProgramOutput {
  private static final int MAX_LINE = 1 << 20;
  private static final int BUFFER = 8192;
  private static final long PAUSE_MILLIS = 10;

  /** When a process ends, Java puts what is left of its output in the place of the pipe. */
  private static final int MAX_FAILURES = 50;

  private final Process process;
  private final InputStream stream;
  private final LineSplitter lines;
  private final Consumer<String> line;
  private final Runnable bytes;
  private int failures;

  /**
   * @param bytes told whenever any came: a progress bar may write for hours without a line's end
   */
  ProgramOutput(Process process, InputStream stream, Consumer<String> line, Runnable bytes) {
    this.bytes = bytes;
    this.process = process;
    this.stream = stream;
    this.line = line;
    this.lines = new LineSplitter(MAX_LINE, line);
  }

  void read() {
    try {
      byte[] buffer = new byte[BUFFER];
      for (boolean ended = false; !ended; ) {
        boolean over = !process.isAlive(); // before looking: what it wrote is there to be seen
        int length = next(buffer);
        if (length > 0) {
          bytes.run();
        }
        lines.accept(buffer, length);
        ended = length == 0 && over && failures == 0;
        if (length == 0 && !ended) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
      lines.end();
      stream.close();
    } catch (IOException e) {
      line.accept("(the program's output broke off: " + e.getMessage() + ")");
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this thread", e);
    }
  }

  private int next(byte[] buffer) throws IOException {
    try {
      int there = stream.available();
      int length = there > 0 ? stream.read(buffer, 0, Math.min(there, buffer.length)) : 0;
      failures = 0;
      return Math.max(0, length);
    } catch (IOException e) {
      failures++;
      if (process.isAlive() || failures == MAX_FAILURES) {
        throw e;
      }
      return 0;
    }
  }
}
