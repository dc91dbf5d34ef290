package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;

/**
 * Something of a journaled look that the readings of that moment do not give.
 *
 * @param look which look of the sweep, from 1
 * @param contrast factor, level and baseline
 * @param field what of the contrast's row, by its name in the journal
 * @param stored as journaled
 * @param computed from the readings
 */
public record LookDifference(
    int look, String contrast, String metric, String field, String stored, String computed) {

  static LookDifference of(ContrastResult row, String field, Object stored, Object computed) {
    return new LookDifference(
        row.look(),
        title(row),
        row.metric(),
        field,
        String.valueOf(stored),
        String.valueOf(computed));
  }

  /** Of the sentence that a verdict is said in. */
  public static LookDifference ofSentence(
      ContrastResult row, Entry.LookTaken taken, String computed) {
    String factorOf = row.factor() + "=" + row.level();
    String stored =
        taken.said().stream()
            .filter(said -> said.startsWith(factorOf) || said.startsWith(row.factor()))
            .findFirst()
            .orElse("missing");
    return new LookDifference(
        taken.look(), title(row), row.metric(), "said", quoted(stored), quoted(computed));
  }

  /** Whether it is about the same field of the same row of the same look. */
  public boolean isOfTheSame(LookDifference other) {
    return look == other.look
        && contrast.equals(other.contrast)
        && metric.equals(other.metric)
        && field.equals(other.field);
  }

  private static String title(ContrastResult row) {
    return "%s: %s against %s".formatted(row.factor(), row.level(), row.baseline());
  }

  private static String quoted(String sentence) {
    return "“" + sentence.strip() + "”";
  }

  /** {@code look 2, lrn: true against false, validation_accuracy: pHolm is 0.01, ...}. */
  public String sentence() {
    return "look %d, %s, %s: %s is %s, and the readings give %s"
        .formatted(look, contrast, metric, field, stored, computed);
  }
}
