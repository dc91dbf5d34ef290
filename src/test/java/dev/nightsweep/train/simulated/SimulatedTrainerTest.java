package dev.nightsweep.train.simulated;

import static dev.nightsweep.train.simulated.SimulatedRuns.run;
import static dev.nightsweep.train.simulated.SimulatedRuns.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedTrainerTest {
  private final SimulatedRuns runs = new SimulatedRuns();

  @Test
  void theSameRunGivesTheSameToTheLastBit() {
    Outcome first = runs.train(run(settings(), 7, 1), 0);
    SimulatedRuns again = new SimulatedRuns();
    assertThat(again.train(run(settings(), 7, 1), 0)).isEqualTo(first);
    assertThat(again.epochs).isEqualTo(runs.epochs).hasSize(5);
  }

  /** If this fails, raise {@link SimulatedProgram#SIMULATOR_REVISION}, then mend it. */
  @Test
  void readingsAreThoseOfTheRevision() {
    RunResult result = completed(runs.train(run(settings(), 1, 1), 0));
    assertThat(SimulatedProgram.SIMULATOR_REVISION).isEqualTo(1);
    assertThat(runs.epochs.get(5).get("validation_loss")).isEqualTo(0.031910682486235915);
    assertThat(runs.epochs.get(1).get("seconds")).isEqualTo(37.25412486352616);
    assertThat(result.metrics()).containsEntry("test_accuracy", 0.991);
    assertThat(result.parameterHash()).startsWith("3c8bfe1d859f902c");
  }

  @Test
  void anotherSeedOrSettingGivesOtherReadingsAndParameters() {
    Settings lrn = settings("lrn", true);
    List<RunResult> results =
        List.of(
            completed(runs.train(run(settings(), 1, 1), 0)),
            completed(runs.train(run(settings(), 2, 1), 0)),
            completed(runs.train(run(lrn, 1, 1), 0)));
    assertThat(results).extracting(RunResult::parameterHash).doesNotHaveDuplicates();
    assertThat(results).extracting(r -> r.metrics().get("test_loss")).doesNotHaveDuplicates();
  }

  @Test
  void everyMetricThatATrainerLogsIsThere() {
    RunResult result = completed(runs.train(run(settings(), 1, 1), 0));
    assertThat(runs.epochs.values())
        .allSatisfy(
            metrics ->
                assertThat(metrics)
                    .containsOnlyKeys(
                        Metrics.TRAINING_LOSS,
                        Metrics.VALIDATION_LOSS,
                        Metrics.VALIDATION_ACCURACY,
                        Metrics.LEARNING_RATE,
                        Metrics.SECONDS,
                        Metrics.CPU_SECONDS,
                        Metrics.IMAGES_PER_SECOND));
    assertThat(result.metrics())
        .containsOnlyKeys(Metrics.TEST_LOSS, Metrics.TEST_ACCURACY, Metrics.PEAK_MEMORY_BYTES);
  }

  @Test
  void theCatalogDeclaresWhatIsLoggedAndNothingElse() {
    Set<String> logged = new TreeSet<>();
    logged.addAll(completed(runs.train(run(settings(), 1, 1), 0)).metrics().keySet());
    logged.addAll(runs.epochs.get(1).keySet());
    assertThat(new SimulatedCatalog(NetFiles.shipped("alexnet")).metrics().names())
        .containsExactlyInAnyOrderElementsOf(logged);
    assertThat(Simulation.METRICS).isEqualTo(logged);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 5})
  void predictionsConfusionAndTestAccuracyTellTheSame(double learningRate) {
    Settings settings = settings("learning_rate", learningRate);
    RunResult result = completed(runs.train(run(settings, 3, 1), 0));
    ClassLabels predictions = result.predictions();
    assertThat(predictions.size()).isBetween(100, 1000);
    assertThat(predictions.isOfDigits()).isTrue();
    int right = IntStream.range(0, 10).map(c -> result.confusion().get(c).get(c)).sum();
    assertThat(
            IntStream.range(0, predictions.size())
                .filter(i -> predictions.get(i) == result.truth().get(i))
                .count())
        .isEqualTo(right);
    assertThat((double) right / predictions.size())
        .isEqualTo(result.metrics().get(Metrics.TEST_ACCURACY));
    for (int digit = 0; digit < 10; digit++) {
      int column = digit;
      assertThat(result.confusion().stream().mapToInt(row -> row.get(column)).sum())
          .isEqualTo((int) predictions.stream().filter(c -> c == column).count());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5})
  void aResumedRunEqualsAnUnbrokenOne(int epochsOnDisk) {
    Settings settings = settings("lr_schedule", "cosine");
    Outcome unbroken = runs.train(run(settings, 1, 1), 0);
    SimulatedRuns broken = new SimulatedRuns();
    broken.epochs.putAll(runs.epochs.headMap(epochsOnDisk + 1));
    assertThat(broken.train(run(settings, 1, 2), epochsOnDisk)).isEqualTo(unbroken);
    assertThat(broken.epochs).isEqualTo(runs.epochs);
    assertThat(broken.steps).as("epochs trained in this attempt").hasSize(5 - epochsOnDisk);
  }

  @Test
  void withoutCheckpointsItBeginsAtTheBeginning() {
    Assignment run = run(settings(), 1, 1);
    Assignment afresh =
        new Assignment(
            run.sweepId(),
            run.runId(),
            1,
            new Assignment.Task(run.program(), run.settings(), 1, run.identity()),
            Assignment.Checkpoints.NONE,
            run.folder(),
            run.host(),
            0);
    assertThat(new SimulatedTrainer().start(afresh, 3)).isEqualTo(Start.BEGINNING);
    assertThat(new SimulatedTrainer().start(run, 3)).isEqualTo(Start.at(4, 0));
  }

  @Test
  void withTheKnobsOffEveryRunCompletes() {
    seeds(200)
        .forEach(
            seed ->
                assertThat(runs.train(run(settings(), seed, 1), 0))
                    .isInstanceOf(Outcome.Completed.class));
  }

  @Test
  void atRateOneEveryAttemptFailsWhereverItBegins() {
    Settings failing = settings("simulate.failure_rate", 1.0);
    for (int onDisk = 0; onDisk <= 5; onDisk++) {
      assertThat(runs.train(run(failing, 1, onDisk + 1), onDisk))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.cause()).contains("SIMULATED"));
    }
  }

  @Test
  void atRateOneEveryAttemptCrashesWhereverItBegins() {
    Settings crashing = settings("simulate.crash_rate", 1.0);
    for (int onDisk = 0; onDisk <= 5; onDisk++) {
      int epochs = onDisk;
      assertThatExceptionOfType(SimulatedRuns.CrashException.class)
          .isThrownBy(() -> runs.train(run(crashing, 1, 1), epochs));
    }
  }

  @Test
  void atRateOneEveryRunDivergesWithItsNanTold() {
    Settings diverging = settings("simulate.nan_rate", 1.0);
    seeds(20)
        .forEach(
            seed -> {
              runs.epochs.clear();
              assertThat(runs.train(run(diverging, seed, 1), 0))
                  .isInstanceOf(Outcome.Diverged.class);
              Map<String, Double> last = runs.epochs.get(runs.epochs.lastKey());
              assertThat(last.get(Metrics.TRAINING_LOSS)).isNaN();
              assertThat(last.get(Metrics.VALIDATION_LOSS)).isNaN();
            });
  }

  @Test
  void divergenceIsTheRunsOwnSoThatNoAttemptEscapesIt() {
    Settings diverging = settings("simulate.nan_rate", 1.0);
    Outcome first = runs.train(run(diverging, 4, 1), 0);
    int epochs = runs.epochs.lastKey();
    assertThat(runs.train(run(diverging, 4, 2), epochs)).isEqualTo(first);
    assertThat(runs.epochs).hasSize(epochs);
  }

  @Test
  void aRetriedAttemptHasItsOwnLuck() {
    Settings chancy = settings("simulate.failure_rate", 0.5);
    long firstFails = seeds(200).filter(seed -> fails(chancy, seed, 1)).count();
    long bothFail = seeds(200).filter(s -> fails(chancy, s, 1) && fails(chancy, s, 2)).count();
    assertThat(firstFails).isBetween(75L, 125L);
    assertThat(bothFail).isBetween(30L, 70L);
  }

  @Test
  void theSimulatorsOwnSettingsLeaveReadingsAlone() {
    Settings simulator = settings("simulate.seconds_per_epoch", 0.5, "simulate.nan_rate", 0.001);
    runs.train(run(settings(), 1, 1), 0);
    SimulatedRuns other = new SimulatedRuns();
    other.train(run(simulator, 1, 1), 0);
    assertThat(other.epochs).isEqualTo(runs.epochs);
  }

  @Test
  void anEpochTakesItsTimeInShortPausesThatAnInterruptEnds() {
    Settings slow = settings("simulate.seconds_per_epoch", 0.12, "epochs", 2);
    runs.train(run(slow, 1, 1), 0);
    assertThat(runs.pauses).allMatch(p -> p.compareTo(Duration.ofMillis(50)) <= 0);
    assertThat(runs.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMillis(240));
    assertThat(runs.steps).isSorted().endsWith(2 * 782L);

    SimulatedRuns interrupted = new SimulatedRuns().interruptedAtCheck(6);
    assertThat(interrupted.train(run(slow, 1, 1), 0)).isEqualTo(new Outcome.Interrupted());
    assertThat(interrupted.epochs).hasSize(1);
    assertThat(interrupted.pauses).hasSize(4);
  }

  @Test
  void withoutPausesAnInterruptIsSeenAtEveryEpoch() {
    runs.interruptedAtCheck(3);
    assertThat(runs.train(run(settings(), 1, 1), 0)).isEqualTo(new Outcome.Interrupted());
    assertThat(runs.epochs).containsOnlyKeys(1, 2);
  }

  @Test
  void armsOfOneSeedShareLuckSoThatPairingHelps() {
    List<Double> none = accuracies(settings());
    List<Double> lrn = accuracies(settings("lrn", true, "learning_rate", 0.02));
    List<Double> differences =
        IntStream.range(0, none.size()).mapToObj(i -> lrn.get(i) - none.get(i)).toList();
    assertThat(variance(differences))
        .isPositive()
        .isLessThan(0.7 * (variance(none) + variance(lrn)));
  }

  @Test
  void lrnMovesTheBestLearningRateUp() {
    assertThat(accuracy("learning_rate", 0.005)).isGreaterThan(accuracy("learning_rate", 0.001));
    assertThat(accuracy("learning_rate", 0.01)).isGreaterThan(accuracy("learning_rate", 0.03));
    assertThat(accuracy("learning_rate", 0.2)).isBetween(0.05, 0.15);
    assertThat(accuracy("lrn", true, "learning_rate", 0.03))
        .isGreaterThan(accuracy("learning_rate", 0.03));
    assertThat(accuracy("lrn", true, "learning_rate", 0.003))
        .isLessThan(accuracy("learning_rate", 0.003));
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "step", "cosine"})
  void theLargestLearningRateThatASpecMayGiveStillHasFiniteReadings(String schedule) {
    Settings huge = settings("lr_schedule", schedule, "learning_rate", Double.MAX_VALUE);
    runs.train(run(huge, 1, 1), 0);
    assertThat(runs.epochs.values())
        .hasSize(5)
        .allSatisfy(metrics -> assertThat(metrics.values()).allMatch(Double::isFinite));
  }

  @Test
  void batchAndOptimizerMoveItToo() {
    assertThat(accuracy("batch_size", 512, "learning_rate", 0.05)).isGreaterThan(0.9);
    assertThat(accuracy("batch_size", 16, "learning_rate", 0.05)).isLessThan(0.2);
    assertThat(accuracy("optimizer", "adam", "learning_rate", 0.001)).isGreaterThan(0.98);
    assertThat(accuracy("optimizer", "adam", "learning_rate", 0.01)).isLessThan(0.2);
  }

  @Test
  void moreEpochsAndMoreWidthHelpAndWidthAndLrnCost() {
    assertThat(accuracy("epochs", 10)).isGreaterThan(accuracy("epochs", 1));
    assertThat(accuracy("width", 1.0)).isGreaterThan(accuracy("width", 0.03));
    assertThat(accuracy("dropout", 0.4)).isGreaterThan(accuracy("dropout", 0.95));
    assertThat(accuracy("conv1.kernel", 5)).isGreaterThan(accuracy("conv1.kernel", 1));
    double usual = mean("seconds");
    assertThat(mean("seconds", "width", 0.25)).isGreaterThan(1.5 * usual);
    assertThat(mean("seconds", "lrn", true)).isGreaterThan(1.1 * usual);
    assertThat(mean("seconds", "conv2.kernel", 7)).isGreaterThan(1.1 * usual);
  }

  private static double accuracy(Object... given) {
    return mean(Metrics.VALIDATION_ACCURACY, given);
  }

  private static double mean(String metric, Object... given) {
    Settings settings = settings(given);
    return seeds(20)
        .mapToDouble(seed -> SimulatedRuns.last(metric, settings, seed))
        .average()
        .orElseThrow();
  }

  private static List<Double> accuracies(Settings settings) {
    return seeds(100)
        .mapToObj(seed -> SimulatedRuns.last(Metrics.VALIDATION_ACCURACY, settings, seed))
        .toList();
  }

  private static double variance(List<Double> numbers) {
    double mean = numbers.stream().mapToDouble(n -> n).average().orElseThrow();
    return numbers.stream().mapToDouble(n -> (n - mean) * (n - mean)).sum() / (numbers.size() - 1);
  }

  private boolean fails(Settings settings, long seed, int attempt) {
    return runs.train(run(settings, seed, attempt), 0) instanceof Outcome.Failed;
  }

  private static LongStream seeds(int count) {
    return LongStream.rangeClosed(1, count);
  }

  private static RunResult completed(Outcome outcome) {
    return ((Outcome.Completed) outcome).result();
  }
}
