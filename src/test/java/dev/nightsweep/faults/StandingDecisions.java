package dev.nightsweep.faults;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.TrialAction;
import dev.nightsweep.model.TrialReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a search decided once is not decided again, and not undone. */
public final class StandingDecisions {
  private final Map<String, TrialAction> decided = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final List<String> broken = new ArrayList<>();

  private StandingDecisions() {}

  /**
   * Which were not kept, in words.
   *
   * @param journal of the sweep, to its end
   * @param states of its runs now
   */
  public static List<String> broken(List<Entry> journal, Function<String, RunState> states) {
    StandingDecisions standing = new StandingDecisions();
    journal.forEach(standing::read);
    standing.stopped.stream()
        .filter(runId -> states.apply(runId) != RunState.STOPPED_EARLY)
        .forEach(runId -> standing.broken.add(runId + " was stopped, is " + states.apply(runId)));
    return standing.broken;
  }

  private void read(Entry entry) {
    if (entry instanceof Entry.TrialDecided decision) {
      decided(decision);
    } else if (entry instanceof Entry.AttemptStarted started) {
      if (stopped.contains(started.runId())) {
        broken.add(started.runId() + " was stopped, and is trained");
      }
    } else if (entry instanceof Entry.TrialsAdded added) {
      added.saw().stream()
          .map(TrialReading::runId)
          .filter(runId -> !told.add(runId))
          .forEach(runId -> broken.add("proposals were told of %s twice".formatted(runId)));
    }
  }

  private void decided(Entry.TrialDecided decision) {
    String where = "%s at epoch %d".formatted(decision.runId(), decision.epoch());
    TrialAction before = decided.put(where, decision.action());
    boolean promoted = before == TrialAction.PAUSE && decision.action() == TrialAction.PROMOTE;
    if (before != null && !promoted) {
      broken.add("%s: %s, then %s".formatted(where, before, decision.action()));
    }
    if (stopped.contains(decision.runId())) {
      broken.add(where + " was judged though it was stopped");
    }
    if (decision.action() == TrialAction.STOP) {
      stopped.add(decision.runId());
    }
  }
}
