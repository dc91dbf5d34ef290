package dev.nightsweep.tracker.tensorboard;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an event file tells: when it was begun and, of most writers, by which process:
 * {@code events.out.tfevents.1764507600.host.4711.0}.
 */
final class EventFileName {
  private static final String MARK = "tfevents";
  private static final Pattern BEGUN = Pattern.compile("tfevents\\.(\\d{1,12})\\.");
  private static final Pattern WRITER =
      Pattern.compile("tfevents\\.\\d+\\..+\\.(\\d{1,10})\\.\\d+(\\.[^.]*)?");

  /** The oldest first, of one second those in outer folders, then by name. */
  static final Comparator<Path> ORDER =
      Comparator.comparingLong(EventFileName::begun)
          .thenComparingInt(Path::getNameCount)
          .thenComparing(Comparator.naturalOrder());

  private EventFileName() {}

  static boolean isOne(Path file) {
    return file.getFileName().toString().contains(MARK);
  }

  /** In seconds since 1970; 0 if the name does not tell. */
  static long begun(Path file) {
    Matcher found = BEGUN.matcher(file.getFileName().toString());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** The number of the process that writes it; empty if the name does not tell. */
  static OptionalLong writer(Path file) {
    String name = file.getFileName().toString();
    Matcher found = WRITER.matcher(name.substring(Math.max(0, name.indexOf(MARK))));
    return found.matches() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }
}
