package dev.nightsweep.app;

import dev.nightsweep.forecast.Forecast;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.schedule.FakeEngine;
import dev.nightsweep.schedule.FakeEngine.Fate;
import dev.nightsweep.spec.SpecReader;
import dev.nightsweep.store.memory.InMemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A results folder whose store is in memory and whose runs a fake engine pretends to train. */
final class InMemorySession implements AutoCloseable {
  static final String GRID =
      """
      name: lrn
      program: simulated
      method: grid
      parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
      ablation: {seeds: 3}
      """;

  final ResultsFolder folder;
  final ResultsOwner owner;
  final Heard heard = new Heard();
  Interruption interruption = new Interruption();
  final List<FakeEngine> engines = new ArrayList<>();
  Function<Assignment, Fate> script = run -> Fate.COMPLETES;

  InMemorySession(Path root) {
    folder = new ResultsFolder(root);
    owner = new ResultsOwner(folder, new InMemoryStore());
  }

  static final String TUNED =
      """
      name: tuned
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {values: [0.003, 0.01]}
        epochs: {value: 2}
      ablation: {nuisance: [learning_rate], seeds: 3}
      """;

  static final String SEARCH =
      """
      name: hunt
      program: simulated
      method: random
      parameters:
        dropout: {min: 0.0, max: 0.7}
        epochs: {value: 2}
      run_cap: 3
      """;

  static Spec spec(String text) {
    return SpecReader.read("test.yaml", text, ProgramCatalogs.ALL).spec();
  }

  SessionContext context(SessionOptions options) {
    return new SessionContext(owner, options, heard, interruption, InstantSource.system());
  }

  SweepQueueRunner runner(SessionOptions options) {
    return new SweepQueueRunner(
        context(options),
        (plan, launcher, chosen) -> {
          FakeEngine engine = new FakeEngine(launcher.workers(), script);
          engines.add(engine);
          return engine;
        });
  }

  /** Runs the sweep of a spec with two workers. */
  SweepResult run(String text) throws InterruptedException {
    return run(text, SessionOptions.DEFAULT);
  }

  SweepResult run(String text, SessionOptions options) throws InterruptedException {
    return runner(options.withWorkers(2)).run(spec(text));
  }

  SweepResolver resolver() {
    return new SweepResolver(
        owner,
        WorkerLauncher.here(1).program(ProgramRef.parse("simulated")),
        InstantSource.system());
  }

  /** The runs that were given to an engine, over all sessions. */
  int started() {
    return engines.stream().mapToInt(engine -> engine.started().size()).sum();
  }

  @Override
  public void close() {
    owner.close();
  }

  /** Notes what it hears. */
  static final class Heard implements SessionListener {
    final List<String> events = new ArrayList<>();

    @Override
    public void planned(Plan plan, int workers) {
      events.add("planned %d runs on %d".formatted(plan.runs().size(), workers));
    }

    @Override
    public void planChanged(PlanDiff change) {
      events.add("changed %s".formatted(change));
    }

    @Override
    public void seedsWillBeAdded(SeedRule rule) {
      events.add("until %d seeds".formatted(rule.cap()));
    }

    @Override
    public void continued(SweepContinuation sweep) {
      events.add("continued at %d".formatted(sweep.finished()));
    }

    @Override
    public void forecast(Forecast forecast) {
      events.add("forecast");
    }

    @Override
    public void runsReused(int reused, int runs) {
      events.add("reused %d of %d".formatted(reused, runs));
    }

    @Override
    public void seedsAreFresh(List<Long> seeds) {
      events.add("fresh from %d".formatted(seeds.get(0)));
    }

    @Override
    public void readingsRepeated(Map<String, Integer> readings) {
      readings.forEach((sweepId, number) -> events.add("%d of %s".formatted(number, sweepId)));
    }

    @Override
    public void trained() {
      events.add("trained");
    }

    @Override
    public void armsTuned(Plan compared, boolean cutShort) {
      events.add("tuned");
    }

    @Override
    public void winnerFound(Plan plan, String armId, boolean cutShort) {
      events.add("winner");
    }

    @Override
    public void seedAdded(Plan plan, SeedRule rule) {
      events.add("seed %d".formatted(plan.header().seeds().size()));
    }

    @Override
    public void finishedBefore(SweepRecord sweep) {
      events.add("finished before");
    }

    @Override
    public void ended(SweepResult result) {
      events.add("ended %s".formatted(result.outcome().end()));
    }

    @Override
    public void piloted(PowerForecast power) {
      events.add("piloted");
    }

    @Override
    public void refused(String sweepId, String reason) {
      events.add("refused");
    }

    @Override
    public void leftWaiting(String sweepId) {
      events.add("left waiting");
    }
  }
}
