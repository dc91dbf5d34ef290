package dev.nightsweep.schedule;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The runs of a sweep: which wait, and what became of the others. */
final class RunQueue {
  private final List<PlannedRun> runs;
  private final Deque<PlannedRun> pending = new ArrayDeque<>();
  private final Map<String, RunState> states = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  RunQueue(Plan plan, List<RunRecord> stored) {
    runs = plan.runs();
    stored.forEach(run -> states.put(run.runId(), run.state()));
    stored.forEach(run -> attempts.put(run.runId(), run.attempts()));
    runs.stream().filter(run -> !state(run).isFinished()).forEach(pending::add);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  PlannedRun take() {
    return pending.remove();
  }

  /** Counts an attempt and gives its number, from 1. */
  int begin(PlannedRun run) {
    states.put(run.runId(), RunState.RUNNING);
    return attempts.merge(run.runId(), 1, Integer::sum);
  }

  void settle(PlannedRun run, RunState state) {
    states.put(run.runId(), state);
  }

  /** Puts the run first in line again. */
  void putBack(PlannedRun run) {
    settle(run, RunState.PENDING);
    pending.addFirst(run);
  }

  int finished() {
    return (int) runs.stream().filter(run -> state(run).isFinished()).count();
  }

  int bad() {
    return (int) runs.stream().filter(run -> state(run).isBad()).count();
  }

  int total() {
    return runs.size();
  }

  private RunState state(PlannedRun run) {
    return states.getOrDefault(run.runId(), RunState.PENDING);
  }
}
