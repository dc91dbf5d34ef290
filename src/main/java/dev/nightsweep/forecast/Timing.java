package dev.nightsweep.forecast;

import dev.nightsweep.model.RunSize;
import java.util.List;

/**
 * How long runs of one kind take on this machine, measured.
 *
 * @param startSeconds what a worker's first run takes longer: the process comes up, code is
 *     compiled
 * @param secondsPerTrained seconds to train on an image
 * @param secondsPerEvaluated seconds to evaluate an image
 * @param memoryBytes of a worker that trains so
 */
public record Timing(
    double startSeconds, double secondsPerTrained, double secondsPerEvaluated, long memoryBytes) {

  /** An epoch's reading: when it was over, in seconds since the start, and its training part. */
  public record EpochTime(double over, double training) {}

  /**
   * From a run's first epochs, of which the second half counts: what the first take longer than
   * those belongs to the start.
   *
   * @param epochs at least two, in order
   * @param work of that run, its test aside
   */
  public static Timing of(List<EpochTime> epochs, RunSize work, long memoryBytes) {
    int half = epochs.size() / 2;
    List<EpochTime> late = epochs.subList(half, epochs.size());
    double each = (late.get(late.size() - 1).over() - epochs.get(half - 1).over()) / late.size();
    double training = late.stream().mapToDouble(EpochTime::training).average().orElseThrow();
    double start = epochs.get(epochs.size() - 1).over() - epochs.size() * each;
    return new Timing(
        Math.max(0, start),
        training / work.trainingImages(),
        Math.max(0, each - training) / Math.max(1, work.validationImages()),
        memoryBytes);
  }

  /** Seconds of a whole run by a worker that is warm. */
  public double seconds(RunSize work) {
    return secondsPerTrained * work.trained() + secondsPerEvaluated * work.evaluated();
  }

  /** For a run that needs that many times as many operations an image. */
  public Timing times(double factor) {
    return new Timing(
        startSeconds, secondsPerTrained * factor, secondsPerEvaluated * factor, memoryBytes);
  }
}
