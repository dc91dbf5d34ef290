package dev.nightsweep.analysis.evidence;

import dev.nightsweep.model.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What is known of a sweep's readings beside what they are.
 *
 * @param quanta by metric: the step that its readings come in, such as one image in a thousand
 * @param repeated runs of different seeds that read the same throughout
 * @param results what a run left beside readings, by its id; read when it is asked for
 */
public record ReadingFacts(
    Map<String, Double> quanta,
    List<RepeatedRuns> repeated,
    Function<String, Optional<RunResult>> results) {
  public static final ReadingFacts NONE = new ReadingFacts(Map.of(), List.of());

  /**
   * Runs of one arm that seeds should tell apart, and that agree in every reading of every epoch.
   *
   * @param runs their ids
   * @param completed how many runs of the arm have completed, these among them
   */
  public record RepeatedRuns(String armId, List<String> runs, int completed) {
    public RepeatedRuns {
      runs = List.copyOf(runs);
    }
  }

  /** Of runs that left nothing else. */
  public ReadingFacts(Map<String, Double> quanta, List<RepeatedRuns> repeated) {
    this(quanta, repeated, runId -> Optional.empty());
  }

  public ReadingFacts {
    quanta = Map.copyOf(quanta);
    repeated = List.copyOf(repeated);
  }

  /** The step of a metric's readings, where it is known. */
  public OptionalDouble quantum(String metric) {
    Double quantum = quanta.get(metric);
    return quantum == null ? OptionalDouble.empty() : OptionalDouble.of(quantum);
  }
}
