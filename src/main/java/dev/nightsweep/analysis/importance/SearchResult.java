package dev.nightsweep.analysis.importance;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a search found: associations over what was tried, never a verdict.
 *
 * @param trials how many runs have ended, those that gave no reading included
 * @param stopped how many of them were ended early
 * @param lost how many of them gave no reading
 * @param best the trial that reads best; of equals the first that was planned
 * @param retrained how that one reads when it is trained again; empty until it is
 * @param incumbents the best so far, trial by trial
 * @param importances the most important parameter first; empty under {@link Importances#MIN_TRIALS}
 *     readings
 * @param expected the best to expect of fewer trials; empty unless they are independent and none is
 *     lost
 */
public record SearchResult(
    int trials,
    int stopped,
    int lost,
    Optional<RunRecord> best,
    Optional<Confirmation> retrained,
    List<Incumbent> incumbents,
    List<Importance> importances,
    List<Expected> expected) {

  /** The best reading to expect of so many trials. */
  public record Expected(int trials, double reading) {}

  public SearchResult {
    incumbents = List.copyOf(incumbents);
    importances = List.copyOf(importances);
    expected = List.copyOf(expected);
  }

  /**
   * Of the sweep's runs as stored.
   *
   * @param metrics of the program that they were of
   */
  public static SearchResult of(SweepRecord sweep, DeclaredMetrics metrics, List<RunRecord> runs) {
    SweepHeader header = sweep.header();
    Objective objective = header.objective();
    List<RunRecord> ended = ended(runs);
    Optional<RunRecord> best = best(objective, runs);
    List<RunRecord> good = ended.stream().filter(run -> isGood(run, objective)).toList();
    List<SearchTrial> trials =
        ended.stream()
            .filter(run -> isGood(run, objective) || hasBeenStopped(run, objective))
            .map(run -> trial(sweep, run))
            .toList();
    int stopped = (int) ended.stream().filter(run -> run.state() == RunState.STOPPED_EARLY).count();
    int lost = ended.size() - good.size() - stopped;
    return new SearchResult(
        ended.size(),
        stopped,
        lost,
        best,
        best.flatMap(winner -> Confirmation.of(header, metrics, winner.armId(), runs)),
        Incumbent.curve(
            ended.stream().map(run -> ended(run, objective)).toList(), objective.goal()),
        Importances.of(axes(sweep), trials, objective.goal()),
        header.method().isIndependent() && lost + stopped == 0
            ? expected(trials, objective)
            : List.of());
  }

  /** In the order in which they ended, whatever came of them; then in starting order. */
  private static List<RunRecord> ended(List<RunRecord> runs) {
    return runs.stream()
        .filter(run -> run.phase() == Phase.COMPARISON)
        .filter(run -> run.state().isFinished() && run.state() != RunState.CANCELLED)
        .sorted(Comparator.comparing(run -> run.endedAt().orElse(Instant.MAX)))
        .toList();
  }

  private static boolean isGood(RunRecord run, Objective objective) {
    return run.state() == RunState.COMPLETED && run.reading(objective.metric()).isPresent();
  }

  /** It counts for importance: whatever ended it was worse than others. */
  private static boolean hasBeenStopped(RunRecord run, Objective objective) {
    return run.state() == RunState.STOPPED_EARLY && run.reading(objective.metric()).isPresent();
  }

  private static SearchTrial trial(SweepRecord sweep, RunRecord run) {
    String metric = sweep.header().objective().metric();
    return new SearchTrial(sweep.arm(run.armId()).levels(), run.reading(metric).orElseThrow());
  }

  private static Incumbent.Ended ended(RunRecord run, Objective objective) {
    double reading =
        isGood(run, objective) ? run.reading(objective.metric()).orElseThrow() : Double.NaN;
    double seconds = run.reading(Metrics.SECONDS).orElse(0) * run.lastEpoch();
    return new Incumbent.Ended(reading, seconds);
  }

  /**
   * The trial that reads best of those that have ended; of equals the first.
   *
   * @param runs in the order in which they were planned
   */
  public static Optional<RunRecord> best(Objective objective, List<RunRecord> runs) {
    Comparator<RunRecord> worstLast =
        Comparator.comparingDouble(
            run -> -objective.gain(run.reading(objective.metric()).orElseThrow()));
    return runs.stream()
        .filter(run -> run.phase() == Phase.COMPARISON && isGood(run, objective))
        .min(worstLast);
  }

  private static List<Expected> expected(List<SearchTrial> trials, Objective objective) {
    List<Double> readings = trials.stream().map(SearchTrial::reading).toList();
    return Stream.iterate(1, n -> n <= readings.size(), SearchResult::next)
        .map(n -> new Expected(n, ExpectedBest.of(readings, objective.goal(), n)))
        .toList();
  }

  /** 1, 2, 5, 10, 20, 50 and so on. */
  private static int next(int n) {
    return Integer.toString(n).startsWith("2") ? n / 2 * 5 : 2 * n;
  }

  private static List<ImportanceAxis> axes(SweepRecord sweep) {
    return sweep.header().searched().stream().flatMap(s -> axis(s, sweep.arms()).stream()).toList();
  }

  /** Over what was drawn; empty if that is always the same. */
  private static Optional<ImportanceAxis> axis(Searched searched, List<Arm> arms) {
    List<Setting> settings =
        arms.stream()
            .flatMap(arm -> arm.levels().find(searched.name()).stream())
            .distinct()
            .toList();
    if (settings.size() < 2) {
      return Optional.empty();
    }
    if (searched.scale() == Searched.Scale.CATEGORIES) {
      return Optional.of(new ImportanceAxis.Categories(searched.name(), settings));
    }
    double low = settings.stream().mapToDouble(SearchResult::number).min().orElseThrow();
    double high = settings.stream().mapToDouble(SearchResult::number).max().orElseThrow();
    boolean log = searched.scale() == Searched.Scale.LOG && low > 0;
    return Optional.of(new ImportanceAxis.Numbers(searched.name(), low, high, log));
  }

  private static double number(Setting setting) {
    return ((Number) setting.raw()).doubleValue();
  }
}
