package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.analysis.paired.Steps;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * One thing that the arms of a sweep are compared by.
 *
 * @param objective its metric, and which way is better
 * @param margin the equivalence margin, on the scale of the readings
 * @param ratio whether readings are logarithms, and results are shown as ratios
 * @param reader a run's reading; a run that never learned has none, but takes its time
 * @param neverLearned whether that is why a run has none
 * @param leavesOut whether a run does not count at all, without being lost
 * @param floor the least standard deviation that differences are taken to have: half of the step
 *     that readings come in, since rounding to such steps can hide as much
 * @param nets what a run's net made of the images that it was read on, if those are test images
 */
record Endpoint(
    Objective objective,
    OptionalDouble margin,
    boolean ratio,
    Function<RunRecord, OptionalDouble> reader,
    Predicate<RunRecord> neverLearned,
    Predicate<RunRecord> leavesOut,
    double floor,
    Function<RunRecord, Optional<TestedNet>> nets) {

  /** Without a floor, of nets that told nothing of the images they were tested on. */
  Endpoint(
      Objective objective,
      OptionalDouble margin,
      boolean ratio,
      Function<RunRecord, OptionalDouble> reader,
      Predicate<RunRecord> neverLearned,
      Predicate<RunRecord> leavesOut) {
    this(objective, margin, ratio, reader, neverLearned, leavesOut, 0, run -> Optional.empty());
  }

  /** The objective, its test twin if there is one, and training time, each its own family. */
  static List<Endpoint> of(Evidence evidence) {
    SweepHeader header = evidence.sweep().header();
    Objective objective = header.objective();
    OptionalDouble margin = margin(header.margins(), objective.metric());
    Predicate<RunRecord> neverLearned = neverLearned(evidence);
    List<Endpoint> measures = new ArrayList<>();
    measures.add(reading(objective, margin, neverLearned));
    evidence
        .testTwin(objective.metric())
        .map(twin -> new Objective(twin, objective.goal()))
        .ifPresent(twin -> measures.add(reading(twin, margin, neverLearned)));
    measures.add(time(evidence, margin(header.margins(), Metrics.TIME)));
    return measures.stream().map(measure -> measure.floored(evidence)).toList();
  }

  /**
   * What a claim is about. A margin is a difference, so it serves a ratio of nothing but time; a
   * metric on the test set has that of its twin.
   */
  static Endpoint of(Evidence evidence, Claim claim) {
    return claimed(evidence, claim).floored(evidence);
  }

  private static Endpoint claimed(Evidence evidence, Claim claim) {
    SweepHeader header = evidence.sweep().header();
    if (claim.metric().equals(Metrics.TIME)) {
      return time(evidence, margin(header.margins(), Metrics.TIME));
    }
    Objective objective = new Objective(claim.metric(), header.objective().goal());
    Endpoint difference =
        reading(objective, marginOfTwins(evidence, claim.metric()), neverLearned(evidence));
    return claim.kind() == Claim.Kind.RATIO ? difference.asRatio() : difference;
  }

  /**
   * With half of the metric's quantum where it is known, else half of the smallest step between any
   * two readings; without one, nothing is known of how far equal readings can be apart.
   */
  private Endpoint floored(Evidence evidence) {
    OptionalDouble known =
        ratio ? OptionalDouble.empty() : evidence.readings().quantum(objective.metric());
    double step = known.orElseGet(() -> Steps.smallest(readings(evidence)));
    return new Endpoint(
        objective,
        margin,
        ratio,
        reader,
        neverLearned,
        leavesOut,
        step / 2,
        !ratio && isOfTestSet(evidence) ? evidence::testedNet : nets);
  }

  private boolean isOfTestSet(Evidence evidence) {
    String metric = objective.metric();
    return evidence.metrics().isOfTestSet(metric)
        || evidence
            .testTwin(evidence.sweep().header().objective().metric())
            .filter(metric::equals)
            .isPresent();
  }

  /** Without a floor, and with the readings of runs that never learned. */
  Endpoint withoutFloor() {
    return isTime()
        ? new Endpoint(objective, margin, true, reader, neverLearned, leavesOut)
        : reading(objective, margin, run -> false);
  }

  private DoubleStream readings(Evidence evidence) {
    return isTime()
        ? evidence.logSeconds()
        : evidence.comparisonRuns().stream().flatMapToDouble(run -> reader.apply(run).stream());
  }

  private Endpoint asRatio() {
    return new Endpoint(
        objective,
        OptionalDouble.empty(),
        true,
        run -> log(reader.apply(run)),
        neverLearned,
        leavesOut);
  }

  private static Predicate<RunRecord> neverLearned(Evidence evidence) {
    Set<String> ids = evidence.neverLearned();
    return run -> ids.contains(run.runId());
  }

  private static OptionalDouble marginOfTwins(Evidence evidence, String metric) {
    return evidence.sweep().header().margins().entrySet().stream()
        .filter(
            e ->
                e.getKey().equals(metric)
                    || evidence.testTwin(e.getKey()).filter(metric::equals).isPresent())
        .mapToDouble(Map.Entry::getValue)
        .findFirst();
  }

  private static Endpoint reading(
      Objective objective, OptionalDouble margin, Predicate<RunRecord> neverLearned) {
    return new Endpoint(
        objective,
        margin,
        false,
        run -> neverLearned.test(run) ? OptionalDouble.empty() : read(run, objective),
        neverLearned,
        run -> false);
  }

  private static OptionalDouble read(RunRecord run, Objective objective) {
    return run.state() == RunState.COMPLETED
        ? run.reading(objective.metric())
        : OptionalDouble.empty();
  }

  private static Endpoint time(Evidence evidence, OptionalDouble margin) {
    TrainingTimes times = TrainingTimes.wall(evidence);
    return new Endpoint(
        new Objective(Metrics.TIME, Goal.MINIMIZE),
        margin,
        true,
        run -> log(times.medianSeconds(run)),
        run -> false,
        times::isLeftOut);
  }

  /**
   * Peak memory, as logarithms. A reused run was measured elsewhere: it does not count, as for
   * time. It is measured to the byte, so it needs no floor.
   */
  static Endpoint memory() {
    Objective objective = new Objective(Metrics.PEAK_MEMORY_BYTES, Goal.MINIMIZE);
    Predicate<RunRecord> elsewhere = run -> run.reusedFrom().isPresent();
    return new Endpoint(
        objective,
        OptionalDouble.empty(),
        true,
        run -> elsewhere.test(run) ? OptionalDouble.empty() : log(read(run, objective)),
        run -> false,
        elsewhere);
  }

  private static OptionalDouble log(OptionalDouble reading) {
    return reading.stream().filter(r -> r > 0).map(Math::log).findFirst();
  }

  private static OptionalDouble margin(Map<String, Double> margins, String metric) {
    Double margin = margins.get(metric);
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }

  boolean isTime() {
    return objective.metric().equals(Metrics.TIME);
  }

  /** From the scale of the readings to the scale of the results. */
  double shown(double reading) {
    return ratio ? Math.exp(reading) : reading;
  }

  /** Of a run that counts; NaN if there is no run, or no reading of it. */
  double reading(Optional<RunRecord> run) {
    return run.filter(leavesOut.negate())
        .map(reader)
        .orElse(OptionalDouble.empty())
        .orElse(Double.NaN);
  }

  /** A seed's readings and their difference, on the scale of the results. */
  SeedDifference shown(SeedDifference seed) {
    return new SeedDifference(
        seed.seed(), shown(seed.level()), shown(seed.baseline()), shown(seed.difference()));
  }
}
