package dev.nightsweep.search.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Stopping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided at fixed points, whatever is read when. */
class SynchronousScheduleTest {
  private static final int RUNS = 40;
  private static final int EPOCHS = 27;

  static List<Pruner> inOrder() {
    return List.of(
        new Pruner.Halving(1, 3, Form.STOP),
        new Pruner.Halving(2, 4, Form.STOP),
        new Pruner.Brackets(1, EPOCHS, 3),
        new Pruner.Bands(List.of(1, 3, 9), 3, true),
        new Pruner.Bands(List.of(2, 5, 12), 2, false));
  }

  /** One after the other: the order in which the golden decisions of Optuna and W&B were taken. */
  @ParameterizedTest
  @MethodSource("inOrder")
  void rungsDecideWhatIsDecidedWhenOneTrialIsTrainedAfterTheOther(Pruner pruner) {
    for (int seed = 0; seed < 20; seed++) {
      double[][] curves = curves(seed);
      Plan plan = plan(pruner, false);
      Pruning sequential = new Pruning(plan.header());
      Map<Integer, Integer> expected = new TreeMap<>();
      for (int run = 0; run < RUNS; run++) {
        expected.put(run, trainedAlone(sequential, plan, run, curves[run]));
      }
      assertThat(expected.values()).contains(EPOCHS).anyMatch(epochs -> epochs < EPOCHS);
      assertThat(interleaved(pruner, curves, seed)).isEqualTo(expected);
    }
  }

  private static int trainedAlone(Pruning pruning, Plan plan, int run, double[] curve) {
    PlannedRun planned = plan.runs().get(run);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      boolean ends =
          pruning.read(plan, planned, epoch, curve[epoch - 1]).stream()
              .anyMatch(ruling -> ruling.decision() instanceof PruningDecision.End);
      if (ends) {
        return epoch;
      }
    }
    pruning.ended(plan, planned, RunState.COMPLETED);
    return EPOCHS;
  }

  @Test
  void wholeRungsKeepTheBestOfAllThatCameThere() {
    Pruner pruner = new Pruner.Halving(1, 3, Form.PROMOTE);
    for (int seed = 0; seed < 20; seed++) {
      double[][] curves = curves(seed);
      Map<Integer, Integer> expected = new TreeMap<>();
      List<Integer> left = new ArrayList<>(IntStream.range(0, RUNS).boxed().toList());
      for (int rung = 1; rung < EPOCHS; rung *= 3) {
        int epoch = rung;
        left.sort(Comparator.comparingDouble(run -> curves[run][epoch - 1]));
        List<Integer> best = left.subList(0, Math.max(1, left.size() / 3));
        left.forEach(run -> expected.put(run, epoch));
        left = new ArrayList<>(best);
      }
      left.forEach(run -> expected.put(run, EPOCHS));
      assertThat(interleaved(pruner, curves, seed)).isEqualTo(expected);
    }
  }

  /** By brute force: the median of those that were completed of all before but the last three. */
  @Test
  void theMedianIsThatOfTheTrialsBeforeButTheLastThree() {
    Pruner pruner = new Pruner.Median(3, 2);
    for (int seed = 0; seed < 20; seed++) {
      double[][] curves = curves(seed);
      Map<Integer, Integer> expected = new TreeMap<>();
      for (int run = 0; run < RUNS; run++) {
        List<double[]> completed = new ArrayList<>();
        for (int other = 0; other <= run - 4; other++) {
          if (expected.get(other) == EPOCHS) {
            completed.add(curves[other]);
          }
        }
        expected.put(run, untilWorseThanMedian(completed, curves[run]));
      }
      assertThat(expected.values()).contains(EPOCHS).anyMatch(epochs -> epochs < EPOCHS);
      assertThat(interleaved(pruner, curves, seed)).isEqualTo(expected);
    }
  }

  private static int untilWorseThanMedian(List<double[]> completed, double[] curve) {
    double best = curve[0];
    for (int epoch = 2; epoch < EPOCHS && completed.size() >= 3; epoch++) {
      int at = epoch - 1;
      best = Math.min(best, curve[at]);
      double[] others = completed.stream().mapToDouble(other -> other[at]).sorted().toArray();
      double middle = (others[(others.length - 1) / 2] + others[others.length / 2]) / 2;
      if (best > middle) {
        return epoch;
      }
    }
    return EPOCHS;
  }

  /** Any trial that need not wait may read its next epoch; how many each has read at the end. */
  private static Map<Integer, Integer> interleaved(Pruner pruner, double[][] curves, int seed) {
    Plan plan = plan(pruner, true);
    Pruning pruning = new Pruning(plan.header());
    Random random = new Random(seed);
    int[] epochs = new int[RUNS];
    List<Integer> open = new ArrayList<>(IntStream.range(0, RUNS).boxed().toList());
    while (!open.isEmpty()) {
      List<Integer> free =
          open.stream().filter(run -> !waits(pruning, plan, run, epochs[run])).toList();
      int run = free.get(Math.min(random.nextInt(free.size()), random.nextInt(free.size())));
      PlannedRun planned = plan.runs().get(run);
      if (epochs[run] == EPOCHS) {
        open.remove(Integer.valueOf(run));
        end(open, pruning.ended(plan, planned, RunState.COMPLETED));
      } else {
        epochs[run]++;
        end(open, pruning.read(plan, planned, epochs[run], curves[run][epochs[run] - 1]));
      }
    }
    Map<Integer, Integer> trained = new TreeMap<>();
    IntStream.range(0, RUNS).forEach(run -> trained.put(run, epochs[run]));
    return trained;
  }

  private static boolean waits(Pruning pruning, Plan plan, int run, int epochs) {
    int holdAfter = pruning.holdAfter(plan, plan.runs().get(run));
    return holdAfter > 0 && epochs >= holdAfter;
  }

  private static void end(List<Integer> open, List<Ruling> rulings) {
    for (Ruling ruling : rulings) {
      if (ruling.decision() instanceof PruningDecision.End) {
        open.remove(Integer.valueOf(ruling.runId().substring(1)));
      }
    }
  }

  private static double[][] curves(int seed) {
    Random random = new Random(seed);
    double[][] curves = new double[RUNS][EPOCHS];
    for (double[] curve : curves) {
      double end = random.nextDouble();
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        curve[epoch] = end + Math.exp(-epoch / 5.0) + 0.2 * random.nextGaussian();
      }
    }
    return curves;
  }

  private static Plan plan(Pruner pruner, boolean synchronous) {
    Stopping stopping = new Stopping(Optional.of(pruner), OptionalDouble.empty());
    return PruningTest.plan(
        synchronous ? stopping.on(Stopping.Schedule.SYNCHRONOUS) : stopping, RUNS, EPOCHS);
  }
}
