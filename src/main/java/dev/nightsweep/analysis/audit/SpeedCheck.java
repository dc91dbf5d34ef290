package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ProvenanceFinding.TwoSpeeds;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Were all runs of an arm trained at one speed? Where they fall into two groups beside a baseline
 * that does not, some were trained on a slower machine, whatever its name.
 */
final class SpeedCheck {
  private static final int MIN_RUNS = 6;
  private static final int MIN_GROUP = 2;
  private static final double SLOWER = 1.3;

  /** The gap between the groups, in standard deviations within them. */
  private static final double APART = 5;

  private final Records records;
  private final TrainingTimes times;
  private final Map<String, Groups> byArm = new HashMap<>();

  private SpeedCheck(Records records) {
    this.records = records;
    this.times = records.judged().wallTimes();
  }

  static List<Finding> of(Records records) {
    SpeedCheck check = new SpeedCheck(records);
    Set<String> compared = new LinkedHashSet<>();
    for (Contrast contrast : records.contrasts()) {
      for (Contrast.Cell cell : contrast.cells()) {
        if (check.isSplitBeside(cell.armId(), cell.baselineArmId())) {
          compared.add(cell.armId());
        } else if (check.isSplitBeside(cell.baselineArmId(), cell.armId())) {
          compared.add(cell.baselineArmId());
        }
      }
    }
    return compared.stream().map(check::finding).toList();
  }

  /** Whether the arm's runs are of two speeds, and the other arm's of the same seeds are not so. */
  private boolean isSplitBeside(String armId, String otherId) {
    Groups groups = groups(armId);
    if (!groups.isSplit()) {
      return false;
    }
    double slow = mean(otherId, groups.slow());
    double fast = mean(otherId, groups.fast());
    return !(slow - fast > groups.distance() / 2); // else the seeds were slow, not the arm
  }

  private double mean(String armId, List<Timed> seeds) {
    return seeds.stream()
        .flatMap(timed -> records.run(armId, timed.run().seed()).stream())
        .flatMapToDouble(run -> times.medianSeconds(run).stream())
        .map(Math::log)
        .average()
        .orElse(Double.NaN);
  }

  private Groups groups(String armId) {
    return byArm.computeIfAbsent(armId, arm -> Groups.of(timed(arm)));
  }

  private record Timed(RunRecord run, double log) {}

  private List<Timed> timed(String armId) {
    List<Timed> timed = new ArrayList<>();
    for (RunRecord run : records.completed(armId)) {
      OptionalDouble seconds = times.medianSeconds(run);
      if (seconds.isPresent()) {
        timed.add(new Timed(run, Math.log(seconds.getAsDouble())));
      }
    }
    timed.sort(Comparator.comparingDouble(Timed::log));
    return isOfOneName(timed) ? timed : List.of();
  }

  /** Where the names of the machines differ, other checks tell of it. */
  private boolean isOfOneName(List<Timed> timed) {
    return timed.stream()
            .map(t -> records.evidence().environments().get(t.run().runId()))
            .filter(environment -> environment != null)
            .map(SpeedCheck::machine)
            .distinct()
            .count()
        < 2;
  }

  private static List<String> machine(Environment environment) {
    return Environment.OF_MACHINE.stream()
        .map(fact -> environment.facts().getOrDefault(fact, ""))
        .toList();
  }

  private Finding finding(String armId) {
    Groups groups = groups(armId);
    Arm arm = records.evidence().sweep().arm(armId);
    return new Finding(
        Severity.WARNING,
        AuditCheck.MACHINES,
        groups.slow().stream().map(timed -> timed.run().runId()).toList(),
        new TwoSpeeds(
            arm.label(), groups.slow().size(), groups.fast().size(), Math.exp(groups.distance())));
  }

  /** The runs of an arm, cut where the gap between neighbours is widest. */
  private record Groups(List<Timed> fast, List<Timed> slow) {

    static Groups of(List<Timed> sorted) {
      int cut = 0;
      double widest = 0;
      for (int i = MIN_GROUP; i <= sorted.size() - MIN_GROUP; i++) {
        double gap = sorted.get(i).log() - sorted.get(i - 1).log();
        if (gap > widest) {
          widest = gap;
          cut = i;
        }
      }
      return new Groups(sorted.subList(0, cut), sorted.subList(cut, sorted.size()));
    }

    double distance() {
      return Mean.of(logs(slow)).mean() - Mean.of(logs(fast)).mean();
    }

    private static List<Double> logs(List<Timed> group) {
      return group.stream().map(Timed::log).toList();
    }

    boolean isSplit() {
      if (fast.size() + slow.size() < MIN_RUNS || fast.isEmpty()) {
        return false;
      }
      double within = Math.sqrt((squares(fast) + squares(slow)) / (fast.size() + slow.size() - 2));
      return distance() > Math.log(SLOWER) && distance() > APART * within;
    }

    private static double squares(List<Timed> group) {
      double mean = Mean.of(logs(group)).mean();
      return logs(group).stream().mapToDouble(log -> (log - mean) * (log - mean)).sum();
    }
  }
}
