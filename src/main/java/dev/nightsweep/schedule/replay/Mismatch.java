package dev.nightsweep.schedule.replay;

import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The first thing that came out otherwise: at which epoch, what it was, and what it is now.
 *
 * @param epoch from 1
 * @param what a metric's name, or {@code outcome}, {@code confusion}, {@code predictions}, {@code
 *     parameter_hash}
 * @param was empty text if it was not there
 */
public record Mismatch(int epoch, String what, String was, String is) {

  /** Compares bit for bit; times and memory are left out, since no two runs share them. */
  static Optional<Mismatch> between(Recording was, Recording is, DeclaredMetrics metrics) {
    Set<Integer> epochs = new TreeSet<>(was.epochs().keySet());
    epochs.addAll(is.epochs().keySet());
    for (int epoch : epochs) {
      Optional<Mismatch> departure =
          inReadings(
              epoch,
              reproducible(was.epochs().getOrDefault(epoch, Map.of()), metrics),
              reproducible(is.epochs().getOrDefault(epoch, Map.of()), metrics));
      if (departure.isPresent()) {
        return departure;
      }
    }
    int last = epochs.stream().mapToInt(Integer::intValue).max().orElse(1);
    return inOutcome(last, was.outcome().orElse(null), is.outcome().orElse(null), metrics);
  }

  private static Optional<Mismatch> inReadings(
      int epoch, Map<String, Double> was, Map<String, Double> is) {
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    return names.stream()
        .filter(name -> !text(was.get(name)).equals(text(is.get(name))))
        .findFirst()
        .map(name -> new Mismatch(epoch, name, text(was.get(name)), text(is.get(name))));
  }

  private static Map<String, Double> reproducible(
      Map<String, Double> readings, DeclaredMetrics metrics) {
    Map<String, Double> kept = new TreeMap<>(readings);
    kept.keySet().removeIf(name -> !metrics.get(name).isReproducible());
    return kept;
  }

  /** Every bit of it: two readings have the same text only if they are the same number. */
  private static String text(Double reading) {
    return reading == null ? "" : reading.toString();
  }

  private static Optional<Mismatch> inOutcome(
      int epoch, Outcome was, Outcome is, DeclaredMetrics metrics) {
    if (was instanceof Outcome.Completed then && is instanceof Outcome.Completed now) {
      return inResult(epoch, then.result(), now.result(), metrics);
    }
    return differing(epoch, "outcome", words(was), words(is));
  }

  private static String words(Outcome outcome) {
    return outcome instanceof Outcome.Diverged diverged
        ? "diverged: " + diverged.cause()
        : outcome instanceof Outcome.Completed ? "completed" : "";
  }

  private static Optional<Mismatch> inResult(
      int epoch, RunResult was, RunResult is, DeclaredMetrics metrics) {
    return inReadings(
            epoch, reproducible(was.metrics(), metrics), reproducible(is.metrics(), metrics))
        .or(
            () ->
                differing(
                    epoch, "confusion", was.confusion().toString(), is.confusion().toString()))
        .or(
            () ->
                differing(epoch, "predictions", was.predictions().text(), is.predictions().text()))
        .or(() -> differing(epoch, "parameter_hash", was.parameterHash(), is.parameterHash()));
  }

  private static Optional<Mismatch> differing(int epoch, String what, String was, String is) {
    return was.equals(is) ? Optional.empty() : Optional.of(new Mismatch(epoch, what, was, is));
  }
}
