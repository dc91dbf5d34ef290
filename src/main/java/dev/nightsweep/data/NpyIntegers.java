package dev.nightsweep.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Integers of one of NumPy's types. */
record NpyIntegers(boolean signed, int size, ByteOrder order) {
  private static final Pattern TYPE = Pattern.compile("[<>|=]?([a-zA-Z])(\\d{1,3})");

  /**
   * @throws DataSetException if the type is not one of integers
   */
  static NpyIntegers of(String array, String type) {
    Matcher form = TYPE.matcher(type);
    if (!form.matches() || !form.group(1).matches("[iu]") || !form.group(2).matches("[1248]")) {
      throw NpyHeader.refused(
          array, "is of type %s; labels are integers: y.astype('int64')".formatted(type));
    }
    return new NpyIntegers(
        form.group(1).equals("i"),
        Integer.parseInt(form.group(2)),
        type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes of a number of that type. */
  static int bytes(String type) {
    return of(type, type).size();
  }

  /** The number at a place; one beyond 64 bits with sign is told as negative. */
  long at(byte[] bytes, int place) {
    ByteBuffer number = ByteBuffer.wrap(bytes, place * size, size).order(order);
    return switch (size) {
      case 1 -> signed ? number.get() : number.get() & 0xff;
      case 2 -> signed ? number.getShort() : number.getShort() & 0xffff;
      case 4 -> signed ? number.getInt() : Integer.toUnsignedLong(number.getInt());
      default -> number.getLong();
    };
  }
}
