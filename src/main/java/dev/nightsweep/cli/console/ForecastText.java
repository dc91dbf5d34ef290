package dev.nightsweep.cli.console;

import dev.nightsweep.forecast.DiskEstimate;
import dev.nightsweep.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;

/** What a sweep will take, in words. */
public record ForecastText(Forecast forecast) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  /** Three rows: time, memory, disk. */
  public String of(InstantSource clock) {
    TextTable rows = new TextTable("Forecast", time(clock.instant()));
    rows.row(
        "memory",
        "about %s; %s are free".formatted(size(forecast.memory()), size(forecast.freeMemory())));
    rows.row("disk", diskWords());
    return rows.toString();
  }

  private String time(Instant now) {
    return forecast
        .finish()
        .map(
            f ->
                "about %s (%s to %s): done about %s (%s to %s)"
                    .formatted(
                        words(f.expected()),
                        words(f.low()),
                        words(f.high()),
                        CLOCK.format(now.plus(f.expected())),
                        CLOCK.format(now.plus(f.low())),
                        CLOCK.format(now.plus(f.high()))))
        .orElse("time unknown: such runs were never timed here");
  }

  private String diskWords() {
    DiskEstimate disk = forecast.disk();
    String need = "about " + size(disk.lasting());
    if (disk.passing() > 0) {
      need += ", and %s of checkpoints while it runs".formatted(size(disk.passing()));
    }
    return forecast.freeDisk().isPresent()
        ? "%s; %s are free".formatted(need, size(forecast.freeDisk().getAsLong()))
        : need;
  }

  /** A warning if the disk is too small. */
  public Optional<String> warning() {
    return forecast.isDiskTooSmall()
        ? Optional.of(
            "The disk is too small: the sweep needs about %s and %s are free. Free some space, or choose another folder by --results."
                .formatted(size(forecast.disk().bytes()), size(forecast.freeDisk().getAsLong())))
        : Optional.empty();
  }

  /** As data. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    forecast
        .finish()
        .ifPresent(
            f -> {
              fields.put("expected_seconds", seconds(f.expected()));
              fields.put("low_seconds", seconds(f.low()));
              fields.put("high_seconds", seconds(f.high()));
            });
    fields.put("memory_bytes", forecast.memory());
    fields.put("disk_bytes", forecast.disk().lasting());
    fields.put("checkpoint_bytes", forecast.disk().passing());
    return fields;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Two figures at most: {@code 45 s}, {@code 12 min}, {@code 4 h 10 min}, {@code 3 d 4 h}. */
  static String words(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    long minutes = Math.round(seconds / 60.0);
    long hours = Math.round(seconds / 3600.0);
    if (seconds < 90) {
      return seconds + " s";
    } else if (minutes < 90) {
      return minutes + " min";
    } else if (hours < 48) {
      return "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
    return "%d d %d h".formatted(hours / 24, hours % 24);
  }

  private static String size(long bytes) {
    return FileUtils.byteCountToDisplaySize(bytes);
  }
}
