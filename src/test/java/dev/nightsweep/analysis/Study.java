package dev.nightsweep.analysis;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Recorded;
import dev.nightsweep.analysis.audit.Records;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.StoredReadings;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A hand-made study for tests: every planned run completed with plausible readings, until it is
 * told otherwise. Seed by seed, two workers.
 */
public final class Study {
  public static final Instant START = Instant.parse("2026-03-01T22:00:00Z");
  public static final int EPOCHS = 5;

  private static final List<ModelCard.Layer> LAYERS =
      List.of(
          new ModelCard.Layer(
              "conv1", "convolution 5×5, relu", List.of(12, 28, 28), 312, 235_200, true),
          new ModelCard.Layer("fc8", "fully connected", List.of(10), 94_090, 94_080, false));
  private static final List<String> DEPARTURES =
      List.of("The net is one tower without groups; the paper splits conv2, conv4 and conv5.");

  private final String sweepId;
  private final List<Arm> arms = new ArrayList<>();
  private final List<Factor> factors = new ArrayList<>();
  private final List<Contrast> contrasts = new ArrayList<>();
  private List<String> postHoc = List.of();
  private List<JudgedContrast> judgedBefore = List.of();
  private final Map<String, Double> margins = new TreeMap<>();
  private final Map<String, RunRecord> runs = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Point>>> curves = new LinkedHashMap<>();
  private final Map<String, List<AttemptRecord>> attempts = new LinkedHashMap<>();
  private final Map<String, Environment> environments = new TreeMap<>();
  private final Map<String, ModelCard> models = new TreeMap<>();
  private final Map<String, RunResult> tests = new TreeMap<>();
  private final List<Long> seeds;
  private String name = "lrn-ablation";
  private String question = "Does local response normalization earn its cost on MNIST?";
  private String program = "alexnet";
  private Objective objective = Objective.DEFAULT;
  private DeclaredMetrics metrics = DeclaredMetrics.NONE;
  private SweepState state = SweepState.COMPLETED;
  private boolean judged = true;
  private Optional<SeedRule> rule = Optional.empty();
  private Optional<ChanceLevel> stuck = Optional.empty();

  private Study(String sweepId, int seeds) {
    this.sweepId = sweepId;
    this.seeds = LongStream.rangeClosed(1, seeds).boxed().toList();
  }

  /** LRN or not: arms {@code none} and {@code lrn}. */
  public static Study lrn(int seeds) {
    Study study = new Study("lrn-ablation-3f2a", seeds);
    study.factor("lrn", Setting.of(false), Setting.of(true));
    study.arm("none", Settings.NONE.with("lrn", Setting.of(false)));
    study.arm("lrn", Settings.NONE.with("lrn", Setting.of(true)));
    study.contrasts.add(contrast("lrn", "true", "false", "lrn", "none"));
    return study.trainAll();
  }

  /** LRN and the first kernel, crossed: arms {@code n3 n5 l3 l5}. */
  public static Study grid(int seeds) {
    Study study = new Study("lrn-by-kernel-77c0", seeds);
    study.name = "lrn-by-kernel";
    study.question = "Do normalization and a larger first kernel pay, and do they need each other?";
    study.factor("conv1.kernel", Setting.of(3L), Setting.of(5L));
    study.factor("lrn", Setting.of(false), Setting.of(true));
    for (boolean lrn : new boolean[] {false, true}) {
      for (long kernel : new long[] {3, 5}) {
        study.arm(
            (lrn ? "l" : "n") + kernel,
            Settings.NONE.with("lrn", Setting.of(lrn)).with("conv1.kernel", Setting.of(kernel)));
      }
    }
    study.contrasts.add(contrast("conv1.kernel", "5", "3", "n5", "n3", "l5", "l3"));
    study.contrasts.add(contrast("lrn", "true", "false", "l3", "n3", "l5", "n5"));
    return study.trainAll();
  }

