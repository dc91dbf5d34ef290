package dev.nightsweep.tracker;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Times as trackers write them; where no time zone is told, as if they were in UTC. */
public final class ToldTime {
  private ToldTime() {}

  /**
   * In milliseconds since 1970; {@link TrackedFact#NO_TIME} of nothing.
   *
   * @param time as ISO 8601 has it, or with a space instead of the T
   * @throws IllegalArgumentException if it is no time
   */
  public static long millis(String time) {
    if (time.isEmpty()) {
      return TrackedFact.NO_TIME;
    }
    try {
      TemporalAccessor told =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              time.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      return told instanceof OffsetDateTime zoned
          ? zoned.toInstant().toEpochMilli()
          : LocalDateTime.from(told).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("“%s” is no time".formatted(time), e);
    }
  }
}
