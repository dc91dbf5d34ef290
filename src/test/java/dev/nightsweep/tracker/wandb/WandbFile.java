package dev.nightsweep.tracker.wandb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Writes records as W&B's library does, so that files can be made that it would not write. */
final class WandbFile {
  private static final int BLOCK = 1 << 15;
  private static final int HEAD = 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  WandbFile() {
    bytes.writeBytes(new byte[] {':', 'W', '&', 'B', (byte) 0xe1, (byte) 0xbe, 0});
  }

  WandbFile with(byte[] record) {
    int from = 0;
    do {
      int left = BLOCK - bytes.size() % BLOCK;
      if (left < HEAD) {
        bytes.writeBytes(new byte[left]);
        left = BLOCK;
      }
      int length = Math.min(left - HEAD, record.length - from);
      boolean last = from + length == record.length;
      part(record, from, length, from == 0 ? (last ? 1 : 2) : last ? 4 : 3);
      from += length;
    } while (from < record.length);
    return this;
  }

  void part(byte[] record, int from, int length, int type) {
    CRC32 checksum = new CRC32();
    checksum.update(type);
    checksum.update(record, from, length);
    bytes.writeBytes(
        ByteBuffer.allocate(HEAD)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) checksum.getValue())
            .putShort((short) length)
            .put((byte) type)
            .array());
    bytes.write(record, from, length);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** A field of bytes, of up to two million of them. */
  static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    varint(number << 3 | 2, field);
    varint(content.length, field);
    field.writeBytes(content);
    return field.toByteArray();
  }

  private static void varint(int value, ByteArrayOutputStream to) {
    for (int left = value; ; left >>>= 7) {
      if (left < 0x80) {
        to.write(left);
        return;
      }
      to.write((left & 0x7f) | 0x80);
    }
  }
}
