package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.TrialAction;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What was decided, by trial and epoch, in earlier sessions too: it stands. */
final class JournaledActions {
  private final Map<String, NavigableMap<Integer, TrialAction>> byRun = new HashMap<>();
  private final Map<String, String> stopped = new HashMap<>();

  /**
   * @param decisions in the order in which they were taken
   */
  JournaledActions(List<Entry.TrialDecided> decisions) {
    for (Entry.TrialDecided decision : decisions) {
      add(decision.runId(), decision.epoch(), decision.action());
      if (decision.action() == TrialAction.STOP) {
        stopped.put(decision.runId(), decision.reason());
      }
    }
  }

  /** That was decided now, and stands from now on. */
  void add(String runId, int epoch, TrialAction action) {
    byRun.computeIfAbsent(runId, id -> new TreeMap<>()).put(epoch, action);
  }

  /** Of one trial, by epoch. */
  NavigableMap<Integer, TrialAction> of(String runId) {
    return byRun.getOrDefault(runId, Collections.emptyNavigableMap());
  }

  /** Whether the last that was decided of the trial is that. */
  boolean isLast(String runId, TrialAction action) {
    return !of(runId).isEmpty() && of(runId).lastEntry().getValue() == action;
  }

  /** Why the trial was ended, if it was. */
  Optional<String> whyStopped(String runId) {
    return Optional.ofNullable(stopped.get(runId));
  }

  /** The epoch at which the trial was ended; the greatest integer if it was not. */
  int endOf(String runId) {
    return of(runId).entrySet().stream()
        .filter(decided -> decided.getValue() == TrialAction.STOP)
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
