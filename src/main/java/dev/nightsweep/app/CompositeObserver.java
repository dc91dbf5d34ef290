package dev.nightsweep.app;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import dev.nightsweep.schedule.SweepObserver;
import java.util.List;
import java.util.Map;

/** Several observers as one, told in order. */
record CompositeObserver(List<SweepObserver> observers) implements SweepObserver {
  CompositeObserver {
    observers = List.copyOf(observers);
  }

  @Override
  public void sweepStarted(List<PlannedRun> left, int total) {
    observers.forEach(o -> o.sweepStarted(left, total));
  }

  @Override
  public void sweepGrew(Plan plan, List<PlannedRun> left) {
    observers.forEach(o -> o.sweepGrew(plan, left));
  }

  @Override
  public void runStarted(PlannedRun run, int attempt, int worker) {
    observers.forEach(o -> o.runStarted(run, attempt, worker));
  }

  @Override
  public void runGoesOn(PlannedRun run, Start start) {
    observers.forEach(o -> o.runGoesOn(run, start));
  }

  @Override
  public void runProgressed(PlannedRun run, int epoch, long done, long of) {
    observers.forEach(o -> o.runProgressed(run, epoch, done, of));
  }

  @Override
  public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {
    observers.forEach(o -> o.epochFinished(run, epoch, metrics));
  }

  @Override
  public void runRemarked(PlannedRun run, String message) {
    observers.forEach(o -> o.runRemarked(run, message));
  }

  @Override
  public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
    observers.forEach(o -> o.attemptEnded(run, attempt, state, cause));
  }
}
