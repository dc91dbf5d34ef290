package dev.nightsweep.app;

import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** Results of earlier runs, from any sweep, whose settings equal those of a planned arm. */
final class PriorRuns {
  private final Plan plan;
  private final String metric;

  /** Readings by arm of the plan, then by seed. */
  private final Map<String, Map<Long, Double>> readings = new HashMap<>();

  PriorRuns(Plan plan, Store store) {
    this.plan = plan;
    this.metric = plan.header().objective().metric();
    for (SweepRecord sweep : store.sweeps()) {
      if (isSame(sweep.header().program(), plan.header().program())) {
        add(sweep, store);
      }
    }
  }

  /** A net file is what it holds, wherever it lies. */
  private static boolean isSame(ProgramRef one, ProgramRef other) {
    return one.net().isPresent() ? one.net().equals(other.net()) : one.equals(other);
  }

  private void add(SweepRecord sweep, Store store) {
    Map<String, String> ours = new HashMap<>();
    for (Arm arm : plan.arms()) {
      sweep.arms().stream()
          .filter(other -> other.settings().equals(arm.settings()))
          .findFirst()
          .ifPresent(other -> ours.put(other.armId(), arm.armId()));
    }
    if (ours.isEmpty()) {
      return;
    }
    ChanceLevels chance =
        new ChanceLevels(plan.header(), sweep::settings, store.sweepEnvironments(sweep.sweepId()));
    for (RunRecord run : store.runs(sweep.sweepId())) {
      OptionalDouble reading = run.reading(metric);
      if (run.state() == RunState.COMPLETED
          && run.phase() == PlannedRun.Phase.COMPARISON
          && ours.containsKey(run.armId())
          && !chance.hasNeverLearned(run)
          && reading.isPresent()) {
        readings
            .computeIfAbsent(ours.get(run.armId()), id -> new TreeMap<>())
            .putIfAbsent(run.seed(), reading.getAsDouble());
      }
    }
  }

  /** The differences of a contrast, of each seed that all its cells have. */
  List<Double> differences(Contrast contrast) {
    TreeSet<Long> seeds = new TreeSet<>();
    contrast.cells().forEach(cell -> seeds.addAll(of(cell.armId()).keySet()));
    List<Double> differences = new ArrayList<>();
    for (long seed : seeds) {
      difference(contrast, seed).ifPresent(differences::add);
    }
    return differences;
  }

  private Optional<Double> difference(Contrast contrast, long seed) {
    double sum = 0;
    for (Contrast.Cell cell : contrast.cells()) {
      Double level = of(cell.armId()).get(seed);
      Double baseline = of(cell.baselineArmId()).get(seed);
      if (level == null || baseline == null) {
        return Optional.empty();
      }
      sum += level - baseline;
    }
    return Optional.of(sum / contrast.cells().size());
  }

  private Map<Long, Double> of(String armId) {
    return readings.getOrDefault(armId, Map.of());
  }
}
