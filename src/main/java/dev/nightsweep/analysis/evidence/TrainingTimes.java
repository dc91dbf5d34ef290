package dev.nightsweep.analysis.evidence;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Training seconds an epoch, by run: the median over its epochs. Left out is what measures warming
 * up instead of training: epoch 1, and every run that was a worker's first; and what was not
 * measured here: reused runs.
 */
public final class TrainingTimes {
  private final Function<String, List<Point>> series;
  private final Set<String> firstOfWorker;

  /** By run: contrasts ask for a run's again and again. */
  private final Map<String, OptionalDouble> medians = new ConcurrentHashMap<>();

  private TrainingTimes(Function<String, List<Point>> series, Set<String> firstOfWorker) {
    this.series = series;
    this.firstOfWorker = firstOfWorker;
  }

  /** Wall time. */
  public static TrainingTimes wall(Evidence evidence) {
    Map<String, List<Point>> seconds = evidence.seconds();
    return new TrainingTimes(
        runId -> seconds.getOrDefault(runId, List.of()), firstOfWorker(evidence.attempts()));
  }

  /** CPU time of the training process. */
  public static TrainingTimes cpu(Evidence evidence) {
    return new TrainingTimes(evidence.cpuSeconds(), firstOfWorker(evidence.attempts()));
  }

  /** The median seconds of a completed run, if it has an epoch that counts. */
  public OptionalDouble medianSeconds(RunRecord run) {
    return run.state() == RunState.COMPLETED && !isLeftOut(run)
        ? medians.computeIfAbsent(run.runId(), id -> medianOfEpochs(series.apply(id)))
        : OptionalDouble.empty();
  }

  /** Whether the run does not count for time, however it went. */
  public boolean isLeftOut(RunRecord run) {
    return run.reusedFrom().isPresent() || firstOfWorker.contains(run.runId());
  }

  /** The median of some readings; empty if there are none. */
  public static OptionalDouble median(List<Double> readings) {
    List<Double> sorted = readings.stream().sorted().toList();
    int n = sorted.size();
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2);
  }

  private static OptionalDouble medianOfEpochs(List<Point> points) {
    return median(
        points.stream()
            .filter(point -> point.epoch() > 1 && Double.isFinite(point.reading()))
            .filter(point -> point.reading() > 0)
            .map(Point::reading)
            .toList());
  }

  private static Set<String> firstOfWorker(List<AttemptRecord> attempts) {
    Comparator<AttemptRecord> byStart =
        Comparator.comparing(AttemptRecord::startedAt).thenComparing(AttemptRecord::runId);
    return attempts.stream()
        .collect(Collectors.toMap(AttemptRecord::worker, a -> a, BinaryOperator.minBy(byStart)))
        .values()
        .stream()
        .map(AttemptRecord::runId)
        .collect(Collectors.toSet());
  }
}
