package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.GrowingFile;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * The records of a {@code .wandb} file: a head of seven bytes, then the format of LevelDB's logs,
 * with blocks of 32 KiB and records in one part or several; but the checksum is a plain CRC-32.
 */
final class RecordLog implements Closeable {
  private static final byte[] HEAD = {':', 'W', '&', 'B', (byte) 0xe1, (byte) 0xbe, 0};
  private static final int BLOCK = 1 << 15;
  private static final int PART_HEAD = 7;
  private static final int TYPE_AT = 6;
  private static final int WHOLE = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private final GrowingFile file;
  private ByteBuffer there = ByteBuffer.allocate(0);

  /** The bytes of {@link #there} that belong to whole records. */
  private int done;

  private RecordLog(GrowingFile file) {
    this.file = file;
  }

  static RecordLog open(Path path, long maxBytes) throws IOException {
    return new RecordLog(GrowingFile.open(path, maxBytes));
  }

  /**
   * Hands on the records that have become whole since; of a long file some.
   *
   * @param taker throws {@link IllegalArgumentException} for a record that is nonsense
   * @return whether there may be more
   */
  boolean next(Consumer<byte[]> taker) throws IOException {
    there = ByteBuffer.wrap(file.look()).order(ByteOrder.LITTLE_ENDIAN);
    done = 0;
    if (file.position() > 0 || passHead()) {
      Optional<byte[]> record = record();
      while (record.isPresent()) {
        hand(record.get(), taker);
        done = there.position();
        record = record();
      }
    }
    file.take(done);
    return !file.isAtEnd();
  }

  private void hand(byte[] record, Consumer<byte[]> taker) throws UnreadableRunException {
    try {
      taker.accept(record);
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage());
    }
  }

  private boolean passHead() throws UnreadableRunException {
    int seen = Math.min(HEAD.length, there.limit());
    if (!Arrays.equals(HEAD, 0, seen, there.array(), 0, seen)) {
      throw unreadable("it does not begin as a .wandb file does");
    }
    there.position(seen);
    done = seen < HEAD.length ? 0 : seen;
    return done > 0;
  }

  /** The next record; empty if it is not all there yet. */
  private Optional<byte[]> record() throws UnreadableRunException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (boolean begun = false; toPart(); begun = true) {
      int type = there.get(there.position() + TYPE_AT);
      if (type < WHOLE || type > LAST || begun == (type <= FIRST)) {
        throw unreadable("a part of a record where none belongs");
      }
      int length = Short.toUnsignedInt(there.getShort(there.position() + Integer.BYTES));
      if (length > left() - PART_HEAD) {
        throw unreadable("a record beyond its block");
      }
      if (length > there.remaining() - PART_HEAD) {
        return Optional.empty();
      }
      takePart(length, parts);
      if (type == WHOLE || type == LAST) {
        return Optional.of(parts.toByteArray());
      }
      if (parts.size() > TrackerLimits.MAX_RECORD_BYTES) {
        throw unreadable(
            "a record of more than %d MiB".formatted(TrackerLimits.MAX_RECORD_BYTES >> 20));
      }
    }
    return Optional.empty();
  }

  /** Goes past the end of a block that holds no part; false if there is no part's head yet. */
  private boolean toPart() {
    while (left() < PART_HEAD || isUnused()) {
      if (there.remaining() < left()) {
        return false;
      }
      there.position(there.position() + left());
    }
    return there.remaining() >= PART_HEAD;
  }

  private boolean isUnused() {
    return there.remaining() >= PART_HEAD
        && there.getInt(there.position()) == 0
        && there.getShort(there.position() + Integer.BYTES) == 0
        && there.get(there.position() + TYPE_AT) == 0;
  }

  /** Of the block that we are in. */
  private int left() {
    return BLOCK - (int) ((file.position() + there.position()) % BLOCK);
  }

  private void takePart(int length, ByteArrayOutputStream parts) throws UnreadableRunException {
    CRC32 checksum = new CRC32();
    checksum.update(there.array(), there.position() + TYPE_AT, length + 1);
    if ((int) checksum.getValue() != there.getInt(there.position())) {
      throw unreadable("a wrong checksum");
    }
    parts.write(there.array(), there.position() + PART_HEAD, length);
    there.position(there.position() + PART_HEAD + length);
  }

  private UnreadableRunException unreadable(String why) {
    file.take(done);
    return file.unreadable(why);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
