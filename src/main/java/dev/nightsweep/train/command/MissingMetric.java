package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment.JudgedMetric;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.text.NearestWord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is to be told where a program reports all but the metric of the spec. */
final class MissingMetric {
  private static final int MAX_NAMED = 10;

  private MissingMetric() {}

  /**
   * In a clause that follows "the metric of the spec,".
   *
   * @param withoutNumber a line that has the metric and no number for it; empty if there is none
   */
  static String text(String metric, Collection<String> reported, String withoutNumber) {
    if (!withoutNumber.isEmpty()) {
      return "%s: its lines have no number for it: %s".formatted(metric, withoutNumber);
    }
    TreeSet<String> names = new TreeSet<>(reported);
    names.remove(Metrics.SECONDS); // taken by ourselves
    Optional<String> near = nearest(metric, names);
    String said =
        names.isEmpty()
            ? "it reported no number"
            : "it reported "
                + names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MAX_NAMED ? " and others" : "");
    String remedy =
        near.map(
                name ->
                    "Maybe %s is meant: then write metric: {name: %s} in the spec"
                        .formatted(name, name))
            .orElse("Maybe correct metric.name in the spec, or what the program reports");
    return "%s: %s. %s".formatted(metric, said, remedy);
  }

  /**
   * The same where a program reports nothing at all, as a sentence.
   *
   * @param wanting what it should have done
   */
  static String ofAll(JudgedMetric judged, String wanting) {
    String begin =
        judged.isRequired()
            ? "%s, %s: it".formatted(Outcome.Failed.NOT_JUDGED, judged.name())
            : "the program";
    return "%s ended well but reported no epoch: %s".formatted(begin, wanting);
  }

  /**
   * What a program that prints should have printed.
   *
   * @param notTaken what is to be told of lines that could not be taken, if there were such
   */
  static String lines(JudgedMetric judged, Optional<String> notTaken) {
    String metric = judged.name().isEmpty() ? Metrics.VALIDATION_ACCURACY : judged.name();
    return "it should print lines such as {\"epoch\": 1, \"%s\": 0.9}, or log to a tracker that --metrics-from names: wandb, mlflow or tensorboard%s"
        .formatted(metric, notTaken.map(lines -> "; " + lines).orElse(""));
  }

  /** By its letters, or else the only one there is. */
  private static Optional<String> nearest(String metric, Collection<String> names) {
    List<String> all = List.copyOf(names);
    return NearestWord.of(metric, names)
        .or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty());
  }
}
