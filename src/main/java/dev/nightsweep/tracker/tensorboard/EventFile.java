package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.GrowingFile;
import dev.nightsweep.tracker.MaskedChecksum;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of one event file: a length, its checksum, so many bytes, and their checksum. A
 * record that is not whole yet is left for later; one that is larger than anything with a number in
 * it, such as a picture, is passed over.
 */
final class EventFile implements Closeable {
  /** Pictures and graphs make event files large; of them only scalars are kept. */
  static final long MAX_BYTES = TrackerLimits.MAX_OWN_FILE_BYTES;

  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int HEADER_BYTES = LENGTH_BYTES + Integer.BYTES;

  private final GrowingFile file;
  private final ScalarReader scalars = new ScalarReader();
  private long toPass;

  private EventFile(GrowingFile file) {
    this.file = file;
  }

  static EventFile open(Path path) throws IOException {
    return new EventFile(GrowingFile.open(path, MAX_BYTES));
  }

  /** What the whole records tell that have come since; up to one look's worth. */
  List<EventValue> read() throws IOException {
    byte[] there = file.look();
    List<EventValue> values = new ArrayList<>();
    int at = 0;
    for (int end = 0; end >= 0; at = Math.max(at, end)) {
      end = toPass > 0 ? passed(there, at) : next(there, at, values);
    }
    file.take(at);
    return values;
  }

  /** Whether the last look saw the file's end as it then was. */
  boolean isAtEnd() throws IOException {
    return file.isAtEnd();
  }

  private int passed(byte[] there, int at) {
    int passed = (int) Math.min(toPass, there.length - at);
    toPass -= passed;
    return passed == 0 ? -1 : at + passed;
  }

  /** The end of the record that begins there, or -1 if it is not whole. */
  private int next(byte[] there, int at, List<EventValue> values) throws IOException {
    if (there.length - at < HEADER_BYTES) {
      return -1;
    }
    ByteBuffer bytes = ByteBuffer.wrap(there).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.getLong(at);
    if (MaskedChecksum.of(there, at, LENGTH_BYTES) != bytes.getInt(at + LENGTH_BYTES)) {
      throw damaged(at, "the length of a record does not match its checksum");
    }
    int from = at + HEADER_BYTES;
    if (length < 0 || length > MAX_BYTES) {
      throw damaged(
          at, "a record is said to have %s bytes".formatted(Long.toUnsignedString(length)));
    } else if (length > TrackerLimits.MAX_RECORD_BYTES) {
      toPass = length + Integer.BYTES;
      return from;
    } else if (there.length - from < length + Integer.BYTES) {
      return -1;
    }
    int size = (int) length;
    if (MaskedChecksum.of(there, from, size) != bytes.getInt(from + size)) {
      throw damaged(at, "a record does not match its checksum");
    }
    try {
      values.addAll(scalars.of(Arrays.copyOfRange(there, from, from + size)));
    } catch (IllegalArgumentException e) {
      throw damaged(at, "a record is no event of TensorBoard (" + e.getMessage() + ")");
    }
    return from + size + Integer.BYTES;
  }

  private UnreadableRunException damaged(int at, String why) {
    file.take(at);
    return file.unreadable(
        why
            + ". Is it damaged, or no event file? What stands before it can be kept by cutting it there");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
