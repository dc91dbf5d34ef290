package dev.nightsweep.report;

import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import java.util.List;

/**
 * One of some runs that are compared.
 *
 * @param settings with its seed
 * @param label how it is called
 * @param metrics of its program
 */
public record ComparedRun(
    RunFacts run, Settings settings, String label, SweepHeader sweep, DeclaredMetrics metrics) {

  /** What is known of a metric: by the first run whose program declares it. */
  static MetricDefinition metric(String name, List<ComparedRun> runs) {
    return runs.stream()
        .flatMap(run -> run.metrics().find(name).stream())
        .findFirst()
        .orElseGet(() -> MetricDefinition.undeclared(name));
  }
}
