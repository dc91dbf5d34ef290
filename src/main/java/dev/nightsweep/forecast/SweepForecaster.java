package dev.nightsweep.forecast;

import dev.nightsweep.engine.local.LocalEngine;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.process.ScratchFolder;
import dev.nightsweep.store.Store;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.TimeEstimate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forecasts how long a sweep will take, from earlier timings and from samples that it trains. */
public final class SweepForecaster {
  /** Of more kinds of runs that many are timed; the others are reckoned from those. */
  private static final int MAX_SAMPLES = 12;

  /** A sample is trained so long, and in a long sweep for a share of its time, up to the most. */
  private static final int MIN_SAMPLE_SECONDS = 10;

  private static final int MAX_SAMPLE_SECONDS = 40;
  private static final int SAMPLES_IN_A_SWEEP = 200;

  /** Beside its training: its process comes up, and its last epoch ends. */
  private static final int SECONDS_AROUND_A_SAMPLE = 5;

  /** What a worker takes to come up, if that was never measured. */
  private static final double WORKER_SECONDS = 2;

  /** For a first guess without any timing: multiply-adds that a core does in a second. */
  private static final double OPERATIONS_A_SECOND = 20e9;

  /** A step goes forward, and back for the inputs and for the weights. */
  private static final int PASSES_TO_TRAIN = 3;

  private final Plan plan;
  private final Program program;
  private final WorkerLauncher launcher;
  private final ResultsFolder folder;
  private final TimingListener listener;
  private final WorkloadClasses kinds;
  private TimingsFile timings;

  public SweepForecaster(
      Plan plan, WorkerLauncher launcher, ResultsFolder folder, TimingListener listener) {
    this.plan = plan;
    this.program = launcher.program(plan.header().program());
    this.launcher = launcher;
    this.folder = folder;
    this.listener = listener;
    this.kinds =
        new WorkloadClasses(
            plan.wholeArms(),
            program,
            "%s, %d workers".formatted(launcher.machine().cpu(), launcher.workers()));
    this.timings = TimingsFile.read(folder);
  }

  /**
   * A guess by the number of operations alone, which may be off by a factor of three; zero for what
   * needs no measuring.
   */
  public Duration roughly(Collection<PlannedRun> runs) {
    double operations = 0;
    for (PlannedRun run : runs) {
      if (kinds.byArm().get(run.armId()) instanceof TimeEstimate.Measured load) {
        double images = PASSES_TO_TRAIN * load.size().trained() + load.size().evaluated();
        operations += images * load.operations();
      }
    }
    return Duration.ofSeconds(Math.round(operations / OPERATIONS_A_SECOND / launcher.workers()));
  }

  /**
   * Times what was not timed before, some seconds each, and keeps the timings for next time.
   *
   * @param runs what is to be forecast: the longer it takes, the longer the samples
   * @param onInterrupt is given what ends the timing early, from any thread
   */
  public void calibrate(Collection<PlannedRun> runs, Consumer<Runnable> onInterrupt)
      throws InterruptedException {
    List<WorkloadClasses.Kind> missing =
        spread(kinds.all().stream().filter(kind -> timings.find(kind.key()).isEmpty()).toList());
    if (missing.isEmpty()) {
      return;
    }
    Duration each = sampleTime(runs);
    announce(missing.size(), each);
    try {
      keep(measure(missing, each, onInterrupt));
    } catch (IOException e) {
      listener.samplesFailed(e.getMessage());
    }
  }

  private Duration sampleTime(Collection<PlannedRun> runs) {
    long share = roughly(runs).toSeconds() / SAMPLES_IN_A_SWEEP;
    return Duration.ofSeconds(Math.max(MIN_SAMPLE_SECONDS, Math.min(MAX_SAMPLE_SECONDS, share)));
  }

  private void announce(int samples, Duration each) {
    int rounds = (samples + launcher.workers() - 1) / launcher.workers();
    long seconds = rounds * (each.toSeconds() + SECONDS_AROUND_A_SAMPLE);
    listener.timingSamples(samples, Duration.ofSeconds(seconds));
  }

  /** Keeps the timings of runs that were trained since then, for next time. */
  public void learn(Store store, Instant since) {
    keep(new ObservedTimings(store, plan.header().sweepId(), since).timings(kinds, timings));
  }

