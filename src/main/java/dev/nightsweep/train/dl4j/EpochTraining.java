package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.ScaledImages;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.train.Watcher;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains the steps of one epoch, the part of a run whose time is measured. */
record EpochTraining(NetInTraining net, ImageFeed feed, Watcher watcher, EpochNumber place) {

  /** Which epoch of how many, from 1. */
  record EpochNumber(int epoch, int epochs) {}

  /** What changes the images of a step, steps counting from 0. */
  interface Changes {
    void apply(ScaledImages images, int step);
  }

  /**
   * What the steps of an epoch add up to so far.
   *
   * @param loss sum over the images
   */
  record Sums(int steps, double loss, long images, double seconds, double cpuSeconds) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0);

    /** Training loss, seconds, CPU seconds and speed. */
    SortedMap<String, Double> metrics() {
      SortedMap<String, Double> metrics = new TreeMap<>();
      metrics.put(Metrics.TRAINING_LOSS, loss / images);
      metrics.put(Metrics.SECONDS, seconds);
      metrics.put(Metrics.CPU_SECONDS, cpuSeconds);
      metrics.put(Metrics.IMAGES_PER_SECOND, images / seconds);
      return metrics;
    }
  }

  /**
   * How the epoch went.
   *
   * @param problem what stopped being a number, and when
   * @param interrupted whether it ended before its last step
   */
  record EpochOutcome(Sums sums, Optional<String> problem, boolean interrupted) {}

  /**
   * Takes a step for every batch that is left.
   *
   * @param batches numbers of the images, all the epoch's
   * @param before what an earlier attempt did of this epoch
   */
  EpochOutcome over(int[][] batches, Changes changes, Sums before, ProcessReadings process) {
    long wallStart = System.nanoTime();
    double cpuStart = process.cpuSeconds();
    double lossSum = before.loss;
    long images = before.images;
    int step = before.steps;
    boolean interrupted = false;
    Optional<String> problem = Optional.empty();
    while (step < batches.length && problem.isEmpty() && !interrupted) {
      double loss = step(batches[step], changes, step);
      lossSum += loss * batches[step].length;
      images += batches[step].length;
      problem = Double.isFinite(loss) ? problem : Optional.of(lossProblem(loss, step));
      step++;
      long done = (long) (place.epoch - 1) * batches.length + step;
      watcher.progressed(place.epoch, done, (long) place.epochs * batches.length);
      interrupted = problem.isEmpty() && step < batches.length && watcher.isInterrupted();
    }
    double seconds = before.seconds + (System.nanoTime() - wallStart) / 1e9;
    double cpuSeconds = before.cpuSeconds + process.cpuSeconds() - cpuStart;
    Sums sums = new Sums(step, lossSum, images, seconds, cpuSeconds);
    return interrupted
        ? new EpochOutcome(sums, Optional.empty(), true)
        : new EpochOutcome(sums, problem.or(this::parameterProblem), false);
  }

  private double step(int[] numbers, Changes changes, int step) {
    return net.step(feed.batch(numbers, images -> changes.apply(images, step)));
  }

  private String lossProblem(double loss, int step) {
    return "The training loss became %s in epoch %d at step %d."
        .formatted(loss, place.epoch, step + 1);
  }

  private Optional<String> parameterProblem() {
    return net.isFinite()
        ? Optional.empty()
        : Optional.of("A parameter became NaN or infinite in epoch %d.".formatted(place.epoch));
  }
}
