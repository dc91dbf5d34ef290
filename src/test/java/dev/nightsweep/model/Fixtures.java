package dev.nightsweep.model;

import dev.nightsweep.model.PlannedRun.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small sweep as its journals tell it: two arms, three seeds, three epochs.
 *
 * <p>Of its six runs {@code -n1}, {@code -n2} and {@code -l3} complete at once, {@code -l1} crashes
 * in its third epoch and completes at its second attempt, {@code -l2} diverges in its second epoch
 * and {@code -n3} fails after its first. There are notes, an interim look and a last one.
 */
public final class Fixtures {
  public static final String SWEEP = "lrn-ablation-3f2a";
  public static final Instant START = Instant.parse("2026-03-01T22:00:00.123456789Z");
  public static final String NONE = "a-none";
  public static final String LRN = "a-lrn";
  public static final int EPOCHS = 3;

  private Fixtures() {}

  /** The run of an arm ({@code n} or {@code l}) and a seed from 1 to 3 in a sweep. */
  public static String run(String sweepId, char arm, int seed) {
    return sweepId + "-" + arm + seed;
  }

  public static Plan plan(String sweepId) {
    List<PlannedRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      String none = run(sweepId, 'n', seed);
      String lrn = run(sweepId, 'l', seed);
      runs.add(new PlannedRun(none, NONE, Phase.COMPARISON, seed, "identity-of-" + none));
      runs.add(new PlannedRun(lrn, LRN, Phase.COMPARISON, seed, "identity-of-" + lrn));
    }
    return new Plan(header(sweepId), List.of(arm(NONE, false), arm(LRN, true)), runs);
  }

  /** The same after its arms were tuned: two selection runs more, and its seeds by a rule. */
  public static Plan tuned(String sweepId) {
    Settings low = Settings.NONE.with("learning_rate", Setting.of(0.01));
    Settings high = Settings.NONE.with("learning_rate", Setting.of(0.1));
    List<PlannedRun> runs = new ArrayList<>();
    for (Settings candidate : List.of(low, high)) {
      String id = run(sweepId, 's', candidate.equals(low) ? 1 : 2);
      runs.add(new PlannedRun(id, LRN, candidate, Phase.SELECTION, 1_000_001, "identity-of-" + id));
    }
    runs.addAll(plan(sweepId).runs());
    Tuning.Choice choice =
        new Tuning.Choice(
            LRN,
            low,
            List.of(
                new Tuning.Candidate(low, 0.96, 1, 0),
                new Tuning.Candidate(high, Double.NaN, 0, 1)),
            List.of(new Tuning.Remark(Tuning.Remark.Kind.EDGE, "Widen the range.")));
    Tuning tuning =
        new Tuning(
            List.of("learning_rate"), List.of(low, high), List.of(1_000_001L), List.of(choice));
    SweepHeader header = header(sweepId).with(tuning);
    return new Plan(
        header.with(header.seeds(), Optional.of(new SeedRule(3, 9, false, false))),
        plan(sweepId).arms(),
        runs);
  }

  /** A search of two points, a run each, and its winner's run. */
  public static Plan searched(String sweepId) {
    return searched(sweepId, Optional.empty());
  }

  /** The same, which ends runs like that. */
  public static Plan searched(String sweepId, Optional<Stopping> stopping) {
    SweepHeader header = header(sweepId);
    SweepHeader search =
        new SweepHeader(
            sweepId,
            header.name(),
            header.program(),
            new SweepHeader.Question(
                header.question(),
                header.objective(),
                false,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()),
            new Design.SearchDesign(
                SearchMethod.RANDOM,
                List.of(1L),
                new Search(
                    List.of(new Searched("width", Searched.Scale.LOG, "0.1…2, log scale")),
                    2,
                    List.of(2L),
                    Optional.of(LRN))),
            stopping,
            header.origin(),
            header.createdAt());
    List<PlannedRun> runs = new ArrayList<>(plan(sweepId).runs().subList(0, 2));
    runs.add(new PlannedRun(sweepId + "-w2", LRN, PlannedRun.Phase.WINNER, 2, "id-w2"));
    return new Plan(search, plan(sweepId).arms(), runs);
  }

  public static SweepHeader header(String sweepId) {
    Factor factor =
        new Factor("lrn", List.of(Setting.of(false), Setting.of(true)), Setting.of(false));
    Contrast contrast = new Contrast("lrn", "true", "false", List.of(new Contrast.Cell(LRN, NONE)));
    return new SweepHeader(
        sweepId,
        "lrn-ablation",
        new ProgramRef.BuiltIn("alexnet"),
        new SweepHeader.Question(
            "Does local response normalization earn its cost?",
            Objective.DEFAULT,
            true,
            Map.of(Metrics.VALIDATION_ACCURACY, 0.01, Metrics.TIME, 0.05),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of()),
        new Design.GridDesign(
            List.of(1L, 2L, 3L), Optional.empty(), List.of(factor), List.of(contrast)),
        Optional.empty(),
        new SweepHeader.Origin("lrn.yaml", "5".repeat(64), "9".repeat(64)),
        START.minusSeconds(5));
  }

  private static Arm arm(String armId, boolean lrn) {
    Settings levels = Settings.NONE.with("lrn", Setting.of(lrn));
    Settings settings =
        levels
            .with("batch_size", Setting.of(64L))
            .with("epochs", Setting.of((long) EPOCHS))
            .with("learning_rate", Setting.of(0.01))
            .with("dataset", Setting.of("mnist"));
    return new Arm(armId, "lrn=" + lrn, levels, settings);
  }

  /** All journals of the sweep in the order in which they would be written. */
  public static List<JournalLine> journals(String sweepId) {
    return new Story(sweepId).tell();
  }

  /** The same without the looks, whose verdicts are made up and not those of the readings. */
  public static List<JournalLine> unjudged(String sweepId) {
    Map<JournalName, Long> lines = new HashMap<>();
    return journals(sweepId).stream()
        .filter(line -> !(line.entry() instanceof Entry.LookTaken))
        .map(
            line ->
                new JournalLine(
                    line.journal(), lines.merge(line.journal(), 1L, Long::sum), line.entry()))
        .toList();
  }

  /** The lines of one of those journals. */
  public static List<JournalLine> journal(JournalName name) {
    return journals(name.sweepId()).stream().filter(l -> l.journal().equals(name)).toList();
  }

  /** A verdict as the last look of the sweep holds it. */
  public static ContrastResult verdict(int look) {
    return new ContrastResult(
        new ContrastResult.Levels("lrn", "true", "false"),
        Metrics.VALIDATION_ACCURACY,
        look,
        new ContrastResult.Difference(0.0125, Double.NaN, Double.NaN),
        new ContrastResult.PValues(0.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        Verdict.NO_VERDICT,
        look,
        ContrastResult.OverLooks.NONE);
  }

  /** What a completed run of three classes and four test images leaves. */
  public static RunResult result(double testAccuracy) {
    return new RunResult(
        Map.of(
            Metrics.TEST_ACCURACY,
            testAccuracy,
            Metrics.TEST_LOSS,
            0.25,
            Metrics.PEAK_MEMORY_BYTES,
            4e8),
        List.of(List.of(1, 0, 0), List.of(0, 1, 1), List.of(0, 0, 1)),
        ClassLabels.of(0, 1, 2, 1),
        "c".repeat(64));
  }

  public static Environment environment() {
    return Environment.of(
        Map.of("jdk", "17.0.9", "os", "Linux", "threads", "1", "classifier", "linux-x86_64"));
  }

  /** The net of an arm of {@link #plan}, whose runs share it. */
  public static ModelCard model(String arm) {
    ModelCard.Layer conv =
        new ModelCard.Layer(
            "conv1", "convolution 5×5, relu", List.of(12, 28, 28), 312, 235_200, true);
    ModelCard.Layer lrn =
        new ModelCard.Layer(
            "lrn1", "local response normalization", List.of(12, 28, 28), 0, 0, false);
    return arm.equals("l")
        ? new ModelCard(List.of(conv, lrn), List.of("Images are 28×28 grey."))
        : new ModelCard(
            List.of(conv), List.of("Images are 28×28 grey.", "It has no normalization."));
  }

  /** Readings of an epoch; every epoch and attempt reads a little different. */
  public static Map<String, Double> readings(int attempt, int epoch) {
    Map<String, Double> readings = new TreeMap<>();
    readings.put(Metrics.TRAINING_LOSS, 1.0 / epoch + 0.001 * attempt);
    readings.put(Metrics.VALIDATION_LOSS, 1.1 / epoch + 0.001 * attempt);
    readings.put(Metrics.VALIDATION_ACCURACY, 0.9 + 0.01 * epoch + 0.001 * attempt);
    readings.put(Metrics.SECONDS, 12.5 + 0.1 * attempt);
    return readings;
  }

  /** Tells the sweep line by line, a second each, numbering every journal by itself. */
  private static final class Story {
    private final String sweepId;
    private final List<JournalLine> lines = new ArrayList<>();
    private final Map<JournalName, Long> written = new HashMap<>();
    private Instant now = START;

    Story(String sweepId) {
      this.sweepId = sweepId;
    }

    List<JournalLine> tell() {
      tell(new Entry.SweepPlanned(plan(sweepId)));
      tell(new Entry.SweepChanged(SweepState.RUNNING, "started", now()));
      note("info", "started", Optional.empty(), "6 runs, 2 workers");
      complete(run(sweepId, 'n', 1), 1, 1);
      crashAndComeBack(run(sweepId, 'l', 1));
      look(1, true);
      complete(run(sweepId, 'n', 2), 1, 1);
      diverge(run(sweepId, 'l', 2));
      fail(run(sweepId, 'n', 3));
      complete(run(sweepId, 'l', 3), 1, 1);
      look(2, false);
      tell(new Entry.SweepChanged(SweepState.COMPLETED, "all runs are done", now()));
      return lines;
    }

    private void complete(String runId, int attempt, int firstEpoch) {
      start(runId, attempt, firstEpoch);
      for (int epoch = firstEpoch; epoch <= EPOCHS; epoch++) {
        epoch(runId, attempt, epoch, readings(attempt, epoch));
      }
      ended(runId, attempt, EPOCHS, new Outcome.Completed(result(0.95 + 0.001 * attempt)));
      end(runId, attempt, AttemptState.COMPLETED, RunState.COMPLETED, "");
    }

    private void crashAndComeBack(String runId) {
      start(runId, 1, 1);
      epoch(runId, 1, 1, readings(1, 1));
      epoch(runId, 1, 2, readings(1, 2));
      end(runId, 1, AttemptState.CRASHED, RunState.PENDING, "The worker died (exit code 134).");
      note("warning", "retry", Optional.of(runId), "Trying again from epoch 2.");
      complete(runId, 2, 2);
    }

    private void diverge(String runId) {
      String cause = "validation_loss became NaN in epoch 2.";
      start(runId, 1, 1);
      epoch(runId, 1, 1, readings(1, 1));
      Map<String, Double> readings = readings(1, 2);
      readings.put(Metrics.TRAINING_LOSS, Double.POSITIVE_INFINITY);
      readings.put(Metrics.VALIDATION_LOSS, Double.NaN);
      epoch(runId, 1, 2, readings);
      ended(runId, 1, 2, new Outcome.Diverged(cause));
      end(runId, 1, AttemptState.DIVERGED, RunState.DIVERGED, cause);
    }

    private void fail(String runId) {
      String cause = "The data set is gone.";
      start(runId, 1, 1);
      epoch(runId, 1, 1, readings(1, 1));
      ended(runId, 1, 1, new Outcome.Failed(cause));
      end(runId, 1, AttemptState.FAILED, RunState.FAILED, cause);
    }

    private void start(String runId, int attempt, int firstEpoch) {
      tell(new Entry.AttemptStarted(runId, attempt, 1, now()));
      // A first attempt that crashed, as an older worker would have told of it: without its net.
      boolean known = attempt > 1 || !runId.equals(run(sweepId, 'l', 1));
      Optional<ModelCard> model =
          known ? Optional.of(model(runId.contains("-l") ? "l" : "n")) : Optional.empty();
      Start start = Start.at(firstEpoch, 0);
      tell(runId, new Entry.RunStarted(attempt, environment(), model, start, now()));
    }

    private void epoch(String runId, int attempt, int epoch, Map<String, Double> readings) {
      Map<String, Double> system = Map.of("heap_bytes", 1e8 + epoch, "cpu_load", 0.5);
      tell(runId, new Entry.EpochFinished(attempt, epoch, readings, system, now()));
    }

    private void ended(String runId, int attempt, int lastEpoch, Outcome outcome) {
      tell(runId, new Entry.RunEnded(attempt, lastEpoch, outcome, now()));
    }

    private void end(
        String runId, int attempt, AttemptState state, RunState runState, String cause) {
      List<String> tail = cause.isEmpty() ? List.of() : List.of("epoch 1 done", "häßlich \"log\"");
      tell(new Entry.AttemptEnded(runId, attempt, state, runState, cause, tail, now()));
    }

    private void note(String level, String kind, Optional<String> runId, String message) {
      tell(new Entry.Noted(level, kind, runId, message, now()));
    }

    private void look(int look, boolean interim) {
      tell(
          new Entry.LookTaken(
              look,
              interim,
              List.of(verdict(look)),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              now()));
    }

    private void tell(Entry.OfSweep entry) {
      add(JournalName.ofSweep(sweepId), entry);
    }

    private void tell(String runId, Entry.OfRun entry) {
      add(JournalName.ofRun(sweepId, runId), entry);
    }

    private void add(JournalName journal, Entry entry) {
      lines.add(new JournalLine(journal, written.merge(journal, 1L, Long::sum), entry));
    }

    private Instant now() {
      now = now.plusSeconds(1);
      return now;
    }
  }
}
