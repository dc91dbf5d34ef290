package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.ProtobufFields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A tensor of one number, as TensorFlow 2 writes scalars; of any larger one there is none. */
final class TensorScalar {
  private static final int DTYPE = 1;
  private static final int SHAPE = 2;
  private static final int CONTENT = 4;
  private static final int FLOATS = 5;
  private static final int DOUBLES = 6;
  private static final int INTS = 7;
  private static final int LONGS = 10;
  private static final int BOOLEANS = 11;
  private static final int HALVES = 13;

  private static final int DIMENSION = 2;
  private static final int SIZE = 1;

  private TensorScalar() {}

  static OptionalDouble of(ProtobufFields fields) {
    TensorType type = TensorType.OTHER;
    boolean scalar = true;
    OptionalDouble listed = OptionalDouble.empty();
    ByteBuffer content = ByteBuffer.allocate(0);
    while (fields.next()) {
      switch (fields.number()) {
        case DTYPE -> type = TensorType.of(fields.integer());
        case SHAPE -> scalar = isOne(fields.message());
        case CONTENT -> content = fields.content();
        case FLOATS, DOUBLES, INTS, LONGS, BOOLEANS, HALVES -> listed = first(fields, type);
        default -> {} // texts, colours
      }
    }
    if (!scalar || type == TensorType.OTHER) {
      return OptionalDouble.empty();
    }
    return content.remaining() >= type.bytes()
        ? OptionalDouble.of(type.number(content.order(ByteOrder.LITTLE_ENDIAN)))
        : listed;
  }

  /** Whether a shape has no dimension, or only such of size 1. */
  private static boolean isOne(ProtobufFields shape) {
    boolean one = true;
    while (shape.next()) {
      if (shape.number() == DIMENSION) {
        long size = 0;
        for (ProtobufFields dimension = shape.message(); dimension.next(); ) {
          size = dimension.number() == SIZE ? dimension.integer() : size;
        }
        one &= size == 1;
      }
    }
    return one;
  }

  /** The first number of a list, which is packed or one of many fields. */
  private static OptionalDouble first(ProtobufFields fields, TensorType type) {
    return switch (fields.number()) {
      case FLOATS, DOUBLES ->
          fields.isPacked()
              ? real(fields.content(), fields.number() == FLOATS ? Float.BYTES : Double.BYTES)
              : OptionalDouble.of(fields.real());
      default -> {
        OptionalLong bits = fields.firstInteger();
        yield bits.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(type.listed(bits.getAsLong()));
      }
    };
  }

  private static OptionalDouble real(ByteBuffer packed, int bytes) {
    if (packed.remaining() < bytes) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(bytes == Float.BYTES ? packed.getFloat() : packed.getDouble());
  }
}
