package dev.nightsweep.app;

import dev.nightsweep.forecast.Forecast;
import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.forecast.SweepForecaster;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Ids;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Spec;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.store.Store;
import dev.nightsweep.train.Program;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a spec would run and what that would take, before anything is run. Nothing but timings is
 * written.
 */
public final class SweepPreview {
  private final Spec spec;
  private final Plan plan;
  private final ResultsFolder folder;
  private final WorkerLauncher launcher;
  private final SessionListener listener;

  private SweepPreview(
      Spec spec,
      Plan plan,
      ResultsFolder folder,
      WorkerLauncher launcher,
      SessionListener listener) {
    this.spec = spec;
    this.plan = plan;
    this.folder = folder;
    this.launcher = launcher;
    this.listener = listener;
  }

  /**
   * Plans a spec.
   *
   * @param folder where timings of earlier runs are found
   * @param workers how many runs are to train at once, if that is said
   * @param listener hears of samples that are timed, and of memory that is short
   * @throws PlanException if the spec cannot be planned
   */
  public static SweepPreview of(
      Spec spec, ResultsFolder folder, OptionalInt workers, SessionListener listener) {
    SessionOptions options = SessionOptions.DEFAULT;
    WorkerLauncher launcher = WorkerLauncher.here(workers.orElseGet(options::workersOrUsual));
    Program program = launcher.program(spec.program(), spec.code());
    Plan plan =
        SweepResolver.plan(spec, program, Ids.slug(spec.name()), InstantSource.system().instant());
    SweepResolver.dataRemarks(plan, program).forEach(listener::dataRemark);
    return new SweepPreview(spec, plan, folder, launcher, listener);
  }

  /**
   * The same with as many workers as memory has room for.
   *
   * @param given whether the user said how many, which then stands
   */
  public SweepPreview fittedToMemory(boolean given) {
    MemoryEstimate need = MemoryEstimate.of(plan, spec, launcher);
    WorkerLauncher fitted = WorkersInMemory.fitted(launcher, need, given, listener);
    return new SweepPreview(spec, plan, folder, fitted, listener);
  }

  public Plan plan() {
    return plan;
  }

  public int workers() {
    return launcher.workers();
  }

  /** What all runs will take, from what is known. */
  public Forecast forecast() {
    return forecaster(launcher).forecast(all(), spec.ablation().keepBest());
  }

  /** What all runs will take; samples are trained of those that were never timed here. */
  public Forecast calibratedForecast(Interruption interruption) throws InterruptedException {
    SweepForecaster forecaster = forecaster(launcher.equippedFor(List.of(plan.header().program())));
    forecaster.calibrate(all(), stop -> interruption.onInterrupt(reason -> stop.run()));
    return forecaster.forecast(all(), spec.ablation().keepBest());
  }

  /** What the planned seeds can tell, from what the store has of earlier runs. */
  public PowerForecast power(Store store) {
    return PowerForecast.of(plan, new PriorRuns(plan, store), forecaster(launcher).ofOneSeed());
  }

  /** The same where there are no earlier runs. */
  public PowerForecast powerWithoutResults() {
    return PowerForecast.unknown(plan, forecaster(launcher).ofOneSeed());
  }

  private SweepForecaster forecaster(WorkerLauncher equipped) {
    return new SweepForecaster(plan, equipped, folder, listener);
  }

  private List<PlannedRun> all() {
    return Stream.concat(plan.runs().stream(), plan.ahead().stream()).toList();
  }
}
