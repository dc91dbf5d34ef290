package dev.nightsweep.publish;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.analysis.audit.Records;
import dev.nightsweep.analysis.contrast.Looks;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects from the store what an audit looks at. */
final class AuditInputs {
  /** The machine's load average, which workers read after every epoch. */
  private static final String LOAD = "load_average";

  private final Store store;

  AuditInputs(Store store) {
    this.store = store;
  }

  /**
   * @param tests by run id: the readings on the test set
   */
  Records records(Evidence evidence, Map<String, List<Point>> tests) {
    SweepHeader header = evidence.sweep().header();
    Map<String, Double> load = new HashMap<>();
    store.systemCurves(header.sweepId(), LOAD).forEach((run, of) -> load.put(run, mean(of)));
    Map<String, Integer> tested = new HashMap<>();
    tests.forEach((run, points) -> tested.put(run, points.size()));
    return new Records(
        evidence, load, tested, store.looks(header.sweepId()), Looks.areAllowedFor(header));
  }

  private static double mean(List<Point> points) {
    return points.stream().mapToDouble(Point::reading).average().orElse(0);
  }
}