  /**
   * Factors {@code a}, {@code b}, {@code c} with 2, 3 and 2 levels 1…, crossed: arms {@code
   * a1b1c1}…
   */
  public static Study cube(int seeds) {
    Study study = new Study("cube-51aa", seeds);
    Map<String, Integer> levels = new TreeMap<>(Map.of("a", 2, "b", 3, "c", 2));
    levels.forEach(
        (name, count) ->
            study.factors.add(
                new Factor(
                    name,
                    LongStream.rangeClosed(1, count).mapToObj(Setting::of).toList(),
                    Setting.of(1L))));
    for (long a = 1; a <= 2; a++) {
      for (long b = 1; b <= 3; b++) {
        for (long c = 1; c <= 2; c++) {
          study.arm(
              "a" + a + "b" + b + "c" + c,
              Settings.of(Map.of("a", Setting.of(a), "b", Setting.of(b), "c", Setting.of(c))));
        }
      }
    }
    study.contrasts.add(
        contrast(
            "a", "2", "1", "a2b1c1", "a1b1c1", "a2b1c2", "a1b1c2", "a2b2c1", "a1b2c1", "a2b2c2",
            "a1b2c2", "a2b3c1", "a1b3c1", "a2b3c2", "a1b3c2"));
    return study.trainAll();
  }

  private static Contrast contrast(String factor, String level, String baseline, String... arms) {
    List<Contrast.Cell> cells = new ArrayList<>();
    for (int i = 0; i < arms.length; i += 2) {
      cells.add(new Contrast.Cell(arms[i], arms[i + 1]));
    }
    return new Contrast(factor, level, baseline, cells);
  }

  private void factor(String factor, Setting baseline, Setting other) {
    factors.add(new Factor(factor, List.of(baseline, other), baseline));
  }

  private void arm(String armId, Settings levels) {
    Settings fixed =
        Settings.NONE
            .with("batch_size", Setting.of(64L))
            .with("dataset", Setting.of("mnist"))
            .with("dropout", Setting.of(0.5))
            .with("epochs", Setting.of((long) EPOCHS))
            .with("learning_rate", Setting.of(0.01))
            .with("width", Setting.of(0.25));
    arms.add(new Arm(armId, levels.toString(), levels, fixed.with(levels)));
  }

  public Study named(String newName, String newQuestion) {
    name = newName;
    question = newQuestion;
    return this;
  }

  public Study program(String newProgram) {
    program = newProgram;
    return this;
  }

  /** What the program declares; without it metrics are what their names suggest. */
  public Study declares(MetricDefinition... declared) {
    metrics = new DeclaredMetrics(List.of(declared));
    return this;
  }

  public Study objective(Objective newObjective) {
    objective = newObjective;
    return this;
  }

  public Study state(SweepState newState) {
    state = newState;
    return this;
  }

  public Study unjudged() {
    judged = false;
    return this;
  }

  /** Seeds are added until all is settled. */
  public Study settling(int first, int cap) {
    rule = Optional.of(new SeedRule(first, cap, false, false));
    return this;
  }

  /** Seeds are added at will, by tests that hold at any look. */
  public Study anytime() {
    rule = Optional.of(new SeedRule(seeds.size(), 20, false, true));
    return this;
  }

  /** What was changed after there were results, and what was compared before. */
  public Study changed(List<String> clauses, List<JudgedContrast> before) {
    postHoc = clauses;
    judgedBefore = before;
    return this;
  }

  /** What the spec says that a run reads which has learned nothing. */
  public Study stuck(ChanceLevel level) {
    stuck = Optional.of(level);
    return this;
  }

  public Study margin(String metric, double margin) {
    margins.put(metric, margin);
    return this;
  }

  public Study dropArm(String armId) {
    arms.removeIf(arm -> arm.armId().equals(armId));
    runs.values().removeIf(run -> run.armId().equals(armId));
    return this;
  }

  /** Adds a run on which a setting of the arm was chosen. */
  public Study selected(String armId, long seed) {
    RunRecord like = run(armId, seeds.get(0));
    String runId = sweepId + "-selection-" + armId + "-" + seed;
    Map<String, Double> readings = new TreeMap<>(like.readings());
    readings.keySet().removeIf(metric -> metric.startsWith("test_"));
    runs.put(
        runId,
        new RunRecord(
            sweepId,
            new PlannedRun(runId, armId, PlannedRun.Phase.SELECTION, seed, "identity-" + runId),
            RunState.COMPLETED,
            Optional.empty(),
            new RunRecord.Course(1, like.startedAt(), like.endedAt(), EPOCHS),
            readings,
            Optional.empty()));
    curves.put(runId, new TreeMap<>());
    attempts.put(runId, new ArrayList<>());
    return this;
  }

