package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.train.Watcher;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The steps of one epoch: the part of a run that time is measured of. */
record EpochTraining(AlexNet net, ImageFeed feed, Watcher watcher, Place place) {

  /** Which epoch of how many, from 1. */
  record Place(int epoch, int epochs) {}

  /** The stream of a step's shifts, steps counting from 0; empty without augmentation. */
  interface Shifts {
    Optional<RandomStream> at(int step);
  }

  /**
   * How the epoch went.
   *
   * @param metrics training loss, seconds, CPU seconds and speed
   * @param problem what stopped being a number, and when
   */
  record Result(SortedMap<String, Double> metrics, Optional<String> problem, boolean interrupted) {}

  /**
   * Takes a step for every batch.
   *
   * @param batches numbers of the images
   */
  Result over(int[][] batches, Shifts shifts, ProcessReadings process) {
    long wallStart = System.nanoTime();
    double cpuStart = process.cpuSeconds();
    double lossSum = 0;
    long images = 0;
    Optional<String> problem = Optional.empty();
    for (int step = 0; step < batches.length && problem.isEmpty(); step++) {
      if (watcher.isInterrupted()) {
        return new Result(new TreeMap<>(), Optional.empty(), true);
      }
      double loss = step(batches[step], shifts.at(step));
      lossSum += loss * batches[step].length;
      images += batches[step].length;
      problem = Double.isFinite(loss) ? problem : Optional.of(lossProblem(loss, step));
      long before = (long) (place.epoch - 1) * batches.length;
      watcher.progressed(place.epoch, before + step + 1, (long) place.epochs * batches.length);
    }
    double seconds = (System.nanoTime() - wallStart) / 1e9;
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(Metrics.TRAINING_LOSS, lossSum / images);
    metrics.put(Metrics.SECONDS, seconds);
    metrics.put(Metrics.CPU_SECONDS, process.cpuSeconds() - cpuStart);
    metrics.put(Metrics.IMAGES_PER_SECOND, images / seconds);
    return new Result(metrics, problem.or(this::parameterProblem), false);
  }

  private double step(int[] numbers, Optional<RandomStream> shifts) {
    try (Batch batch =
        shifts.isPresent() ? feed.shifted(numbers, shifts.get()) : feed.batch(numbers)) {
      return net.step(batch);
    }
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
