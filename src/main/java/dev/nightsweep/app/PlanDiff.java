package dev.nightsweep.app;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an edited spec changes in a sweep.
 *
 * @param added runs that it did not have
 * @param kept runs that it goes on with
 * @param removed runs that it has no longer
 */
public record PlanDiff(int added, int kept, int removed) {

  /** Whether it has other runs by that. */
  boolean isOfRuns() {
    return added > 0 || removed > 0;
  }

  static PlanDiff between(Plan stored, Plan now) {
    Set<String> before = runIds(stored);
    Set<String> after = runIds(now);
    Set<String> kept = new HashSet<>(before);
    kept.retainAll(after);
    return new PlanDiff(after.size() - kept.size(), kept.size(), before.size() - kept.size());
  }

  /** Parameters that have one setting in all arms of each plan, but not the same. */
  static List<String> changedConstants(Plan stored, Plan now) {
    Map<String, Set<String>> before = settings(stored);
    Map<String, Set<String>> after = settings(now);
    List<String> changes = new ArrayList<>();
    if (!isSame(stored.header().program(), now.header().program())) {
      changes.add(
          "program was %s, is %s".formatted(stored.header().program(), now.header().program()));
    }
    List<String> tuned = tuned(stored);
    if (!tuned.equals(tuned(now))) {
      changes.add("nuisance was %s, is %s".formatted(tuned, tuned(now)));
    }
    before.forEach(
        (name, was) -> {
          Set<String> is = after.getOrDefault(name, was);
          if (was.size() == 1 && is.size() == 1 && !was.equals(is)) {
            changes.add(
                "%s was %s, is %s".formatted(name, was.iterator().next(), is.iterator().next()));
          }
        });
    return changes;
  }

  /** Whether a net file holds what it held, its layers say, and where it lies does not matter. */
  private static boolean isSame(ProgramRef before, ProgramRef now) {
    return before.equals(now) || (before.net().isPresent() && now.net().isPresent());
  }

  /** The identities of a plan's runs by arm, candidate and seed. */
  static Map<String, String> identities(Plan plan) {
    Map<String, String> identities = new HashMap<>();
    for (PlannedRun run : plan.runs()) {
      identities.put(
          "%s %s %d".formatted(run.armId(), run.candidate(), run.seed()), run.identity());
    }
    return identities;
  }

  private static List<String> tuned(Plan plan) {
    return plan.header().tuning().map(Tuning::parameters).orElse(List.of());
  }

  private static Set<String> runIds(Plan plan) {
    Set<String> ids = new HashSet<>();
    plan.runs().forEach(run -> ids.add(run.runId()));
    return ids;
  }

  private static Map<String, Set<String>> settings(Plan plan) {
    Map<String, Set<String>> texts = new TreeMap<>();
    for (Arm arm : plan.arms()) {
      for (Map.Entry<String, Setting> setting : arm.settings().byName().entrySet()) {
        texts
            .computeIfAbsent(setting.getKey(), name -> new TreeSet<>())
            .add(setting.getValue().text());
      }
    }
    return texts;
  }
}
