package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.Figures;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.SeedDifference;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.statistics.inference.OneWayAnova;

/** Is a level's price in time the same on all machines that the seeds were trained on? */
final class MachineCheck {
  private static final double TOLERATED = 1.05;

  /** What makes a machine another one, the most telling first. */
  static final List<String> FACTS =
      List.of("cpu", "cores", "workers", "os_arch", "os", "jdk", "memory_bytes");

  private MachineCheck() {}

  static List<Finding> of(Records records) {
    return records.details().stream()
        .filter(ContrastDetail::isTime)
        .flatMap(detail -> check(records, detail).stream())
        .toList();
  }

  private static Optional<Finding> check(Records records, ContrastDetail time) {
    Map<Map<String, String>, List<Double>> logs = new LinkedHashMap<>();
    for (SeedDifference seed : time.differences()) {
      machine(records, time, seed.seed())
          .ifPresent(
              machine ->
                  logs.computeIfAbsent(machine, m -> new ArrayList<>())
                      .add(Math.log(seed.difference())));
    }
    return isUnlike(logs.values()) ? Optional.of(finding(time, logs)) : Optional.empty();
  }

  /** What all runs of the seed that are compared were trained on, if it was one machine. */
  private static Optional<Map<String, String>> machine(
      Records records, ContrastDetail time, long seed) {
    Set<Map<String, String>> machines =
        records.pairs(time.contrast(), seed).stream()
            .flatMap(pair -> pair.both().stream())
            .map(run -> facts(records, run))
            .collect(Collectors.toSet());
    return machines.stream().findFirst().filter(only -> machines.size() == 1);
  }

  private static Map<String, String> facts(Records records, RunRecord run) {
    Environment environment = records.environments().get(run.runId());
    Map<String, String> facts = new TreeMap<>(environment == null ? Map.of() : environment.facts());
    facts.keySet().retainAll(FACTS);
    return facts;
  }

  /** By a one-way analysis of variance of the logarithms, if some machine has several seeds. */
  private static boolean isUnlike(Collection<List<Double>> logs) {
    if (logs.size() < 2 || logs.stream().allMatch(some -> some.size() == 1)) {
      return false;
    }
    List<double[]> groups =
        logs.stream().map(some -> some.stream().mapToDouble(log -> log).toArray()).toList();
    List<Double> means = logs.stream().map(MachineCheck::mean).sorted().toList();
    double widest = means.get(means.size() - 1) - means.get(0);
    return widest > Math.log(TOLERATED)
        && OneWayAnova.withDefaults().test(groups).getPValue() <= PairedLogs.STRICT;
  }

  private static Finding finding(
      ContrastDetail time, Map<Map<String, String>, List<Double>> machines) {
    String telling =
        FACTS.stream()
            .filter(
                fact ->
                    machines.keySet().stream().map(m -> m.getOrDefault(fact, "")).distinct().count()
                        > 1)
            .findFirst()
            .orElseThrow();
    String ratios =
        machines.entrySet().stream()
            .map(
                machine ->
                    "%s with %s (%s)"
                        .formatted(
                            Figures.ratio(Math.exp(mean(machine.getValue())), 2),
                            Figures.count(machine.getValue().size(), "seed"),
                            machine.getKey().getOrDefault(telling, "not recorded")))
            .collect(Collectors.joining(", "));
    return new Finding(
        Severity.WARNING,
        "machines",
        List.of(),
        "The time ratio of %s is not the same on all machines: %s; they differ in %s."
            .formatted(time.contrast().title(), ratios, telling.replace('_', ' ')),
        "Quote the ratio of each machine; the one over all seeds is a mean of unlike machines.");
  }

  private static double mean(List<Double> logs) {
    return logs.stream().mapToDouble(log -> log).average().orElseThrow();
  }
}
