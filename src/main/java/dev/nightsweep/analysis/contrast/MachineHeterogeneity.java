package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.statistics.inference.OneWayAnova;

/**
 * The time ratio of a contrast machine by machine, where it is not the same on all of them, so that
 * the one over all seeds is a mean of unlike things.
 *
 * @param facts what tells the machines apart, the most telling first, such as {@code cpu}
 * @param shares at least two, in the order of their first seeds
 */
public record MachineHeterogeneity(List<String> facts, List<Share> shares) {
  /** Every contrast of every sweep is asked, so few may be called unlike by chance. */
  private static final double STRICT = 0.002;

  /** A smaller disagreement of the machines is of no use to anybody. */
  private static final double TOLERATED = 1.05;

  /** One seed tells nothing of how the ratios on a machine scatter. */
  private static final int MIN_MACHINES = 2;

  private static final String UNKNOWN = "not recorded";

  /**
   * The seeds that one machine trained.
   *
   * @param machine its facts, in words
   * @param seeds at least two, with ratios
   */
  public record Share(String machine, List<SeedDifference> seeds) {
    public Share {
      seeds = List.copyOf(seeds);
    }

    /** The geometric mean. */
    public double ratio() {
      return Math.exp(sample().mean());
    }

    /** The 95 % t interval of the ratio, from the logarithms. */
    public Interval interval() {
      return sample().interval(1 - Thresholds.ALPHA).map(Math::exp);
    }

    private PairedSample sample() {
      return new PairedSample(logs());
    }

    private List<Double> logs() {
      return seeds.stream().map(seed -> Math.log(seed.difference())).toList();
    }
  }

  public MachineHeterogeneity {
    facts = List.copyOf(facts);
    shares = List.copyOf(shares);
  }

  /** The smallest of their ratios, and the largest. */
  public Interval range() {
    List<Double> ratios = shares.stream().map(Share::ratio).sorted().toList();
    return new Interval(ratios.get(0), ratios.get(ratios.size() - 1));
  }

  /**
   * A one-way analysis of variance of the logarithms must find the machines unlike, and they must
   * be far enough apart to matter. A seed whose runs were not all trained on one machine says
   * nothing of any, nor does the only seed of one.
   *
   * @param times the complete seeds of the contrast on time, with ratios
   */
  static Optional<MachineHeterogeneity> of(
      Machines machines, Contrast contrast, List<SeedDifference> times) {
    Map<Map<String, String>, List<SeedDifference>> seeds = new LinkedHashMap<>();
    for (SeedDifference time : times) {
      machines
          .of(contrast, time.seed())
          .ifPresent(machine -> seeds.computeIfAbsent(machine, m -> new ArrayList<>()).add(time));
    }
    seeds.values().removeIf(some -> some.size() < MIN_MACHINES);
    if (seeds.size() < 2) {
      return Optional.empty();
    }
    List<String> facts = telling(seeds.keySet());
    List<Share> shares =
        seeds.entrySet().stream()
            .map(machine -> new Share(named(facts, machine.getKey()), machine.getValue()))
            .toList();
    return Optional.of(new MachineHeterogeneity(facts, shares))
        .filter(MachineHeterogeneity::isClear);
  }

  /** As few facts, the most telling first, as tell every machine from every other. */
  private static List<String> telling(Set<Map<String, String>> machines) {
    List<String> telling = new ArrayList<>();
    for (String fact : Environment.OF_MACHINE) {
      if (kinds(List.of(fact), machines) > 1 && kinds(telling, machines) < machines.size()) {
        telling.add(fact);
      }
    }
    return telling;
  }

  private static long kinds(List<String> facts, Collection<Map<String, String>> machines) {
    return machines.stream().map(machine -> named(facts, machine)).distinct().count();
  }

  private static String named(List<String> facts, Map<String, String> machine) {
    return facts.stream()
        .map(fact -> fact.replace('_', ' ') + " " + machine.getOrDefault(fact, UNKNOWN))
        .collect(Collectors.joining(", "));
  }

  private boolean isClear() {
    Interval range = range();
    return range.high() / range.low() > TOLERATED && pValue() <= STRICT;
  }

  private double pValue() {
    List<double[]> groups =
        shares.stream()
            .map(share -> share.logs().stream().mapToDouble(log -> log).toArray())
            .toList();
    return OneWayAnova.withDefaults().test(groups).getPValue();
  }
}