  private void keep(Map<String, Timing> measured) {
    timings = timings.with(measured);
    try {
      if (!measured.isEmpty()) {
        TimingsFile.read(folder).with(measured).write(folder);
      }
    } catch (IOException e) {
      listener.timingsNotKept(e.getMessage());
    }
  }

  private Map<String, Timing> measure(
      List<WorkloadClasses.Kind> some, Duration each, Consumer<Runnable> onInterrupt)
      throws IOException, InterruptedException {
    try (ScratchFolder scratch = ScratchFolder.make();
        LocalEngine engine =
            new LocalEngine(
                launcher.launch(scratch.path()),
                new ResultsFolder(scratch.path()),
                launcher.workers(),
                0)) {
      TimingCalibration calibration =
          new TimingCalibration(
              engine,
              some.stream().map(kind -> sample(kind, scratch.path())).toList(),
              each,
              System::nanoTime);
      onInterrupt.accept(calibration::stop);
      Map<String, Timing> measured = calibration.run();
      calibration.failures().values().forEach(listener::samplesFailed);
      return measured;
    }
  }

  private TimingCalibration.Sample sample(WorkloadClasses.Kind kind, Path scratch) {
    String id = "sample" + kinds.all().indexOf(kind);
    Assignment run =
        new Assignment(
            plan.header().sweepId(),
            id,
            1,
            new Assignment.Task(plan.header().program(), kind.load().sample(), 1, kind.key()),
            Assignment.Checkpoints.NONE,
            scratch.resolve(id).toString(),
            launcher.host(),
            0);
    return new TimingCalibration.Sample(kind.key(), run, kind.load().sampleSize());
  }

  /** Seconds of a run of each arm; without the arms of which nothing is known. */
  public Map<String, Double> runSeconds() {
    return kinds.seconds(timings);
  }

  /** What some of the plan's runs will take; empty while too little is known. */
  private Optional<Finish> finish(Collection<PlannedRun> runs) {
    Map<String, Double> seconds = runSeconds();
    Map<String, Integer> pending =
        runs.stream().collect(Collectors.toMap(PlannedRun::armId, run -> 1, Integer::sum));
    if (!seconds.keySet().containsAll(pending.keySet())) {
      return Optional.empty();
    }
    double start = known().mapToDouble(Timing::startSeconds).max().orElse(WORKER_SECONDS);
    return Finish.of(new RunTimes(seconds), pending, launcher.workers(), start);
  }

  /** What a seed adds: a run of every arm, all workers busy; empty while too little is known. */
  public Optional<Duration> ofOneSeed() {
    Map<String, Double> seconds = runSeconds();
    if (!plan.arms().stream().allMatch(arm -> seconds.containsKey(arm.armId()))) {
      return Optional.empty();
    }
    double all = plan.arms().stream().mapToDouble(arm -> seconds.get(arm.armId())).sum();
    return Optional.of(Duration.ofMillis(Math.round(1000 * all / launcher.workers())));
  }

  /**
   * All of it.
   *
   * @param keepsBest whether each run's best net is kept
   */
  public Forecast forecast(Collection<PlannedRun> runs, boolean keepsBest) {
    return new Forecast(
        finish(runs),
        memoryBytes(),
        launcher.machine().freeMemoryBytes(),
        DiskEstimate.of(plan, runs, program, launcher.workers(), keepsBest),
        DiskEstimate.free(folder.root()));
  }

  /** Bytes that all workers take together: as was measured, else as the program reckons. */
  private long memoryBytes() {
    long reckoned =
        plan.wholeArms().stream()
            .mapToLong(arm -> program.resourceEstimate(arm.settings()).memory())
            .max()
            .orElse(0);
    return launcher.workers() * known().mapToLong(Timing::memoryBytes).max().orElse(reckoned);
  }

  private Stream<Timing> known() {
    return kinds.all().stream().flatMap(kind -> timings.find(kind.key()).stream());
  }

  /** At most so many, from the lightest to the heaviest. */
  private static List<WorkloadClasses.Kind> spread(List<WorkloadClasses.Kind> kinds) {
    List<WorkloadClasses.Kind> sorted =
        kinds.stream().sorted(Comparator.comparingLong(kind -> kind.load().operations())).toList();
    int n = Math.min(MAX_SAMPLES, sorted.size());
    List<WorkloadClasses.Kind> some = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      some.add(sorted.get(n == 1 ? 0 : i * (sorted.size() - 1) / (n - 1)));
    }
    return some;
  }
}
