package dev.nightsweep.tracker.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends the reading of a record that is longer than any would be. */
final class BoundedReader extends FilterReader {
  static final int MAX_RECORD = 4 << 20;

  private int left = MAX_RECORD;

  BoundedReader(Reader in) {
    super(in);
  }

  /** A new record begins. */
  void begin() {
    left = MAX_RECORD;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    taken(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int read = super.read(buffer, from, length);
    taken(Math.max(0, read));
    return read;
  }

  private void taken(int characters) throws IOException {
    left -= characters;
    if (left < 0) {
      throw new IOException(
          "a row of more than %d characters, or a quote without an end".formatted(MAX_RECORD));
    }
  }
}
