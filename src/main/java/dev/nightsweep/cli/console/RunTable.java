package dev.nightsweep.cli.console;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The runs of a sweep, with what they read of the metric that it is judged by, and of the usual
 * ones: always where a program of ours has them, else where a run does. Of a program of somebody's
 * own what else it reports is shown too.
 */
public final class RunTable {
  private static final Map<String, String> TITLES =
      Map.of(
          Metrics.VALIDATION_ACCURACY, "VALIDATION",
          Metrics.TEST_ACCURACY, "TEST",
          Metrics.SECONDS, "SECONDS");

  /** The first so many by name. */
  private static final int MAX_REPORTED = 4;

  private RunTable() {}

  public static TextTable of(
      SweepRecord sweep, List<RunRecord> runs, Predicate<RunRecord> neverLearned) {
    Set<String> metrics = metrics(sweep, runs);
    List<String> header = new ArrayList<>(List.of("RUN", "ARM", "SEED", "STATE", "EPOCHS"));
    metrics.forEach(metric -> header.add(TITLES.getOrDefault(metric, metric)));
    TextTable table = new TextTable(header);
    for (RunRecord run : runs) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  run.runId(),
                  sweep.label(run),
                  Long.toString(run.seed()),
                  state(run, neverLearned),
                  Integer.toString(run.lastEpoch())));
      metrics.forEach(metric -> row.add(Numbers.reading(run.reading(metric))));
      table.row(row);
    }
    return table;
  }

  private static Set<String> metrics(SweepRecord sweep, List<RunRecord> runs) {
    String objective = sweep.header().objective().metric();
    Set<String> usual = new LinkedHashSet<>(List.of(Metrics.VALIDATION_ACCURACY));
    usual.add(
        objective.startsWith(Metrics.VALIDATION)
            ? Metrics.TEST + objective.substring(Metrics.VALIDATION.length())
            : Metrics.TEST_ACCURACY);
    usual.add(Metrics.TEST_ACCURACY);
    boolean isOurs = sweep.header().program().isOurs();
    usual.removeIf(
        metric -> !isOurs && runs.stream().allMatch(run -> run.reading(metric).isEmpty()));
    Set<String> metrics = new LinkedHashSet<>(List.of(objective));
    metrics.addAll(usual);
    if (!isOurs) {
      List<String> others =
          reported(runs).filter(metric -> !metrics.contains(metric)).limit(MAX_REPORTED).toList();
      metrics.addAll(others);
    }
    metrics.add(Metrics.SECONDS);
    return metrics;
  }

  /** What somebody's own program reports, apart from times and memory. */
  private static Stream<String> reported(List<RunRecord> runs) {
    return runs.stream()
        .flatMap(run -> run.readings().keySet().stream())
        .distinct()
        .map(MetricDefinition::undeclared)
        .filter(metric -> metric.isReproducible() && !metric.detail())
        .map(MetricDefinition::name)
        .sorted();
  }

  /** How a run has ended, and whether it has learned anything. */
  public static String state(RunRecord run, Predicate<RunRecord> neverLearned) {
    return run.state().name() + (neverLearned.test(run) ? ", " + Names.NEVER_LEARNED : "");
  }
}
