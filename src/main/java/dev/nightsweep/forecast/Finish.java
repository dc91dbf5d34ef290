package dev.nightsweep.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long a sweep still takes, with an interval that is meant to hold the truth in 80 of 100
 * cases.
 *
 * @param expected from now
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Finish(Duration expected, Duration low, Duration high) {
  /** Of the normal distribution, for 80 %. */
  private static final double QUANTILE = 1.2816;

  /** How far a machine's pace is from what was measured a while ago, as a standard deviation. */
  private static final double DRIFT = 0.10;

  /** How much single runs differ, before two of an arm were seen. */
  private static final double USUAL_DEVIATION = 0.10;

  /** However many runs were seen: the rest of the night may be another. */
  private static final double MIN_ERROR = 0.02;

  /** With more runs to come, which slot takes the last one makes no difference. */
  private static final int MAX_TO_ASSIGN = 200;

  /** A run tells its pace once it has done that share of its steps. */
  private static final double TELLING = 0.05;

  /**
   * A run under way.
   *
   * @param seconds wall seconds of this attempt so far
   * @param before the share of the run's steps that was done when it began, in [0, 1)
   * @param share the share that is done, in [0, 1]
   */
  public record Running(String armId, double seconds, double before, double share) {
    double whole() {
      return seconds / (share - before);
    }

    boolean isTelling() {
      return share - before >= TELLING;
    }
  }

  /**
   * What is known of a sweep under way.
   *
   * @param running the runs under way
   * @param pending how many runs of each arm have not started
   * @param slots how many run at once
   */
  public record Progress(List<Running> running, Map<String, Integer> pending, int slots) {
    public Progress {
      running = List.copyOf(running);
      pending = Map.copyOf(pending);
    }
  }

  /** A forecast before anything runs; every worker's first run takes {@code startSeconds} more. */
  public static Optional<Finish> of(
      RunTimes times, Map<String, Integer> pending, int slots, double startSeconds) {
    List<Double> starts = Collections.nCopies(slots, startSeconds);
    return of(times, starts, new Progress(List.of(), pending, slots));
  }

  /**
   * The work that is left, spread over the slots. Empty while nothing is known: no forecast, no run
   * that ended and none that has done a twentieth.
   */
  public static Optional<Finish> of(RunTimes times, Progress progress) {
    RunTimes known = times.isEmpty() ? paces(progress) : times;
    List<Double> busy = new ArrayList<>();
    for (Running run : progress.running()) {
      OptionalDouble left = left(run, known);
      if (left.isEmpty()) {
        return Optional.empty();
      }
      busy.add(left.getAsDouble());
    }
    return of(known, busy, progress);
  }

  private static Optional<Finish> of(RunTimes times, List<Double> busy, Progress progress) {
    List<Double> coming = new ArrayList<>();
    for (Map.Entry<String, Integer> arm : progress.pending().entrySet()) {
      OptionalDouble each = times.expected(arm.getKey());
      if (each.isEmpty() && arm.getValue() > 0) {
        return Optional.empty();
      }
      coming.addAll(Collections.nCopies(arm.getValue(), each.orElse(0)));
    }
    double seconds = seconds(busy, coming, progress.slots());
    double error = QUANTILE * relativeError(times, progress.running().size() + coming.size());
    return Optional.of(
        new Finish(
            duration(seconds), duration(seconds / (1 + error)), duration(seconds * (1 + error))));
  }

  private static double seconds(List<Double> busy, List<Double> coming, int slots) {
    double longest = busy.stream().mapToDouble(s -> s).max().orElse(0);
    if (coming.size() <= MAX_TO_ASSIGN) {
      return Math.max(longest, RunTimes.makespan(busy, coming, slots));
    }
    double all =
        busy.stream().mapToDouble(s -> s).sum() + coming.stream().mapToDouble(s -> s).sum();
    return Math.max(longest, all / slots);
  }

  /**
   * What the run still takes: by its arm and by its own pace, which counts the more it has done.
   */
  private static OptionalDouble left(Running run, RunTimes times) {
    OptionalDouble expected = times.expected(run.armId());
    double rest = 1 - run.share();
    if (expected.isEmpty()) {
      return run.isTelling() ? OptionalDouble.of(rest * run.whole()) : OptionalDouble.empty();
    }
    double weight = run.isTelling() ? (run.share() - run.before()) / (1 - run.before()) : 0;
    double own = run.isTelling() ? run.whole() : 0;
    return OptionalDouble.of(rest * (weight * own + (1 - weight) * expected.getAsDouble()));
  }

  /** While nothing else is known: what the runs under way come to at their pace. */
  private static RunTimes paces(Progress progress) {
    RunTimes times = new RunTimes();
    progress.running().stream()
        .filter(Running::isTelling)
        .forEach(run -> times.observe(run.armId(), run.whole()));
    return times;
  }

  /** Of the sum of what is left: the error of its mean, and the chance of single runs. */
  private static double relativeError(RunTimes times, int left) {
    int seen = times.observed();
    double deviation = times.relativeDeviation().orElse(USUAL_DEVIATION);
    double ofMean =
        times.relativeDeviation().isPresent()
            ? Math.max(MIN_ERROR, deviation / Math.sqrt(seen))
            : DRIFT;
    double ofSum = left == 0 ? 0 : deviation / Math.sqrt(left);
    return Math.min(0.7, Math.hypot(ofMean, ofSum));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
  }
}
