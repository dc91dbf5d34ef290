package dev.nightsweep.analysis.evidence;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The comparison runs of a sweep, by arm and seed. */
public final class ComparisonRuns {
  private final List<Long> seeds;
  private final Map<String, Map<Long, RunRecord>> runs;
  private final Map<String, String> labels;

  public ComparisonRuns(Evidence evidence) {
    SweepRecord sweep = evidence.sweep();
    this.seeds = evidence.judgedSeeds();
    this.runs = new HashMap<>();
    this.labels = new HashMap<>();
    for (RunRecord run : evidence.comparisonRuns()) {
      runs.computeIfAbsent(run.armId(), arm -> new HashMap<>()).putIfAbsent(run.seed(), run);
    }
    for (Arm arm : sweep.arms()) {
      labels.put(arm.armId(), arm.label());
    }
  }

  private ComparisonRuns(ComparisonRuns all, List<Long> seeds) {
    this.seeds = seeds;
    this.runs = all.runs;
    this.labels = all.labels;
  }

  /** As if there were only so many of the seeds, in planned order. */
  public ComparisonRuns first(int number) {
    return number == seeds.size() ? this : new ComparisonRuns(this, seeds.subList(0, number));
  }

  /** As if this seed had never been planned. */
  public ComparisonRuns without(long seed) {
    return new ComparisonRuns(this, seeds.stream().filter(other -> other != seed).toList());
  }

  public List<Long> seeds() {
    return seeds;
  }

  public Optional<RunRecord> find(String armId, long seed) {
    return Optional.ofNullable(runs.getOrDefault(armId, Map.of()).get(seed));
  }

  public String label(RunRecord run) {
    return labels.getOrDefault(run.armId(), run.armId());
  }
}
