package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machines that a sweep's runs were trained on. */
final class Machines {
  private final ComparisonRuns runs;
  private final Map<String, Environment> environments;

  /** By run: contrasts ask for a run's again and again. */
  private final Map<String, Optional<Map<String, String>>> byRun = new ConcurrentHashMap<>();

  Machines(Evidence evidence, ComparisonRuns runs) {
    this.runs = runs;
    this.environments = evidence.environments();
  }

  private Optional<Map<String, String>> facts(String runId) {
    return Optional.ofNullable(environments.get(runId)).map(Machines::facts);
  }

  private static Map<String, String> facts(Environment environment) {
    Map<String, String> facts = environment.facts();
    return Environment.OF_MACHINE.stream()
        .filter(facts::containsKey)
        .collect(Collectors.toMap(fact -> fact, facts::get));
  }

  /** By its facts, if all runs of the seed that the contrast compares were trained on one. */
  Optional<Map<String, String>> of(Contrast contrast, long seed) {
    Set<Map<String, String>> machines =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .flatMap(arm -> runs.find(arm, seed).stream())
            .flatMap(run -> byRun.computeIfAbsent(run.runId(), this::facts).stream())
            .collect(Collectors.toSet());
    return machines.stream().findFirst().filter(only -> machines.size() == 1);
  }
}
