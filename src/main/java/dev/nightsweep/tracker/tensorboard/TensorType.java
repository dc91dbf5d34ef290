package dev.nightsweep.tracker.tensorboard;

import java.nio.ByteBuffer;

/** What kind of numbers a tensor has, by TensorFlow's number for it. */
enum TensorType {
  FLOAT(1, Float.BYTES),
  DOUBLE(2, Double.BYTES),
  INT32(3, Integer.BYTES),
  UINT8(4, 1),
  INT16(5, Short.BYTES),
  INT8(6, 1),
  INT64(9, Long.BYTES),
  BOOL(10, 1),
  BFLOAT16(14, Short.BYTES),
  HALF(19, Short.BYTES),
  /** Texts and whatever is no real number. */
  OTHER(0, Integer.MAX_VALUE);

  private static final int BFLOAT_SHIFT = 16;

  private final int number;
  private final int bytes;

  TensorType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  static TensorType of(long number) {
    for (TensorType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    return OTHER;
  }

  /** So many bytes has a number of it. */
  int bytes() {
    return bytes;
  }

  /** The first of the numbers that stand there one after the other. */
  double number(ByteBuffer content) {
    return switch (this) {
      case FLOAT -> content.getFloat();
      case DOUBLE -> content.getDouble();
      case INT32 -> content.getInt();
      case INT64 -> content.getLong();
      case INT16 -> content.getShort();
      case BFLOAT16, HALF -> half(content.getShort());
      case UINT8, BOOL -> content.get() & 0xff;
      case INT8 -> content.get();
      case OTHER -> throw new IllegalArgumentException("a tensor without numbers");
    };
  }

  /** A number that stands in a list of integers: the halves as the bits that they are made of. */
  double listed(long bits) {
    return this == HALF || this == BFLOAT16 ? half((short) bits) : bits;
  }

  private double half(short bits) {
    if (this == BFLOAT16) {
      return Float.intBitsToFloat(bits << BFLOAT_SHIFT);
    }
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + fraction / 1024.0, exponent - 15);
        };
    return bits < 0 ? -size : size;
  }
}
