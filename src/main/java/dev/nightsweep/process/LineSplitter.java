package dev.nightsweep.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of what another process prints. Of a line that is longer than anybody reads only the
 * beginning is kept, and that it was cut is said in it: whatever a process prints, it takes no more
 * memory than that.
 */
public final class LineSplitter {
  /** What a line ends in that was cut. */
  public static final String CUT = " bytes more)";

  private static final int BUFFER = 8192;

  private final int maxBytes;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long dropped;
  private boolean afterReturn;

  public LineSplitter(int maxBytes, Consumer<String> lines) {
    this.maxBytes = maxBytes;
    this.lines = lines;
  }

  /** Reads until the stream ends. */
  public static void read(InputStream in, int maxBytes, Consumer<String> lines) throws IOException {
    LineSplitter splitter = new LineSplitter(maxBytes, lines);
    byte[] buffer = new byte[BUFFER];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      splitter.accept(buffer, length);
    }
    splitter.end();
  }

  /** The next bytes, as many as came. */
  public void accept(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      accept(bytes[i]);
    }
  }

  private void accept(byte next) {
    boolean endsReturn = next == '\n' && afterReturn; // as in "\r\n"
    afterReturn = next == '\r';
    if (next == '\n' || next == '\r') {
      if (!endsReturn) {
        hand();
      }
    } else if (line.size() < maxBytes) {
      line.write(next);
    } else {
      dropped++;
    }
  }

  /** Nothing more comes: what stands there is the last line. */
  public void end() {
    if (line.size() > 0) {
      hand();
    }
  }

  private void hand() {
    String text = line.toString(StandardCharsets.UTF_8);
    lines.accept(dropped == 0 ? text : text + "… (cut, %d".formatted(dropped) + CUT);
    line.reset();
    dropped = 0;
  }
}
