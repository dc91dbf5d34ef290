package dev.nightsweep.publish.mlflow;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.store.Store;
import dev.nightsweep.text.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The runs of a sweep as MLflow keeps such, and what had to be changed for that. */
final class SweepRuns {
  /** A parameter's text; servers before MLflow 2.8 take less. */
  static final int MAX_PARAMETER = 6000;

  private static final int MAX_NAME = 250;
  private static final String SEED = "seed";

  private final Store store;
  private final ResultsFolder results;
  private final SweepRecord sweep;
  private final List<RunRecord> runs;
  private final RunTags tags;
  private final MlflowNames metrics;
  private final MlflowNames parameters;
  private final Set<String> cut = new LinkedHashSet<>();

  SweepRuns(Store store, ResultsFolder results, StoredSweep stored) {
    this.store = store;
    this.results = results;
    this.sweep = stored.analysis().sweep();
    this.runs = stored.analysis().evidence().runs();
    this.tags = new RunTags(stored);
    Set<String> read = new TreeSet<>();
    Set<String> set = new TreeSet<>(Set.of(SEED));
    runs.forEach(
        run -> {
          read.addAll(run.readings().keySet());
          set.addAll(sweep.settings(run).byName().keySet());
        });
    this.metrics = new MlflowNames(read);
    this.parameters = new MlflowNames(set);
  }

  /** Those that were begun, or reused, in starting order. */
  List<RunRecord> begun() {
    return runs.stream().filter(run -> run.state() != RunState.PENDING).toList();
  }

  /** How many wait to be begun. */
  int waiting() {
    return runs.size() - begun().size();
  }

  SentRun sent(RunRecord run) {
    EpochTimes times = EpochTimes.of(results, run);
    List<SentPoint> points = new ArrayList<>();
    for (Map.Entry<String, List<Point>> curve : store.curves(run.runId()).entrySet()) {
      String key = metrics.of(curve.getKey());
      for (Point point : curve.getValue()) {
        points.add(new SentPoint(key, point.reading(), times.of(point.epoch()), point.epoch()));
      }
    }
    String name = "%s, seed %d".formatted(sweep.label(run), run.seed());
    return new SentRun(
        run.runId(),
        name.substring(0, Math.min(name.length(), MAX_NAME)),
        status(run.state()),
        run.startedAt().map(Instant::toEpochMilli).orElse(0L),
        run.endedAt().map(Instant::toEpochMilli).filter(at -> run.state().isFinished()),
        params(run),
        tags.of(run),
        points);
  }

  /** A seed that is a parameter of the program is not the run's own. */
  private Map<String, String> params(RunRecord run) {
    Map<String, String> params = new TreeMap<>();
    params.put(parameters.of(SEED), Long.toString(run.seed()));
    sweep
        .settings(run)
        .byName()
        .forEach((name, setting) -> params.put(parameters.of(name), text(name, setting)));
    return params;
  }

  private String text(String name, Setting setting) {
    String text = setting.text();
    if (text.length() <= MAX_PARAMETER) {
      return text;
    }
    cut.add(name);
    return text.substring(0, MAX_PARAMETER);
  }

  private static String status(RunState state) {
    return switch (state) {
      case COMPLETED -> "FINISHED";
      case DIVERGED, FAILED, CRASHED, TIMED_OUT -> "FAILED";
      case CANCELLED, STOPPED_EARLY -> "KILLED";
      case RUNNING -> "RUNNING";
      case PENDING, PAUSED -> "SCHEDULED";
    };
  }

  /** What is not there as it is here, a sentence each. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    metrics.changed().forEach((ours, there) -> remarks.add(renamed("metric", ours, there)));
    parameters.changed().forEach((ours, there) -> remarks.add(renamed("parameter", ours, there)));
    cut.forEach(
        name ->
            remarks.add(
                "MLflow takes the first %,d characters of the parameter “%s” and no more."
                    .formatted(MAX_PARAMETER, name)));
    if (waiting() > 0) {
      remarks.add(
          "%s not begun, and left out for now."
              .formatted(Numbers.count(waiting(), "run") + (waiting() == 1 ? " is" : " are")));
    }
    return remarks;
  }

  private static String renamed(String what, String ours, String there) {
    return "The %s “%s” is called “%s” there: MLflow takes no such name."
        .formatted(what, ours, there);
  }
}
