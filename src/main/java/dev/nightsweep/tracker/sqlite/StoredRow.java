package dev.nightsweep.tracker.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A row of a table: SQLite may keep values of any type in any column, so each is asked for what it
 * should be.
 *
 * @param number of the row; rows that are added later have higher ones
 */
public record StoredRow(long number, List<Optional<Object>> values) {

  /** A text, or the bytes of one in UTF-8; empty if there is nothing. */
  public Optional<String> text(int column) {
    return values
        .get(column)
        .map(
            value ->
                value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : of(String.class, column, value));
  }

  /** A text that must be there. */
  public String word(int column) {
    return text(column).orElseThrow(() -> new IllegalArgumentException(missing(column)));
  }

  /** A whole number, or a real one without a fraction; empty if there is nothing. */
  public OptionalLong whole(int column) {
    Optional<Object> value = values.get(column);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    Number number = of(Number.class, column, value.get());
    if (number.doubleValue() != Math.rint(number.doubleValue())) {
      throw new IllegalArgumentException(
          "row %d has %s where a whole number should be".formatted(this.number, number));
    }
    return OptionalLong.of(number.longValue());
  }

  /** A number; empty if there is nothing. */
  public OptionalDouble real(int column) {
    Optional<Object> value = values.get(column);
    return value.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(of(Number.class, column, value.get()).doubleValue());
  }

  /** So many bytes it takes, about. */
  long size() {
    return values.stream().mapToLong(value -> value.map(StoredRow::size).orElse(1L)).sum();
  }

  private static long size(Object value) {
    return value instanceof Number ? Long.BYTES : textSize(value);
  }

  /** So much of it is texts and bytes. */
  long textSize() {
    return values.stream().mapToLong(value -> value.map(StoredRow::textSize).orElse(0L)).sum();
  }

  private static long textSize(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    return value instanceof String text ? text.length() : 0;
  }

  private <T> T of(Class<T> type, int column, Object value) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "row %d has a %s in place %d"
              .formatted(number, value.getClass().getSimpleName(), column + 1));
    }
    return type.cast(value);
  }

  private String missing(int column) {
    return "row %d has nothing in place %d".formatted(number, column + 1);
  }
}
