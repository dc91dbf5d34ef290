package dev.nightsweep.app;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.RunRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a sweep is that goes on.
 *
 * @param finished runs that are trained, and stay so
 * @param total all that there will be, as far as is known
 * @param again runs that ended badly and are trained again
 */
public record SweepContinuation(String sweepId, int finished, int total, int again) {

  static SweepContinuation of(Plan plan, List<RunRecord> stored, boolean retryFailed) {
    Set<String> planned = new HashSet<>();
    plan.runs().forEach(run -> planned.add(run.runId()));
    List<RunRecord> ended =
        stored.stream()
            .filter(run -> planned.contains(run.runId()) && run.state().isFinished())
            .toList();
    int again =
        (int) ended.stream().filter(run -> retryFailed && run.state().isWorthRetrying()).count();
    return new SweepContinuation(
        plan.header().sweepId(), ended.size() - again, plan.runs().size() + plan.toCome(), again);
  }
}
