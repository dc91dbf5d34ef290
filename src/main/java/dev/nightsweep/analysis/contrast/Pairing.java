package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A contrast's readings, seed by seed, on the scale of the readings.
 *
 * @param differences of the seeds whose cells all have both readings, in planned order
 * @param lost seeds that were run and gave no difference
 * @param planned seeds that were planned and count for this measure
 * @param failures of every planned seed
 * @param floor of the differences' standard deviation, as {@link Endpoint#floor} has it
 * @param images that the differences have in common
 */
record Pairing(
    List<SeedDifference> differences,
    List<LostSeed> lost,
    int planned,
    List<SeedFailures> failures,
    double floor,
    SharedImages images) {
  Pairing {
    differences = List.copyOf(differences);
    lost = List.copyOf(lost);
    failures = List.copyOf(failures);
  }

  static Pairing of(ComparisonRuns runs, Contrast contrast, Endpoint measure) {
    return of(runs, contrast, measure, NetPair::variance);
  }

  /** With the variance of pairs of nets that {@code crossing} gives. */
  static Pairing of(
      ComparisonRuns runs,
      Contrast contrast,
      Endpoint measure,
      Function<List<List<NetPair>>, CrossedVariance> crossing) {
    List<SeedDifference> differences = new ArrayList<>();
    List<LostSeed> lost = new ArrayList<>();
    List<SeedFailures> failures = new ArrayList<>();
    List<List<NetPair>> nets = new ArrayList<>();
    int planned = 0;
    for (long seed : runs.trained(contrast)) {
      List<Pair> pairs = contrast.cells().stream().map(c -> Pair.of(runs, c, seed)).toList();
      List<Pair> counted = pairs.stream().filter(pair -> !pair.isLeftOut(measure)).toList();
      if (counted.size() == pairs.size()) {
        planned++;
        loss(seed, pairs, measure, runs).ifPresent(lost::add);
      }
      failures.add(failures(counted, measure));
      if (pairs.stream().allMatch(pair -> pair.isComplete(measure))) {
        differences.add(difference(seed, pairs, measure));
        nets.add(nets(pairs, measure));
      }
    }
    return new Pairing(
        differences,
        lost,
        planned,
        failures,
        measure.floor(),
        SharedImages.of(
            nets,
            differences.stream().map(SeedDifference::difference).toList(),
            contrast.cells().size(),
            crossing));
  }

  boolean hasLostTooMany() {
    return Thresholds.areTooMany(lost.size(), planned);
  }

  PairedSample sample() {
    return new PairedSample(
        differences.stream().map(SeedDifference::difference).toList(), floor, images.variance());
  }

  /** One a cell; none unless all are known. */
  private static List<NetPair> nets(List<Pair> pairs, Endpoint measure) {
    List<NetPair> nets =
        pairs.stream()
            .flatMap(
                pair ->
                    NetPair.of(
                        pair.level().flatMap(measure.nets()),
                        pair.baseline().flatMap(measure.nets()))
                        .stream())
            .toList();
    return nets.size() == pairs.size() ? nets : List.of();
  }

  /** The runs of a seed that gave no reading; empty if it is complete or may still be measured. */
  private static Optional<LostSeed> loss(
      long seed, List<Pair> pairs, Endpoint measure, ComparisonRuns all) {
    List<LostSeed.Lost> without =
        pairs.stream()
            .flatMap(Pair::runs)
            .filter(run -> !Evidence.isOpen(run.state()))
            .filter(run -> Pair.hasFailed(run, measure))
            .distinct()
            .map(
                run ->
                    new LostSeed.Lost(
                        all.label(run), run.state(), measure.neverLearned().test(run)))
            .toList();
    return without.isEmpty() ? Optional.empty() : Optional.of(new LostSeed(seed, without));
  }

  private static SeedFailures failures(List<Pair> pairs, Endpoint measure) {
    List<Pair> over = pairs.stream().filter(Pair::isOver).toList();
    return new SeedFailures(
        (int) over.stream().filter(pair -> Pair.hasFailed(pair.level().get(), measure)).count(),
        (int) over.stream().filter(pair -> Pair.hasFailed(pair.baseline().get(), measure)).count(),
        over.size(),
        new NeverLearned(
            (int) over.stream().filter(p -> measure.neverLearned().test(p.level().get())).count(),
            (int)
                over.stream()
                    .filter(p -> measure.neverLearned().test(p.baseline().get()))
                    .count()));
  }

  private static SeedDifference difference(long seed, List<Pair> pairs, Endpoint measure) {
    double level = mean(pairs.stream().map(pair -> pair.level().get()), measure);
    double baseline = mean(pairs.stream().map(pair -> pair.baseline().get()), measure);
    return new SeedDifference(seed, level, baseline, level - baseline);
  }

  private static double mean(Stream<RunRecord> runs, Endpoint measure) {
    return runs.map(measure.reader())
        .mapToDouble(OptionalDouble::getAsDouble)
        .average()
        .getAsDouble();
  }

  /** The two runs of a cell and a seed, as far as they were planned. */
  private record Pair(Optional<RunRecord> level, Optional<RunRecord> baseline) {

    static Pair of(ComparisonRuns runs, Contrast.Cell cell, long seed) {
      return new Pair(runs.find(cell.armId(), seed), runs.find(cell.baselineArmId(), seed));
    }

    Stream<RunRecord> runs() {
      return Stream.concat(level.stream(), baseline.stream());
    }

    boolean isComplete(Endpoint measure) {
      return runs().filter(run -> measure.reader().apply(run).isPresent()).count() == 2;
    }

    boolean isLeftOut(Endpoint measure) {
      return runs().anyMatch(measure.leavesOut());
    }

    boolean isOver() {
      return runs().filter(run -> !Evidence.isOpen(run.state())).count() == 2;
    }

    /** Whether a run that is over gave no reading. */
    static boolean hasFailed(RunRecord run, Endpoint measure) {
      return measure.reader().apply(run).isEmpty();
    }
  }
}
