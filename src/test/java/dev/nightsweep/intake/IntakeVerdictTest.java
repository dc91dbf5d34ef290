package dev.nightsweep.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.app.SweepImport;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.source.SourceKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdicts on runs of a tracker are those of the same numbers in scipy. */
class IntakeVerdictTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  /** Learning rate, optimizer, seed, reading. */
  private static final List<String> STUDY =
      List.of(
          "0.1 adam 3 0.903",
          "0.1 adam 5 0.8999",
          "0.1 adam 8 0.9221",
          "0.1 adam 13 0.9086",
          "0.1 adam 21 0.9055",
          "0.1 sgd 3 0.9078",
          "0.1 sgd 5 0.9169",
          "0.1 sgd 8 0.9242",
          "0.1 sgd 13 0.9091",
          "0.1 sgd 21 0.9036",
          "0.01 adam 3 0.8886",
          "0.01 adam 5 0.8967",
          "0.01 adam 8 0.9003",
          "0.01 adam 13 0.8952",
          "0.01 adam 21 0.8946",
          "0.01 sgd 3 0.8893",
          "0.01 sgd 5 0.9051",
          "0.01 sgd 8 0.9062",
          "0.01 sgd 13 0.8962",
          "0.01 sgd 21 0.8933");

  @TempDir private Path folder;
  private final Store store = new InMemoryStore();

  private static List<TrackedRun> study(Predicate<String> which) {
    List<TrackedRun> runs = new ArrayList<>();
    for (String line : STUDY.stream().filter(which).toList()) {
      runs.add(run(line, line.split(" ")).finished());
    }
    return runs;
  }

  /** Texts of one number in several writings, as several scripts would have logged them. */
  private static TrackedRunBuilder run(String id, String... cells) {
    boolean odd = Integer.parseInt(cells[2]) % 2 == 1;
    String rate = odd ? cells[0] : cells[0].equals("0.1") ? "1e-1" : "1e-02";
    return TrackedRunBuilder.run(id)
        .with("optimizer", cells[1])
        .json("learning_rate", odd ? "\"" + rate + "\"" : rate)
        .json("trainer.seed", odd ? cells[2] + ".0" : "\"" + cells[2] + "\"")
        .with("batch_size", "64")
        .reads("loss", 2.0, 1.0)
        .reads("accuracy", 0.5, Double.parseDouble(cells[3]));
  }

  private String taken(List<TrackedRun> runs, IntakeOptions options) {
    return taken(SourceKind.MLFLOW, runs, options);
  }

  private String taken(SourceKind kind, List<TrackedRun> runs, IntakeOptions options) {
    Intake intake = Intake.of(TrackedRunBuilder.source(kind, runs), options, NOW);
    SweepImport imports =
        new SweepImport(new ResultsFolder(folder.resolve("results")), InstantSource.fixed(NOW));
    try (SweepDraft draft = imports.draft(intake, Path.of("runs.db"))) {
      return imports.take(draft, store).sweepId();
    }
  }

  static IntakeOptions judgedBy(String metric) {
    return new IntakeOptions(
        Optional.empty(),
        new IntakeOptions.Selection(Optional.empty(), Map.of(), Set.of(), Optional.empty()),
        new IntakeOptions.Judged(
            Optional.of(metric), Optional.of(Goal.MAXIMIZE), Map.of(), Map.of()),
        IntakeOptions.Duplicates.REFUSE);
  }

  private ContrastResult contrast(String sweepId, String factor) {
    return store.contrasts(sweepId).stream()
        .filter(row -> row.factor().equals(factor) && row.metric().equals("accuracy"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRow(ContrastResult row, double... meanLowHighP) {
    assertThat(row.meanDifference()).isCloseTo(meanLowHighP[0], within(1e-12));
    assertThat(row.ciLow()).isCloseTo(meanLowHighP[1], within(1e-12));
    assertThat(row.ciHigh()).isCloseTo(meanLowHighP[2], within(1e-12));
    assertThat(row.pT()).isCloseTo(meanLowHighP[3], within(1e-12));
  }

  @Test
  void differencesAndIntervalsAreThoseOfScipyWhateverTheOrder() {
    List<TrackedRun> runs = study(line -> true);
    Collections.shuffle(runs, new Random(7));
    String sweepId = taken(runs, judgedBy("accuracy"));
    assertThat(store.state(sweepId)).contains(SweepState.COMPLETED);
    ContrastResult rate = contrast(sweepId, "learning_rate");
    assertThat(rate.level()).isEqualTo("0.1");
    assertThat(rate.baseline()).isEqualTo("0.01");
    assertThat(rate.pairs()).isEqualTo(5);
    assertRow(
        rate,
        0.013520000000000022,
        0.007494634340402657,
        0.019545365659597386,
        0.0033812454110263702);
    assertThat(rate.verdict()).isEqualTo(Verdict.BETTER);
    ContrastResult optimizer = contrast(sweepId, "optimizer");
    double sign = optimizer.level().equals("sgd") ? 1 : -1; // the first that comes is the baseline
    assertThat(sign * optimizer.meanDifference()).isCloseTo(0.00372, within(1e-12));
    assertThat(optimizer.pT()).isCloseTo(0.20160338669786304, within(1e-12));
    assertThat(optimizer.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aSeedThatOneArmLacksGivesNoPairAndIsNamed() {
    List<TrackedRun> runs = study(line -> !line.startsWith("0.1 sgd 8 "));
    Intake intake = Intake.of(TrackedRunBuilder.source(runs), judgedBy("accuracy"), NOW);
    assertThat(intake.preview().remarks())
        .anyMatch(r -> r.contains("missing") && r.contains("[8]"));
    String sweepId = taken(runs, judgedBy("accuracy"));
    ContrastResult rate = contrast(sweepId, "learning_rate");
    assertThat(rate.pairs()).isEqualTo(4);
    assertRow(
        rate,
        0.011925000000000019,
        0.005878875471286851,
        0.017971124528713186,
        0.008164296057877973);
    assertThat(store.runs(sweepId)).hasSize(19).allMatch(run -> run.state() == RunState.COMPLETED);
  }

  @Test
  void aRunThatFailedOrDivergedLosesItsPair() {
    List<TrackedRun> runs =
        study(line -> !line.startsWith("0.1 sgd 8 ") && !line.startsWith("0.01 adam 3"));
    runs.add(
        run("failed", "0.1", "sgd", "8", "0.99").ended(dev.nightsweep.tracker.RunState.FAILED));
    runs.add(run("diverged", "0.01", "adam", "3", "NaN").finished());
    String sweepId = taken(runs, judgedBy("accuracy"));
    ContrastResult rate = contrast(sweepId, "learning_rate");
    assertThat(rate.pairs()).isEqualTo(3);
    assertThat(store.runs(sweepId).stream().map(RunRecord::state).distinct())
        .containsExactlyInAnyOrder(RunState.COMPLETED, RunState.FAILED, RunState.DIVERGED);
    assertThat(rate.verdict()).isEqualTo(Verdict.INCONCLUSIVE); // two of five seeds are lost
  }

  @Test
  void noTimeIsMadeUp() {
    String sweepId = taken(study(line -> true), judgedBy("accuracy"));
    assertThat(store.contrasts(sweepId))
        .filteredOn(row -> row.metric().equals("time"))
        .allMatch(row -> row.pairs() == 0 && row.verdict() == Verdict.NO_VERDICT);
    RunRecord run = store.runs(sweepId).get(0);
    assertThat(run.startedAt()).contains(Instant.ofEpochMilli(1_764_500_000_000L));
    assertThat(run.endedAt()).contains(Instant.ofEpochMilli(1_764_500_060_000L));
  }

  @Test
  void runsWithoutSeedsAreASearchWithoutAVerdict() {
    List<TrackedRun> trials = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      double rate = Math.pow(10, -4 + 3 * random.nextDouble());
      trials.add(
          TrackedRunBuilder.run("study/" + i)
              .label("study", "tuning")
              .json("rate", Double.toString(rate))
              .json("width", i % 3 == 0 ? "8" : "16")
              .summary("value", Math.abs(Math.log10(rate) + 2.5))
              .finished());
    }
    IntakeOptions minimized =
        new IntakeOptions(
            Optional.empty(),
            IntakeOptions.NONE.selection(),
            new IntakeOptions.Judged(
                Optional.empty(), Optional.of(Goal.MINIMIZE), Map.of(), Map.of()),
            IntakeOptions.Duplicates.REFUSE);
    String sweepId = taken(SourceKind.OPTUNA, trials, minimized);
    assertThat(store.contrasts(sweepId)).isEmpty();
    assertThat(store.sweep(sweepId).orElseThrow().header().isSearch()).isTrue();
    assertThat(store.sweep(sweepId).orElseThrow().header().searched())
        .extracting(s -> s.name() + " " + s.scale())
        .containsExactly("rate LOG", "width CATEGORIES");
    assertThat(folder.resolve("results").resolve(sweepId).resolve("report.html"))
        .content()
        .contains("how the points were chosen is not known")
        .contains("rate");
  }

  @Test
  void noRunOfATrackerCanStandForAnother() {
    Intake one = Intake.of(TrackedRunBuilder.source(study(l -> true)), judgedBy("accuracy"), NOW);
    Intake again = Intake.of(TrackedRunBuilder.source(study(l -> true)), judgedBy("accuracy"), NOW);
    assertThat(again.file()).isEqualTo(one.file());
    List<PlannedRun> runs =
        ((dev.nightsweep.model.Entry.SweepPlanned) one.file().journals().get(0).entries().get(0))
            .plan()
            .runs();
    assertThat(runs).extracting(PlannedRun::identity).doesNotHaveDuplicates();
  }
}
