package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.ReadingFacts.RepeatedRuns;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep's comparison runs with all that judging derives from them: what they are compared by,
 * which of them never learned, in which pairs, by which rule. It is derived once, for whatever
 * judges the sweep or explains its verdicts. Safe for use by several threads.
 */
public final class JudgedRuns {
  private final Evidence evidence;
  private final StopRule rule;
  private final ComparisonRuns runs;
  private final boolean interim;
  private final Set<String> neverLearned;
  private final List<RepeatedRuns> repeated;
  private final TrainingTimes wallTimes;
  private final TrainingTimes cpuTimes;
  private final Endpoints endpoints;
  private final Machines machines;
  private final Map<Claim, Endpoint> claimed = new ConcurrentHashMap<>();
  private final Map<Paired, Pairing> pairings = new ConcurrentHashMap<>();
  private final Map<List<List<Trained>>, CrossedVariance> crossed = new ConcurrentHashMap<>();

  private record Paired(Contrast contrast, Endpoint measure) {}

  /** Two nets, by the runs that trained them. */
  private record Trained(String level, String baseline) {}

  /**
   * @param rule by which the sweep's seeds may be looked at
   */
  public JudgedRuns(Evidence evidence, StopRule rule) {
    this.evidence = evidence;
    this.rule = rule;
    this.runs = new ComparisonRuns(evidence);
    this.interim = evidence.isInterim();
    this.neverLearned = evidence.neverLearned();
    this.repeated = evidence.repeated(neverLearned);
    this.wallTimes = TrainingTimes.wall(evidence);
    this.cpuTimes = TrainingTimes.cpu(evidence);
    this.endpoints = new Endpoints(evidence, neverLearned, wallTimes);
    this.machines = new Machines(evidence, runs);
  }

  public Evidence evidence() {
    return evidence;
  }

  public StopRule rule() {
    return rule;
  }

  /** By arm and seed. */
  public ComparisonRuns byArm() {
    return runs;
  }

  /** The ids of all runs that went through and never learned, as far as that is known. */
  public Set<String> neverLearned() {
    return neverLearned;
  }

  /** Runs that read the same though their seeds differ, unless that is since they never learned. */
  public List<RepeatedRuns> repeated() {
    return repeated;
  }

  public TrainingTimes wallTimes() {
    return wallTimes;
  }

  public TrainingTimes cpuTimes() {
    return cpuTimes;
  }

  /** Whether there is no verdict yet, because of runs to come. */
  boolean isInterim() {
    return interim;
  }

  /**
   * Whether there is no verdict on what these arms read, whatever it is, since the audit has found
   * an error that takes away its meaning.
   */
  boolean isStopped(Stream<String> armIds) {
    Set<String> stopped =
        repeated.stream().map(RepeatedRuns::armId).collect(Collectors.toUnmodifiableSet());
    return armIds.anyMatch(stopped::contains);
  }

  /** Whether that holds for an arm of the contrast. */
  boolean isStopped(Contrast contrast) {
    return isStopped(
        contrast.cells().stream().flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId())));
  }

  /** The sweep's own. */
  List<Contrast> contrasts() {
    return evidence.sweep().header().contrasts();
  }

  /** The objective, its test twin if there is one, and training time, each its own family. */
  List<Endpoint> endpoints() {
    return endpoints.all();
  }

  /** What the sweep is judged by. */
  Endpoint objective() {
    return endpoints.all().get(0);
  }

  /** What a claim is about. */
  Endpoint endpoint(Claim claim) {
    return claimed.computeIfAbsent(claim, endpoints::of);
  }

  Machines machines() {
    return machines;
  }

  /** By the runs of all seeds. */
  Pairing pairing(Contrast contrast, Endpoint measure) {
    return pairings.computeIfAbsent(
        new Paired(contrast, measure),
        paired -> Pairing.of(runs, contrast, measure, this::crossed));
  }

  /** How the differences of pairs of nets vary, seed by seed, on the images that all share. */
  CrossedVariance crossed(List<List<NetPair>> nets) {
    List<List<Trained>> trained =
        nets.stream().map(seed -> seed.stream().map(JudgedRuns::trained).toList()).toList();
    return crossed.computeIfAbsent(trained, of -> NetPair.variance(nets));
  }

  private static Trained trained(NetPair pair) {
    return new Trained(pair.level().runId(), pair.baseline().runId());
  }

  /** By the runs of some seeds. */
  Pairing pairing(ComparisonRuns some, Contrast contrast, Endpoint measure) {
    return some.equals(runs) ? pairing(contrast, measure) : Pairing.of(some, contrast, measure);
  }
}
