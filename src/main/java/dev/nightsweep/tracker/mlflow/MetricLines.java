package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The file of one metric: a line for each value, with its time and its step. */
record MetricLines(NamedFile file) {
  private static final int MAX_WORDS = 3;

  void addTo(List<TrackedFact> facts) throws IOException {
    int number = 0;
    Iterator<String> lines = file.text(TrackerLimits.MAX_FILE_BYTES).lines().iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      number++;
      if (!line.isBlank()) {
        facts.add(point(line.strip().split(" ", MAX_WORDS + 1), number));
        TrackerLimits.requireFacts(file.path(), facts.size());
      }
    }
  }

  /** Time, value and step; the first versions of MLflow knew no step. */
  private TrackedFact point(String[] words, int number) throws UnreadableRunException {
    try {
      if (words.length == 2 || words.length == MAX_WORDS) {
        return new TrackedFact.Point(
            file.name(),
            words.length == MAX_WORDS ? Long.parseLong(words[2]) : 0,
            value(words[1]),
            Long.parseLong(words[0]));
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UnreadableRunException(
        file.path(), "line %d is no time, value and step. Was it cut off?".formatted(number));
  }

  /** As Python writes numbers. */
  private static double value(String word) {
    return switch (word) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(word);
    };
  }
}
