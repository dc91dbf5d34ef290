package dev.nightsweep.analysis.evidence;

import dev.nightsweep.analysis.evidence.ReadingFacts.RepeatedRuns;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * All that a verdict on one sweep may rest on.
 *
 * @param metrics of the program that the runs were of
 * @param runs in starting order
 * @param attempts of all runs
 * @param seconds the series of {@code seconds} by run id
 * @param cpuSeconds a run's series of {@code cpu_seconds} by its id; read when it is asked for
 * @param environments where runs were trained, by run id, as far as they told
 * @param readings what is known of their readings beside what they are
 */
public record Evidence(
    SweepRecord sweep,
    DeclaredMetrics metrics,
    List<RunRecord> runs,
    List<AttemptRecord> attempts,
    Map<String, List<Point>> seconds,
    Function<String, List<Point>> cpuSeconds,
    Map<String, Environment> environments,
    ReadingFacts readings) {
  public Evidence {
    runs = List.copyOf(runs);
    attempts = List.copyOf(attempts);
    seconds = Map.copyOf(seconds);
    environments = Map.copyOf(environments);
  }

  /** The metric that reads the same on the test set, if there is one. */
  public Optional<String> testTwin(String metric) {
    return metrics.get(metric).testTwin();
  }

  /** What a run's net made of the test images, if it kept that. */
  public Optional<TestedNet> testedNet(RunRecord run) {
    return TestedNet.of(sweep, run, readings.results().apply(run.runId()));
  }

  /** What its runs read that learn nothing. */
  public ChanceLevels chanceLevels() {
    return new ChanceLevels(sweep.header(), sweep::settings, environments);
  }

  /** The ids of the runs that went through and never learned, as far as that is known. */
  public Set<String> neverLearned() {
    ChanceLevels levels = chanceLevels();
    return runs.stream()
        .filter(levels::hasNeverLearned)
        .map(RunRecord::runId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether of any run it is known what one reads that learns nothing. */
  public boolean isChanceKnown() {
    ChanceLevels levels = chanceLevels();
    return runs.stream().anyMatch(run -> levels.of(run).isPresent());
  }

  /**
   * Runs that read the same though their seeds differ, unless that is since they never learned.
   *
   * @param neverLearned the ids of such runs
   */
  public List<RepeatedRuns> repeated(Set<String> neverLearned) {
    return readings.repeated().stream().filter(r -> !neverLearned.containsAll(r.runs())).toList();
  }

  /** The logarithms of the seconds of every epoch of the runs that arms are compared by. */
  public DoubleStream logSeconds() {
    return comparisonRuns().stream()
        .flatMap(run -> seconds.getOrDefault(run.runId(), List.of()).stream())
        .mapToDouble(Point::reading)
        .filter(second -> second > 0 && Double.isFinite(second))
        .map(Math::log);
  }

  /** The runs that arms are compared by. */
  public List<RunRecord> comparisonRuns() {
    return runs.stream().filter(run -> run.phase() == PlannedRun.Phase.COMPARISON).toList();
  }

  /**
   * Whether planned comparison runs are still to come. A cancelled run counts as one: somebody
   * ended it, and it can be resumed, so a verdict without it would depend on that choice.
   */
  public boolean hasRunsToCome() {
    return sweep.toCome() > 0 || comparisonRuns().stream().anyMatch(run -> isOpen(run.state()));
  }

  /** Whether there is no verdict yet because of them. */
  public boolean isInterim() {
    return hasRunsToCome() && !isJudgedAtAnyLook();
  }

  /**
   * The seeds that verdicts rest on, in planned order: all of them, or where tests hold at any look
   * those before the first that has runs to come. Which of the later ones is over by now may depend
   * on how its runs went.
   */
  public List<Long> judgedSeeds() {
    return isJudgedAtAnyLook() ? wholeSeeds() : sweep.header().seeds();
  }

  private boolean isJudgedAtAnyLook() {
    return sweep.header().rule().filter(SeedRule::anytime).isPresent() && !wholeSeeds().isEmpty();
  }

  private List<Long> wholeSeeds() {
    if (sweep.toCome() > 0) {
      return List.of();
    }
    Map<Long, Boolean> open =
        comparisonRuns().stream()
            .collect(
                Collectors.toMap(RunRecord::seed, run -> isOpen(run.state()), Boolean::logicalOr));
    return sweep.header().seeds().stream()
        .takeWhile(seed -> !open.getOrDefault(seed, true))
        .toList();
  }

  /** Whether such a run may still be measured. */
  public static boolean isOpen(RunState state) {
    return !state.isFinished() || state == RunState.CANCELLED;
  }
}