  /** Forgets a run. */
  public Study dropped(String armId, long seed) {
    String runId = runId(armId, seed);
    runs.remove(runId);
    curves.remove(runId);
    attempts.remove(runId);
    environments.remove(runId);
    return this;
  }

  /** Lets a completed run have ended after another number of epochs. */
  public Study epochs(String armId, long seed, int lastEpoch) {
    return timed(armId, seed, lastEpoch, run(armId, seed).startedAt().orElseThrow());
  }

  /** When a run was started. */
  public Study started(String armId, long seed, Instant start) {
    return timed(armId, seed, run(armId, seed).lastEpoch(), start);
  }

  private Study timed(String armId, long seed, int lastEpoch, Instant start) {
    RunRecord run = run(armId, seed);
    runs.put(
        run.runId(),
        new RunRecord(
            sweepId,
            new PlannedRun(run.runId(), armId, run.phase(), seed, run.identity()),
            run.state(),
            run.reusedFrom(),
            new RunRecord.Course(
                run.attempts(), Optional.of(start), Optional.of(start.plusSeconds(58)), lastEpoch),
            run.readings(),
            run.parameterHash()));
    return this;
  }

  /**
   * Of a study with and without LRN: from the fifth seed on it is trained on another machine, where
   * LRN is three times as slow, beside none, as on the first.
   */
  public Study dearerElsewhere() {
    for (long seed : seeds) {
      boolean elsewhere = seed > 4;
      String cpu = elsewhere ? "another" : "AMD EPYC";
      double baseline = 1 + 0.01 * seed;
      double level = elsewhere ? 6 : 2;
      fact("none", seed, "cpu", cpu).fact("lrn", seed, "cpu", cpu);
      seconds("none", seed, 9, baseline).cpuSeconds("none", seed, 9, baseline);
      seconds("lrn", seed, 9, level).cpuSeconds("lrn", seed, 9, level);
    }
    return this;
  }

  public Study relabel(int arm, String label) {
    Arm old = arms.get(arm);
    arms.set(arm, new Arm(old.armId(), label, old.levels(), old.settings()));
    return this;
  }

  /** Replaces the contrasts by one of two arms. */
  public Study compareArms(String arm, String against) {
    contrasts.clear();
    factors.clear();
    contrasts.add(contrast(Contrast.ARM, arm, against, arm, against));
    return this;
  }

  /** Leaves nothing that is compared. */
  public Study comparesNothing() {
    contrasts.clear();
    factors.clear();
    return this;
  }

  public Study setting(String armId, String parameter, Setting setting) {
    arms.replaceAll(
        arm ->
            arm.armId().equals(armId)
                ? new Arm(armId, arm.label(), arm.levels(), arm.settings().with(parameter, setting))
                : arm);
    return this;
  }

  /** The last reading of a metric of a run. */
  public Study reading(String armId, long seed, String metric, double reading) {
    RunRecord run = run(armId, seed);
    Map<String, Double> readings = new TreeMap<>(run.readings());
    readings.put(metric, reading);
    runs.put(run.runId(), with(run, run.state(), readings));
    return this;
  }

  /** Validation and test accuracy alike, one seed after the other. */
  public Study accuracies(String armId, double... accuracies) {
    for (int i = 0; i < accuracies.length; i++) {
      reading(armId, i + 1, Metrics.VALIDATION_ACCURACY, accuracies[i]);
      reading(armId, i + 1, Metrics.TEST_ACCURACY, accuracies[i]);
    }
    return this;
  }

  /** The wall seconds of every epoch of a run. */
  public Study seconds(String armId, long seed, double... seconds) {
    return curve(armId, seed, Metrics.SECONDS, seconds);
  }

  public Study cpuSeconds(String armId, long seed, double... seconds) {
    return curve(armId, seed, Metrics.CPU_SECONDS, seconds);
  }

  /** All readings of a metric of a run, epoch by epoch. */
  public Study reads(String armId, long seed, String metric, double... readings) {
    curve(armId, seed, metric, readings);
    return reading(armId, seed, metric, readings[readings.length - 1]);
  }

