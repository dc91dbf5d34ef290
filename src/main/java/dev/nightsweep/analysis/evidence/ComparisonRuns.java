package dev.nightsweep.analysis.evidence;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The comparison runs of a sweep, by arm and seed. */
public final class ComparisonRuns {
  private final List<Long> seeds;
  private final Map<String, Map<Long, RunRecord>> runs;
  private final Map<String, String> labels;
  private final Set<Long> added;

  public ComparisonRuns(Evidence evidence) {
    SweepRecord sweep = evidence.sweep();
    this.seeds = evidence.judgedSeeds();
    this.runs = new HashMap<>();
    this.labels = new HashMap<>();
    this.added = added(sweep);
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
    this.added = all.added;
  }

  /** The seeds that a rule has added. */
  private static Set<Long> added(SweepRecord sweep) {
    SweepHeader header = sweep.header();
    List<Long> seeds = header.seeds();
    return header.rule().isPresent() && sweep.toCome() == 0
        ? Set.copyOf(
            seeds.subList(Math.min(header.rule().get().first(), seeds.size()), seeds.size()))
        : Set.of();
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

  /**
   * Whether the rule that added the seed left the arm out, which had nothing to settle any more.
   */
  public boolean isLeftOut(String armId, long seed) {
    return added.contains(seed) && find(armId, seed).isEmpty();
  }

  /** The seeds that no arm of the contrast was left out of. */
  public List<Long> trained(Contrast contrast) {
    return trained(
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .distinct()
            .toList());
  }

  /** The seeds that none of the arms was left out of. */
  public List<Long> trained(List<String> armIds) {
    return seeds.stream()
        .filter(seed -> armIds.stream().noneMatch(arm -> isLeftOut(arm, seed)))
        .toList();
  }

  public String label(RunRecord run) {
    return labels.getOrDefault(run.armId(), run.armId());
  }
}
