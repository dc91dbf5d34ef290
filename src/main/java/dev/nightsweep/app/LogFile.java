package dev.nightsweep.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A sweep's log: plain lines behind those of earlier sessions. */
final class LogFile implements AutoCloseable {
  private final BufferedWriter writer;

  private LogFile(BufferedWriter writer) {
    this.writer = writer;
  }

  static LogFile open(Path file) {
    try {
      return new LogFile(
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + file, e);
    }
  }

  void line(String text) {
    try {
      writer.write(text);
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      // The log only repeats what the journals hold; a full disk must not end the sweep here.
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      // As above.
    }
  }
}
