package dev.nightsweep.tracker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The fields of a message of Protocol Buffers, one after the other, read without its schema and
 * never beyond its bytes. It holds nothing but a place in them, so that a message costs no memory.
 * A field whose value nobody asks for is passed over.
 */
public final class ProtobufFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 64;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ByteBuffer bytes;
  private int number;
  private int type;
  private long value;
  private ByteBuffer content;

  public ProtobufFields(byte[] message) {
    this(ByteBuffer.wrap(message));
  }

  private ProtobufFields(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.content = NOTHING;
  }

  /**
   * Goes to the next field; false at the end.
   *
   * @throws IllegalArgumentException if what is there is no field
   */
  public boolean next() {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long tag = varint();
    number = (int) (tag >>> 3);
    type = (int) (tag & 7);
    require(number > 0 && tag >>> 32 == 0, "a field without a number");
    content = NOTHING;
    value = 0;
    switch (type) {
      case VARINT -> value = varint();
      case FIXED64 -> value = fixed(Long.BYTES).getLong();
      case FIXED32 -> value = fixed(Integer.BYTES).getInt();
      case BYTES -> {
        long length = varint();
        require(length >= 0 && length <= bytes.remaining(), "a field beyond its message's end");
        content = fixed((int) length);
      }
      default -> throw new IllegalArgumentException("a field of the unknown type " + type);
    }
    return true;
  }

  private ByteBuffer fixed(int length) {
    require(length <= bytes.remaining(), "a field beyond its message's end");
    ByteBuffer slice = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + length);
    return slice;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      require(bytes.hasRemaining(), "a number beyond its message's end");
      byte next = bytes.get();
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new IllegalArgumentException("a number of more than 10 bytes");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The number of the field in its message. */
  public int number() {
    return number;
  }

  /** Whether its value is bytes: a text, a message, or numbers one after the other. */
  public boolean isPacked() {
    return type == BYTES;
  }

  /** The value of an integer, a boolean or an enum. */
  public long integer() {
    require(type == VARINT, "field %d is no integer".formatted(number));
    return value;
  }

  /** The first of integers, which are packed or one of many fields; empty if there is none. */
  public OptionalLong firstInteger() {
    if (type != BYTES) {
      return OptionalLong.of(integer());
    }
    return content.hasRemaining()
        ? OptionalLong.of(new ProtobufFields(content).varint())
        : OptionalLong.empty();
  }

  /** The value of a {@code sint32} or {@code sint64}. */
  public long signedInteger() {
    return integer() >>> 1 ^ -(value & 1);
  }

  /** The value of a {@code double} or a {@code float}. */
  public double real() {
    require(type == FIXED64 || type == FIXED32, "field %d is no number".formatted(number));
    return type == FIXED64 ? Double.longBitsToDouble(value) : Float.intBitsToFloat((int) value);
  }

  /** The value of a text; bytes that are no UTF-8 are replaced. */
  public String text() {
    return StandardCharsets.UTF_8.decode(content().duplicate()).toString();
  }

  /** The value of a field of bytes, or of packed numbers; little-endian. */
  public ByteBuffer content() {
    require(type == BYTES, "field %d is no message or text".formatted(number));
    return content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The fields of a message in this one. */
  public ProtobufFields message() {
    return new ProtobufFields(content());
  }
}
