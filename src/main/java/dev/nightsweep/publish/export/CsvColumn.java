package dev.nightsweep.publish.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of a CSV file: what a row has in it, and all that the data dictionary says of it.
 *
 * @param unit empty for what has none
 * @param range which cells there may be; empty where the kind says it
 * @param cell what a row has there; empty where it has nothing
 */
record CsvColumn<R>(
    String name,
    Kind kind,
    String unit,
    String range,
    String meaning,
    Function<R, Optional<?>> cell) {

  /** All instants are equally long: some readers go by the first one. */
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What the cells of a column are. */
  enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** An instant in ISO-8601, in UTC. */
    TIMESTAMP;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static <R> CsvColumn<R> text(String name, String meaning, Function<R, String> cell) {
    return new CsvColumn<>(name, Kind.TEXT, "", "", meaning, present(cell));
  }

  static <R> CsvColumn<R> integer(
      String name, String range, String meaning, Function<R, Number> cell) {
    return new CsvColumn<>(name, Kind.INTEGER, "", range, meaning, present(cell));
  }

  static <R> CsvColumn<R> time(String name, String meaning, Function<R, Optional<Instant>> cell) {
    return new CsvColumn<>(
        name, Kind.TIMESTAMP, "UTC", "", meaning, row -> cell.apply(row).map(INSTANT::format));
  }

  /** What cannot be computed (NaN) is left empty. */
  static <R> CsvColumn<R> number(
      String name, String range, String meaning, Function<R, Double> cell) {
    return new CsvColumn<>(
        name,
        Kind.NUMBER,
        "",
        range,
        meaning,
        row -> Optional.of(cell.apply(row)).filter(number -> !Double.isNaN(number)));
  }

  /** The constants of an enumeration, as they are stored. */
  static <R, E extends Enum<E>> CsvColumn<R> word(
      String name, Class<E> words, String meaning, Function<R, E> cell) {
    String range =
        Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(" | "));
    return new CsvColumn<>(name, Kind.TEXT, "", range, meaning, present(cell));
  }

  /** What the row has there, as it is printed. */
  Object of(R row) {
    return cell.apply(row).map(Object.class::cast).orElse("");
  }

  private static <R> Function<R, Optional<?>> present(Function<R, ?> cell) {
    return row -> Optional.of(cell.apply(row));
  }
}
