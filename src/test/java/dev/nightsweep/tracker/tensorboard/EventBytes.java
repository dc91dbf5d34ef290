package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.MaskedChecksum;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of event files, made by hand from the format's description. */
public final class EventBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A record with its checksums. */
  EventBytes record(byte[] data) {
    byte[] length = fixed(Long.BYTES, data.length);
    bytes.writeBytes(length);
    bytes.writeBytes(fixed(Integer.BYTES, MaskedChecksum.of(length, 0, length.length)));
    bytes.writeBytes(data);
    bytes.writeBytes(fixed(Integer.BYTES, MaskedChecksum.of(data, 0, data.length)));
    return this;
  }

  /** The beginning of a record that is said to be so long. */
  EventBytes lengthOnly(long length) {
    byte[] field = fixed(Long.BYTES, length);
    bytes.writeBytes(field);
    bytes.writeBytes(fixed(Integer.BYTES, MaskedChecksum.of(field, 0, field.length)));
    return this;
  }

  EventBytes raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  EventBytes version() {
    return record(join(real(1, 1.7e9), text(3, "brain.Event:2")));
  }

  public EventBytes scalar(String tag, long step, float value, double seconds) {
    byte[] simple = join(text(1, tag), new byte[] {0x15}, fixed(4, Float.floatToIntBits(value)));
    return event(step, seconds, simple);
  }

  EventBytes event(long step, double seconds, byte[] value) {
    return record(
        join(real(1, seconds), new byte[] {0x10}, varint(step), field(5, field(1, value))));
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  static byte[] field(int number, byte[] content) {
    return join(varint((long) number << 3 | 2), varint(content.length), content);
  }

  static byte[] text(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] number(int number, long value) {
    return join(varint((long) number << 3), varint(value));
  }

  static byte[] real(int number, double value) {
    return join(varint((long) number << 3 | 1), fixed(8, Double.doubleToLongBits(value)));
  }

  static byte[] fixed(int size, long value) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(value).flip();
    byte[] fixed = new byte[size];
    buffer.get(fixed);
    return fixed;
  }

  static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
