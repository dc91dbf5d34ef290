package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import dev.nightsweep.schedule.SweepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompositeObserverTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void allAreToldOfEverythingInTheirOrder() {
    Plan plan = Fixtures.plan(Fixtures.SWEEP);
    PlannedRun run = plan.runs().get(0);
    SweepObserver both = new CompositeObserver(List.of(new Noting("a"), new Noting("b")));
    both.sweepStarted(plan.runs(), 6);
    both.sweepGrew(plan, plan.runs());
    both.runStarted(run, 1, 1);
    both.runGoesOn(run, Start.at(2, 0));
    both.runProgressed(run, 1, 1, 2);
    both.epochFinished(run, 1, Map.of());
    both.runRemarked(run, "doubtful");
    both.attemptEnded(run, 1, RunState.COMPLETED, "");
    assertThat(heard)
        .containsExactly(
            "a begun",
            "b begun",
            "a grown",
            "b grown",
            "a run",
            "b run",
            "a again",
            "b again",
            "a step",
            "b step",
            "a epoch",
            "b epoch",
            "a remark",
            "b remark",
            "a end",
            "b end");
  }

  private final class Noting implements SweepObserver {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    private void note(String what) {
      heard.add(name + " " + what);
    }

    @Override
    public void sweepStarted(List<PlannedRun> left, int total) {
      note("begun");
    }

    @Override
    public void sweepGrew(Plan plan, List<PlannedRun> left) {
      note("grown");
    }

    @Override
    public void runStarted(PlannedRun run, int attempt, int worker) {
      note("run");
    }

    @Override
    public void runGoesOn(PlannedRun run, Start start) {
      note("again");
    }

    @Override
    public void runProgressed(PlannedRun run, int epoch, long done, long of) {
      note("step");
    }

    @Override
    public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {
      note("epoch");
    }

    @Override
    public void runRemarked(PlannedRun run, String message) {
      note("remark");
    }

    @Override
    public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
      note("end");
    }
  }
}