  /** Forgets what a run read beside that metric. */
  public Study only(String armId, long seed, String metric) {
    RunRecord run = run(armId, seed);
    curves.get(run.runId()).keySet().retainAll(List.of(metric));
    Map<String, Double> readings = new TreeMap<>(run.readings());
    readings.keySet().retainAll(List.of(metric));
    runs.put(run.runId(), with(run, run.state(), readings));
    return this;
  }

  /** Gives a run the readings of another seed. */
  public Study copied(String armId, long from, long to) {
    RunRecord run = run(armId, to);
    runs.put(run.runId(), with(run, run.state(), run(armId, from).readings()));
    curves.put(run.runId(), new TreeMap<>(curves.get(run(armId, from).runId())));
    return this;
  }

  private Study curve(String armId, long seed, String metric, double... readings) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < readings.length; i++) {
      points.add(new Point(i + 1, readings[i]));
    }
    curves.get(run(armId, seed).runId()).put(metric, points);
    return this;
  }

  /** Ends a run badly in its second epoch, or takes it back. */
  public Study end(String armId, long seed, RunState newState, String cause, String... log) {
    RunRecord run = run(armId, seed);
    Map<String, Double> readings = new TreeMap<>(run.readings());
    readings.keySet().removeIf(metric -> metric.startsWith("test_"));
    runs.put(run.runId(), with(run, newState, readings));
    curves.get(run.runId()).values().forEach(points -> points.removeIf(p -> p.epoch() > 2));
    AttemptRecord only = attempts.get(run.runId()).get(0);
    attempts.get(run.runId()).set(0, ended(only, newState, cause, List.of(log)));
    return this;
  }

  /** Puts an attempt that crashed before a run's own. */
  public Study crashedOnce(String armId, long seed, String cause, String... log) {
    RunRecord run = run(armId, seed);
    List<AttemptRecord> own = attempts.get(run.runId());
    AttemptRecord crashed =
        new AttemptRecord(
            run.runId(),
            1,
            AttemptState.CRASHED,
            cause,
            own.get(0).worker(),
            own.get(0).startedAt().minusSeconds(20),
            Optional.of(own.get(0).startedAt()),
            List.of(log));
    AttemptRecord again =
        new AttemptRecord(
            run.runId(),
            2,
            AttemptState.COMPLETED,
            "",
            own.get(0).worker() + 10,
            own.get(0).startedAt(),
            own.get(0).endedAt(),
            List.of());
    attempts.put(run.runId(), List.of(crashed, again));
    return this;
  }

  /** From that seed on all was trained so much later, by workers that were not there before. */
  public Study interrupted(long from, Duration later) {
    attempts.replaceAll(
        (runId, own) ->
            runs.get(runId).seed() < from
                ? own
                : own.stream().map(attempt -> later(attempt, later)).toList());
    return this;
  }

  private static AttemptRecord later(AttemptRecord attempt, Duration later) {
    return new AttemptRecord(
        attempt.runId(),
        attempt.attempt(),
        attempt.state(),
        attempt.cause(),
        attempt.worker() + 2,
        attempt.startedAt().plus(later),
        attempt.endedAt().map(end -> end.plus(later)),
        attempt.logTail());
  }

  public Study reused(String armId, long seed) {
    RunRecord run = run(armId, seed);
    runs.put(
        run.runId(),
        new RunRecord(
            sweepId,
            new PlannedRun(run.runId(), armId, run.phase(), seed, run.identity()),
            run.state(),
            Optional.of("elsewhere"),
            new RunRecord.Course(0, run.startedAt(), run.endedAt(), run.lastEpoch()),
            run.readings(),
            run.parameterHash()));
    return this;
  }

  public Study fact(String armId, long seed, String fact, String text) {
    String runId = run(armId, seed).runId();
    Map<String, String> facts = new TreeMap<>(environments.get(runId).facts());
    facts.put(fact, text);
    environments.put(runId, Environment.of(facts));
    return this;
  }

  /** Forgets where a run was trained. */
  public Study untold(String armId, long seed) {
    environments.remove(runId(armId, seed));
    return this;
  }

  public RunRecord run(String armId, long seed) {
    return runs.get(runId(armId, seed));
  }

  public String sweepId() {
    return sweepId;
  }

  public List<RunRecord> runs() {
    return List.copyOf(runs.values());
  }

  public List<AttemptRecord> attempts(String runId) {
    return attempts.get(runId);
  }

  public Map<String, List<Point>> curves(String runId) {
    return curves.get(runId);
  }

  public Optional<Environment> environment(String runId) {
    return Optional.ofNullable(environments.get(runId));
  }

  /** What the run's arm trained. */
  public Optional<ModelCard> model(String runId) {
    return Optional.of(
        models.getOrDefault(runs.get(runId).armId(), new ModelCard(LAYERS, DEPARTURES)));
  }

  public Study model(String armId, ModelCard card) {
    models.put(armId, card);
    return this;
  }

  /** What a run predicted for the test images, a digit each. */
  public Study tested(String armId, long seed, String truth, String predictions) {
    RunResult result =
        new RunResult(
            Map.of(),
            List.of(),
            ClassLabels.parse(predictions),
            ClassLabels.parse(truth),
            "c".repeat(64));
    tests.put(runId(armId, seed), result);
    return this;
  }

  /** A confusion matrix as the run's test accuracy would have it. */
  public Optional<RunResult> result(String runId) {
    RunRecord run = runs.get(runId);
    if (run.state() != RunState.COMPLETED) {
      return Optional.empty();
    }
    List<List<Integer>> confusion = new ArrayList<>();
    for (int row = 0; row < 10; row++) {
      List<Integer> cells = new ArrayList<>();
      for (int column = 0; column < 10; column++) {
        cells.add(row == column ? 980 - row : (row * 7 + column * 3) % 11 == 0 ? 5 + row : 0);
      }
      confusion.add(cells);
    }
    RunResult untold =
        new RunResult(Map.of(), confusion, ClassLabels.of(0, 1, 2, 3), "c".repeat(64));
    return Optional.of(tests.getOrDefault(runId, untold));
  }

  public SweepRecord sweep() {
    SweepHeader header =
        new SweepHeader(
            sweepId,
            name,
            ProgramRef.parse(program),
            new SweepHeader.Question(
                question, objective, judged, margins, List.of(), postHoc, stuck, judgedBefore),
            new Design.GridDesign(seeds, rule, factors, contrasts),
            Optional.empty(),
            new SweepHeader.Origin("lrn.yaml", "5".repeat(64), "9".repeat(64)),
            START.minusSeconds(5));
    EnumMap<RunState, Integer> counts = new EnumMap<>(RunState.class);
    runs.values().forEach(run -> counts.merge(run.state(), 1, Integer::sum));
    Optional<Instant> look = Optional.of(START.plusSeconds(4000));
    Optional<Instant> end = look.filter(at -> state != SweepState.RUNNING);
    return new SweepRecord(header, state, arms, counts, Optional.of(START), end, 1, look);
  }

  public Evidence evidence() {
    Map<String, List<Point>> cpuSeconds = series(Metrics.CPU_SECONDS);
    return new Evidence(
        sweep(),
        metrics,
        runs(),
        attempts.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(AttemptRecord::startedAt))
            .toList(),
        series(Metrics.SECONDS),
        runId -> cpuSeconds.getOrDefault(runId, List.of()),
        environments,
        new StoredReadings(sweep(), metrics, runs(), curves::get, this::result).facts());
  }

  public Map<String, List<Point>> series(String metric) {
    Map<String, List<Point>> series = new TreeMap<>();
    curves.forEach((id, byMetric) -> series.put(id, byMetric.getOrDefault(metric, List.of())));
    return series;
  }

  private String runId(String armId, long seed) {
    return sweepId + "-" + armId + "-" + seed;
  }

  private Study trainAll() {
    int started = 0;
    for (long seed : seeds) {
      for (int arm = 0; arm < arms.size(); arm++) {
        train(arm, seed, started++);
      }
    }
    return this;
  }

  private void train(int arm, long seed, int started) {
    String runId = runId(arms.get(arm).armId(), seed);
    Map<String, List<Point>> series = series(arm, seed);
    Map<String, Double> readings = new TreeMap<>();
    series.forEach((metric, points) -> readings.put(metric, points.get(EPOCHS - 1).reading()));
    double accuracy = readings.get(Metrics.VALIDATION_ACCURACY);
    readings.put(Metrics.TEST_ACCURACY, accuracy + 0.0007);
    readings.put(Metrics.TEST_LOSS, readings.get(Metrics.VALIDATION_LOSS) * 0.97);
    readings.put(Metrics.PEAK_MEMORY_BYTES, 6.1e8);
    Instant start = START.plusSeconds(60L * (started / 2));
    Instant end = start.plusSeconds(58);
    curves.put(runId, series);
    runs.put(
        runId,
        new RunRecord(
            sweepId,
            new PlannedRun(
                runId,
                arms.get(arm).armId(),
                PlannedRun.Phase.COMPARISON,
                seed,
                "identity-" + runId),
            RunState.COMPLETED,
            Optional.empty(),
            new RunRecord.Course(1, Optional.of(start), Optional.of(end), EPOCHS),
            readings,
            Optional.of("c".repeat(64))));
    attempts.put(
        runId,
        new ArrayList<>(
            List.of(
                new AttemptRecord(
                    runId,
                    1,
                    AttemptState.COMPLETED,
                    "",
                    started % 2 + 1,
                    start,
                    Optional.of(end),
                    List.of()))));
    environments.put(runId, environment());
  }

  private static Map<String, List<Point>> series(int arm, long seed) {
    SplittableRandom random = new SplittableRandom(1000L * arm + seed);
    double luck = new SplittableRandom(seed).nextDouble(-1, 1);
    Map<String, List<Point>> series = new TreeMap<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      double error =
          (0.062 - 0.002 * arm) * Math.pow(epoch, -0.85) * (1 + 0.12 * luck)
              + 0.0022 * random.nextDouble(-1, 1) / Math.sqrt(epoch);
      double seconds = 11.2 * (1 + 0.29 * arm) + 0.15 * random.nextDouble(-1, 1);
      add(series, Metrics.VALIDATION_ACCURACY, epoch, Math.rint((1 - error) * 1e4) / 1e4);
      add(series, Metrics.VALIDATION_LOSS, epoch, error * 3.1);
      add(series, Metrics.TRAINING_LOSS, epoch, error * 4.4 / Math.sqrt(epoch));
      add(series, Metrics.SECONDS, epoch, epoch == 1 ? seconds + 1.5 : seconds);
      add(series, Metrics.CPU_SECONDS, epoch, seconds * 0.985);
    }
    return series;
  }

  private static void add(
      Map<String, List<Point>> series, String metric, int epoch, double reading) {
    series.computeIfAbsent(metric, m -> new ArrayList<>()).add(new Point(epoch, reading));
  }

  private static Environment environment() {
    return Environment.of(
        Map.of(
            "jdk", "17.0.12",
            "os", "Linux 6.1 amd64",
            "cpu", "AMD EPYC 7B13",
            "dl4j", "1.0.0-M2.1",
            "classifier", "linux-x86_64-onednn-avx2",
            "threads", "1",
            "git_commit", "0123456789abcdef0123456789abcdef01234567",
            "git_dirty", "false",
            "dataset", "5e".repeat(32)));
  }

  private static RunRecord with(RunRecord run, RunState state, Map<String, Double> readings) {
    return new RunRecord(
        run.sweepId(),
        new PlannedRun(run.runId(), run.armId(), run.phase(), run.seed(), run.identity()),
        state,
        run.reusedFrom(),
        new RunRecord.Course(
            run.attempts(),
            run.startedAt(),
            run.endedAt(),
            state == RunState.COMPLETED ? EPOCHS : 2),
        readings,
        run.parameterHash());
  }

  private static AttemptRecord ended(
      AttemptRecord attempt, RunState state, String cause, List<String> log) {
    AttemptState how =
        state.isFinished() ? AttemptState.valueOf(state.name()) : AttemptState.RUNNING;
    return new AttemptRecord(
        attempt.runId(),
        attempt.attempt(),
        how,
        cause,
        attempt.worker(),
        attempt.startedAt(),
        attempt.endedAt(),
        log);
  }

  /** What the audit finds where nothing but the evidence was recorded. */
  public static List<Finding> findings(Evidence evidence) {
    Recorded nothing = new Recorded(ParameterRoles.USUAL, Map.of(), Map.of(), Map.of());
    return Judged.findings(Judged.records(evidence, nothing, Records.Looked.NOTHING));
  }
}
