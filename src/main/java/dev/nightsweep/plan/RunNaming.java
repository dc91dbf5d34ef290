package dev.nightsweep.plan;

import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Settings;
import dev.nightsweep.search.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Gives a sweep's runs their identities and ids. */
final class RunNaming {
  private final Identity identity;
  private final Function<Settings, SortedMap<String, String>> basis;
  private final String sweepId;
  private final ShortIds ids = new ShortIds();
  private final Map<Settings, SortedMap<String, String>> known = new HashMap<>();

  RunNaming(
      Identity identity, Function<Settings, SortedMap<String, String>> basis, String sweepId) {
    this.identity = identity;
    this.basis = basis;
    this.sweepId = sweepId;
  }

  /** Runs that are planned already: their ids are taken. */
  void keep(List<PlannedRun> planned) {
    planned.forEach(run -> ids.reserve(run.runId()));
  }

  List<PlannedRun> of(List<StartingOrder.Slot> slots, PlannedRun.Phase phase) {
    List<PlannedRun> runs = new ArrayList<>(slots.size());
    for (StartingOrder.Slot slot : slots) {
      Settings settings = slot.settings();
      String id = identity.of(settings, slot.seed(), known.computeIfAbsent(settings, basis));
      String runId = ids.next(Hash.of(sweepId, id, phase.name()));
      runs.add(new PlannedRun(runId, slot.arm().armId(), slot.candidate(), phase, slot.seed(), id));
    }
    return runs;
  }
}
