package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.ComparisonRuns;
import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.OneWayAnova;

/**
 * The time ratio of a contrast machine by machine, where it is not the same on all of them, so that
 * the one over all seeds is a mean of unlike things.
 *
 * @param fact what tells the machines apart best, such as {@code cpu}
 * @param shares at least two, in the order of their first seeds
 */
public record UnlikeMachines(String fact, List<Share> shares) {
  /** Every contrast of every sweep is asked, so few may be called unlike by chance. */
  private static final double STRICT = 0.002;

  /** A smaller disagreement of the machines is of no use to anybody. */
  private static final double TOLERATED = 1.05;

  /**
   * The seeds that one machine trained.
   *
   * @param machine its text of the fact
   * @param seeds at least one, with ratios
   */
  public record Share(String machine, List<SeedDifference> seeds) {
    public Share {
      seeds = List.copyOf(seeds);
    }

    /** The geometric mean. */
    public double ratio() {
      return Math.exp(sample().mean());
    }

    /** The 95 % t interval of the ratio, from the logarithms; unknown of one seed. */
    public Interval interval() {
      return sample().interval(1 - Verdicts.ALPHA).map(Math::exp);
    }

    private PairedSample sample() {
      return new PairedSample(logs());
    }

    private List<Double> logs() {
      return seeds.stream().map(seed -> Math.log(seed.difference())).toList();
    }
  }

  public UnlikeMachines {
    shares = List.copyOf(shares);
  }

  /** The smallest of their ratios, and the largest. */
  public Interval range() {
    List<Double> ratios = shares.stream().map(Share::ratio).sorted().toList();
    return new Interval(ratios.get(0), ratios.get(ratios.size() - 1));
  }

  /**
   * A one-way analysis of variance of the logarithms must find the machines unlike, and they must
   * be far enough apart to matter; that needs a machine with several seeds. A seed whose runs were
   * not all trained on one machine says nothing of any.
   *
   * @param times the complete seeds of the contrast on time, with ratios
   */
  static Optional<UnlikeMachines> of(
      Evidence evidence, ComparisonRuns runs, Contrast contrast, List<SeedDifference> times) {
    Map<Map<String, String>, List<SeedDifference>> machines = new LinkedHashMap<>();
    for (SeedDifference time : times) {
      machine(evidence, runs, contrast, time.seed())
          .ifPresent(m -> machines.computeIfAbsent(m, of -> new ArrayList<>()).add(time));
    }
    if (machines.size() < 2) {
      return Optional.empty();
    }
    String fact = telling(machines.keySet());
    List<Share> shares =
        machines.entrySet().stream()
            .map(e -> new Share(e.getKey().getOrDefault(fact, "not recorded"), e.getValue()))
            .toList();
    return Optional.of(new UnlikeMachines(fact, shares)).filter(UnlikeMachines::isClear);
  }

  /** What all runs of the seed that are compared were trained on, if it was one machine. */
  private static Optional<Map<String, String>> machine(
      Evidence evidence, ComparisonRuns runs, Contrast contrast, long seed) {
    Set<Map<String, String>> machines =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .flatMap(arm -> runs.find(arm, seed).stream())
            .map(run -> facts(evidence.environments().get(run.runId())))
            .collect(Collectors.toSet());
    return machines.stream().findFirst().filter(only -> machines.size() == 1);
  }

  private static Map<String, String> facts(Environment environment) {
    Map<String, String> facts = new HashMap<>(environment == null ? Map.of() : environment.facts());
    facts.keySet().retainAll(Environment.OF_TIME);
    return facts;
  }

  private static String telling(Set<Map<String, String>> machines) {
    return Environment.OF_TIME.stream()
        .filter(fact -> machines.stream().map(m -> m.getOrDefault(fact, "")).distinct().count() > 1)
        .findFirst()
        .orElseThrow();
  }

  private boolean isClear() {
    Interval range = range();
    return shares.stream().anyMatch(share -> share.seeds().size() > 1)
        && range.high() / range.low() > TOLERATED
        && pValue() <= STRICT;
  }

  private double pValue() {
    List<double[]> groups =
        shares.stream()
            .map(share -> share.logs().stream().mapToDouble(log -> log).toArray())
            .toList();
    return OneWayAnova.withDefaults().test(groups).getPValue();
  }
}
