package dev.nightsweep.tracker.tensorboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the values in event files are called. A script that logs to one folder has the tags as they
 * are, wherever that folder is and however it is called: its name often has the time or the
 * parameters in it. What lies in folders below it, or in folders named after a part of the data, is
 * told apart by the folder: {@code validation/epoch_accuracy}.
 */
final class SeriesNames {
  private static final Set<String> PARTS =
      Set.of(
          "train",
          "training",
          "val",
          "valid",
          "validation",
          "test",
          "testing",
          "eval",
          "evaluation",
          "dev");

  /** A folder named by a time, as those of hyperparameters are. */
  private static final Pattern TIME = Pattern.compile("\\d{9,}(\\.\\d+)?");

  private final Path base;

  private SeriesNames(Path base) {
    this.base = base;
  }

  /** Of values in folders of which the oldest event file lies in this one. */
  static SeriesNames from(Path first) {
    return new SeriesNames(isPart(first) && first.getParent() != null ? first.getParent() : first);
  }

  /** Of values in a folder that is known to be a run's, and below it. */
  static SeriesNames below(Path run) {
    return new SeriesNames(run);
  }

  String of(Path folder, String tag) {
    List<String> words = new ArrayList<>();
    if (folder.startsWith(base)) {
      if (!folder.equals(base)) {
        base.relativize(folder).forEach(part -> words.add(part.toString()));
      }
    } else if (isPart(folder)) {
      words.add(folder.getFileName().toString());
    }
    words.removeIf(word -> TIME.matcher(word).matches());
    words.add(tag);
    return String.join("/", words);
  }

  static boolean isPart(Path folder) {
    return folder.getFileName() != null
        && PARTS.contains(folder.getFileName().toString().toLowerCase(Locale.ROOT));
  }
}
