package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.SweepObservations;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.StoredReadings;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.report.RunFacts;
import dev.nightsweep.store.Store;
import dev.nightsweep.wording.AnswerText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep as the store has it when it is asked for: its runs are read once and analysed once,
 * whoever shows them. Reads snapshots only, so the sweep may run meanwhile.
 */
public final class StoredSweep {
  /** The machine's load average, which workers read after every epoch. */
  private static final String LOAD = "load_average";

  private final Store store;
  private final String sweepId;
  private final SweepRecord sweep;
  private final Catalog program;
  private final Optional<Map<String, Map<String, List<Point>>>> curves;
  private final LookHistory history;
  private SweepAnalysis analysis;
  private Map<String, ModelCard> models;
  private Map<String, RunResult> results;
  private Map<String, List<Point>> cpuSeconds;

  private StoredSweep(
      Store store,
      SweepRecord sweep,
      Catalog program,
      Optional<Map<String, Map<String, List<Point>>>> curves,
      LookHistory history) {
    this.history = history;
    this.store = store;
    this.sweep = sweep;
    this.sweepId = sweep.sweepId();
    this.program = program;
    this.curves = curves;
  }

  /** A sweep to be analysed, whose journals are not at hand. */
  public static StoredSweep of(
      Store store, String sweepId, Function<SweepRecord, Catalog> programs) {
    return of(store, sweepId, programs, LookHistory.UNKNOWN);
  }

  /**
   * A sweep to be analysed.
   *
   * @param programs what the program of a sweep declares
   * @throws NoSuchElementException if there is none
   */
  public static StoredSweep of(
      Store store, String sweepId, Function<SweepRecord, Catalog> programs, LookHistory history) {
    SweepRecord sweep = find(store, sweepId);
    return new StoredSweep(store, sweep, programs.apply(sweep), Optional.empty(), history);
  }

  /**
   * A sweep to be shown with all its curves.
   *
   * @param programs what the program of a sweep declares
   * @throws NoSuchElementException if there is none
   */
  public static StoredSweep withCurves(
      Store store, String sweepId, Function<SweepRecord, Catalog> programs, LookHistory history) {
    SweepRecord sweep = find(store, sweepId);
    return new StoredSweep(
        store, sweep, programs.apply(sweep), Optional.of(store.sweepCurves(sweepId)), history);
  }

  static SweepRecord find(Store store, String sweepId) {
    return store
        .sweep(sweepId)
        .orElseThrow(() -> new NoSuchElementException("no sweep has the id " + sweepId));
  }

  /** What pages show of a single run. */
  static RunFacts run(Store store, RunRecord run) {
    return new RunFacts(
        run,
        store.attempts(run.runId()),
        store.curves(run.runId()),
        store.environment(run.runId()),
        store.model(run.runId()),
        store.result(run.runId()),
        remarks(store, run.sweepId()).getOrDefault(run.runId(), List.of()));
  }

  /** By run, what is doubtful about what its program reported. */
  private static Map<String, List<String>> remarks(Store store, String sweepId) {
    return store.notes(sweepId).stream()
        .filter(Entry.Noted::isOfMetrics)
        .collect(
            Collectors.groupingBy(
                note -> note.runId().orElseThrow(),
                Collectors.mapping(Entry.Noted::message, Collectors.toList())));
  }

  public SweepAnalysis analysis() {
    if (analysis == null) {
      analysis = new SweepAnalysis(new Observations());
    }
    return analysis;
  }

  public String sweepId() {
    return sweepId;
  }

  /** What was said when it ended; while it runs, and of older sweeps, what is to be said now. */
  public List<String> answers() {
    List<String> said = sweep.isLookedThrough() ? store.said(sweepId) : List.<String>of();
    return said.isEmpty() ? new AnswerText(analysis()).sentences() : said;
  }

  /** The rows of the last look, as stored. */
  public List<ContrastResult> verdicts() {
    return store.contrasts(sweepId);
  }

  /** The verdicts as they are now, which pages show too; none before the first look. */
  public List<ContrastResult> current() {
    return sweep.looks() == 0 ? List.of() : analysis().nextLook();
  }

