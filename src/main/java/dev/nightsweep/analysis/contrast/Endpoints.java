package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.analysis.paired.Steps;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the arms of a sweep, and its claims, are compared by. */
final class Endpoints {
  private final Evidence evidence;
  private final SweepHeader header;
  private final Predicate<RunRecord> neverLearned;
  private final List<Endpoint> all;

  /**
   * @param neverLearned the ids of such runs
   */
  Endpoints(Evidence evidence, Set<String> neverLearned, TrainingTimes wallTimes) {
    this.evidence = evidence;
    this.header = evidence.sweep().header();
    this.neverLearned = run -> neverLearned.contains(run.runId());
    Objective objective = header.objective();
    OptionalDouble margin = margin(objective.metric());
    this.all =
        Stream.of(
                Optional.of(Endpoint.reading(objective, margin, this.neverLearned)),
                evidence
                    .testTwin(objective.metric())
                    .map(twin -> new Objective(twin, objective.goal()))
                    .map(twin -> Endpoint.reading(twin, margin, this.neverLearned)),
                Optional.of(Endpoint.time(wallTimes, margin(Metrics.TIME))))
            .flatMap(Optional::stream)
            .map(this::floored)
            .toList();
  }

  /** The objective, its test twin if there is one, and training time, each its own family. */
  List<Endpoint> all() {
    return all;
  }

  /**
   * What a claim is about. A margin is a difference, so it serves a ratio of nothing but time; a
   * metric on the test set has that of its twin.
   */
  Endpoint of(Claim claim) {
    if (claim.metric().equals(Metrics.TIME)) {
      return all.get(all.size() - 1);
    }
    Endpoint difference =
        Endpoint.reading(
            new Objective(claim.metric(), header.objective().goal()),
            marginOfTwins(claim.metric()),
            neverLearned);
    return claim.kind() == Claim.Kind.RATIO
        ? floored(difference.asRatio())
        : all.stream()
            .filter(e -> e.objective().equals(difference.objective()))
            .filter(e -> e.margin().equals(difference.margin()))
            .findFirst()
            .orElseGet(() -> floored(difference));
  }

  /**
   * With half of the metric's quantum where it is known, else half of the smallest step between any
   * two readings; without one, nothing is known of how far equal readings can be apart.
   */
  private Endpoint floored(Endpoint endpoint) {
    OptionalDouble known =
        endpoint.ratio()
            ? OptionalDouble.empty()
            : evidence.readings().quantum(endpoint.objective().metric());
    double step = known.orElseGet(() -> Steps.smallest(readings(endpoint)));
    return endpoint.with(
        step / 2,
        !endpoint.ratio() && isOfTestSet(endpoint) ? evidence::testedNet : endpoint.nets());
  }

  private boolean isOfTestSet(Endpoint endpoint) {
    String metric = endpoint.objective().metric();
    return evidence.metrics().isOfTestSet(metric)
        || evidence.testTwin(header.objective().metric()).filter(metric::equals).isPresent();
  }

  private DoubleStream readings(Endpoint endpoint) {
    return endpoint.isTime()
        ? evidence.logSeconds()
        : evidence.comparisonRuns().stream()
            .flatMapToDouble(run -> endpoint.reader().apply(run).stream());
  }

  private OptionalDouble margin(String metric) {
    Double margin = header.margins().get(metric);
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }

  private OptionalDouble marginOfTwins(String metric) {
    return header.margins().entrySet().stream()
        .filter(
            e ->
                e.getKey().equals(metric)
                    || evidence.testTwin(e.getKey()).filter(metric::equals).isPresent())
        .mapToDouble(Map.Entry::getValue)
        .findFirst();
  }
}
