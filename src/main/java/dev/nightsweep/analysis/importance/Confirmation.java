package dev.nightsweep.analysis.importance;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a search's best trial reads when it is trained again, on seeds that had no part in its being
 * picked: what is to be expected of its settings.
 *
 * @param planned on how many seeds it is trained again
 * @param ended how many of them have ended
 * @param lost how many of those gave no reading
 * @param spreads of the objective and its twin on the test set, by metric
 */
public record Confirmation(int planned, int ended, int lost, Map<String, Spread> spreads) {

  /**
   * The readings of one metric.
   *
   * @param interval for the mean, by Student's t at 95 %; unknown for one run
   */
  public record Spread(int runs, double mean, Interval interval) {}

  /** Of the arm; empty if no run of it that was to be trained again has ended. */
  static Optional<Confirmation> of(
      SweepHeader header, DeclaredMetrics metrics, String armId, List<RunRecord> runs) {
    Objective objective = header.objective();
    List<RunRecord> again =
        runs.stream()
            .filter(run -> run.phase() == Phase.WINNER && run.armId().equals(armId))
            .toList();
    List<RunRecord> ended = again.stream().filter(run -> run.state().isFinished()).toList();
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (String metric : withTestTwin(metrics.get(objective.metric()))) {
      spread(ended, metric).ifPresent(spread -> spreads.put(metric, spread));
    }
    Spread of = spreads.get(objective.metric());
    int lost = ended.size() - (of == null ? 0 : of.runs());
    return Optional.of(new Confirmation(again.size(), ended.size(), lost, spreads));
  }

  private static List<String> withTestTwin(MetricDefinition objective) {
    return Stream.concat(Stream.of(objective.name()), objective.testTwin().stream()).toList();
  }

  private static Optional<Spread> spread(List<RunRecord> runs, String metric) {
    List<Double> readings = new ArrayList<>();
    runs.stream()
        .filter(run -> run.state() == RunState.COMPLETED)
        .forEach(run -> run.reading(metric).ifPresent(readings::add));
    double mean = readings.stream().mapToDouble(r -> r).average().orElse(Double.NaN);
    return readings.isEmpty()
        ? Optional.empty()
        : Optional.of(new Spread(readings.size(), mean, PairedSample.ofMean(readings)));
  }
}