  /** What pages show of its runs, in starting order. */
  List<RunFacts> runs() {
    Map<String, List<AttemptRecord>> attempts =
        analysis().evidence().attempts().stream()
            .collect(Collectors.groupingBy(AttemptRecord::runId));
    Map<String, Map<String, List<Point>>> all = curves.orElseGet(() -> store.sweepCurves(sweepId));
    Map<String, List<String>> remarks = remarks(store, sweepId);
    List<RunFacts> facts = new ArrayList<>();
    for (RunRecord run : analysis().evidence().runs()) {
      String id = run.runId();
      facts.add(
          new RunFacts(
              run,
              attempts.getOrDefault(id, List.of()),
              all.getOrDefault(id, Map.of()),
              Optional.ofNullable(analysis().evidence().environments().get(id)),
              Optional.ofNullable(models().get(id)),
              Optional.ofNullable(results().get(id)),
              remarks.getOrDefault(id, List.of())));
    }
    return facts;
  }

  private synchronized Map<String, ModelCard> models() {
    if (models == null) {
      models = store.sweepModels(sweepId);
    }
    return models;
  }

  private synchronized Map<String, List<Point>> cpuSeconds() {
    if (cpuSeconds == null) {
      cpuSeconds = curves(Metrics.CPU_SECONDS);
    }
    return cpuSeconds;
  }

  private synchronized Map<String, RunResult> results() {
    if (results == null) {
      results = store.sweepResults(sweepId);
    }
    return results;
  }

  /** Of every run that has it, the curve of one metric. */
  private Map<String, List<Point>> curves(String metric) {
    return curves.map(all -> only(metric, all)).orElseGet(() -> store.curves(sweepId, metric));
  }

  private static Map<String, List<Point>> only(
      String metric, Map<String, Map<String, List<Point>>> curves) {
    Map<String, List<Point>> found = new LinkedHashMap<>();
    curves.forEach(
        (run, of) -> Optional.ofNullable(of.get(metric)).ifPresent(c -> found.put(run, c)));
    return found;
  }

  /** What the analysis asks of the store. */
  private final class Observations implements SweepObservations {
    @Override
    public Evidence evidence() {
      List<RunRecord> runs = store.runs(sweepId);
      return new Evidence(
          sweep,
          program.metrics(),
          runs,
          store.sweepAttempts(sweepId),
          curves(Metrics.SECONDS),
          this::cpuSecondsOf,
          store.sweepEnvironments(sweepId),
          new StoredReadings(sweep, program.metrics(), runs, this::curvesOf, this::resultOf)
              .facts());
    }

    private List<Point> cpuSecondsOf(String runId) {
      return cpuSeconds().getOrDefault(runId, List.of());
    }

    private Optional<RunResult> resultOf(String runId) {
      return Optional.ofNullable(results().get(runId));
    }

    private Map<String, List<Point>> curvesOf(String runId) {
      return curves
          .map(all -> all.getOrDefault(runId, Map.of()))
          .orElseGet(() -> store.curves(runId));
    }

    @Override
    public Map<String, ModelCard> models() {
      return StoredSweep.this.models();
    }

    @Override
    public Map<String, Double> hostLoad() {
      Map<String, Double> load = new HashMap<>();
      store.systemCurves(sweepId, LOAD).forEach((run, of) -> load.put(run, mean(of)));
      return load;
    }

    @Override
    public Map<String, Integer> testEvaluations() {
      Map<String, Integer> tested = new HashMap<>();
      Stream.concat(
              Stream.of(Metrics.TEST_ACCURACY),
              program.metrics().get(sweep.header().objective().metric()).testTwin().stream())
          .distinct()
          .forEach(
              metric ->
                  curves(metric)
                      .forEach((run, points) -> tested.merge(run, points.size(), Math::max)));
      return tested;
    }

    @Override
    public Map<String, List<Point>> objectiveCurves() {
      return curves(sweep.header().objective().metric());
    }

    @Override
    public ParameterRoles roles() {
      return program.roles();
    }

    @Override
    public List<ContrastResult> shown() {
      return store.looks(sweepId);
    }

    @Override
    public List<LookDifference> contradicted() {
      return history.contradicted(analysis());
    }

    @Override
    public boolean isLocked() {
      return store.lock(sweepId).isPresent();
    }

    @Override
    public Map<String, Integer> repeated() {
      return store.repeated(sweepId);
    }

    private static double mean(List<Point> points) {
      return points.stream().mapToDouble(Point::reading).average().orElse(0);
    }
  }
}
