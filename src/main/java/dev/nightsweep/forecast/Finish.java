package dev.nightsweep.forecast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a sweep still takes, with an interval.
 *
 * @param expected from now
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Finish(Duration expected, Duration low, Duration high) {

  /** With nothing finished yet, one running run's pace may be off by this much either way. */
  private static final double FIRST_GUESS = 0.3;

  /**
   * What is known of a sweep under way.
   *
   * @param finishedSeconds wall seconds of each run that ended
   * @param runningSeconds wall seconds so far of each run under way
   * @param runningShares the share of its steps that each of those has done, in [0, 1]
   * @param pending runs that have not started
   * @param slots how many run at once
   */
  public record Progress(
      List<Double> finishedSeconds,
      List<Double> runningSeconds,
      List<Double> runningShares,
      int pending,
      int slots) {
    public Progress {
      finishedSeconds = List.copyOf(finishedSeconds);
      runningSeconds = List.copyOf(runningSeconds);
      runningShares = List.copyOf(runningShares);
    }
  }

  /**
   * The work that is left, at the mean time of a run, spread over the slots. The interval widens
   * the remaining time by two standard errors of the sum of what is left (runs taken as
   * independent). Empty while nothing is known: no run has ended and none has done a twentieth.
   */
  public static Optional<Finish> of(Progress progress) {
    List<Double> whole = wholeRuns(progress);
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    double mean = whole.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double left = progress.pending();
    for (double share : progress.runningShares()) {
      left += 1 - share;
    }
    int slots =
        Math.max(
            1, Math.min(progress.slots(), progress.pending() + progress.runningShares().size()));
    double seconds = mean * left / slots;
    double relative = relativeError(whole, mean, left);
    return Optional.of(
        new Finish(
            seconds(seconds),
            seconds(seconds * (1 - relative)),
            seconds(seconds * (1 + relative))));
  }

  /** Times of whole runs: of those that ended, else what those under way come to at their pace. */
  private static List<Double> wholeRuns(Progress progress) {
    if (!progress.finishedSeconds().isEmpty()) {
      return progress.finishedSeconds();
    }
    List<Double> whole = new java.util.ArrayList<>();
    for (int i = 0; i < progress.runningShares().size(); i++) {
      if (progress.runningShares().get(i) >= 0.05) {
        whole.add(progress.runningSeconds().get(i) / progress.runningShares().get(i));
      }
    }
    return whole;
  }

  private static double relativeError(List<Double> whole, double mean, double left) {
    if (whole.size() < 2 || left == 0) {
      return FIRST_GUESS;
    }
    double variance =
        whole.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum() / (whole.size() - 1);
    double ofMean = variance / whole.size();
    double ofSum = variance / left;
    return Math.min(0.9, Math.max(0.05, 2 * Math.sqrt(ofMean + ofSum) / mean));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
  }
}
