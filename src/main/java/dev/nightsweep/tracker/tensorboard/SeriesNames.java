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

  /**
   * @param first the folder of the oldest event file
   */
  SeriesNames(Path first) {
    this.base = isPart(first) && first.getParent() != null ? first.getParent() : first;
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

  private static boolean isPart(Path folder) {
    return folder.getFileName() != null
        && PARTS.contains(folder.getFileName().toString().toLowerCase(Locale.ROOT));
  }
}
