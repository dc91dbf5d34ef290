package dev.nightsweep.search.pruning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PruningTest {
  private static final int RUNS = 60;

  /**
   * What others decided of one rule.
   *
   * @param epochs run, epoch, reading and whether the run ends, a line each
   */
  private record Trace(String rule, Goal goal, int last, List<String[]> epochs) {
    @Override
    public String toString() {
      return rule + " " + goal;
    }

    private Pruner pruner() {
      String[] words = rule.split(":", -1);
      return switch (words[0]) {
        case "median" -> new Pruner.Median(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        case "halving" ->
            new Pruner.Halving(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Form.STOP);
        case "brackets" ->
            new Pruner.Brackets(Integer.parseInt(words[1]), last, Integer.parseInt(words[2]));
        default -> bands(Integer.parseInt(words[1]), Double.parseDouble(words[2]), words[3]);
      };
    }

    private static Pruner bands(int first, double eta, String strictness) {
      List<Integer> bands =
          Stream.iterate((double) first, band -> band * eta)
              .limit(20)
              .map(Double::intValue)
              .distinct()
              .toList();
      return new Pruner.Bands(bands, eta, strictness.equals("strict"));
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void decidesAsOptunaAndWandbDo(Trace trace) {
    Plan plan = plan(trace.pruner(), trace.goal());
    Pruning pruning = new Pruning(plan.header());
    for (String[] line : trace.epochs()) {
      PlannedRun run = plan.runs().get(Integer.parseInt(line[0]));
      int epoch = Integer.parseInt(line[1]);
      PruningDecision decision = decision(pruning, plan, run, epoch, reading(line[2]));
      if (epoch == trace.last()) {
        pruning.ended(
            plan, run, RunState.COMPLETED); // whatever the rule says, there is no more to save
      } else {
        assertThat(decision instanceof PruningDecision.End)
            .as("run %s, epoch %s, %s: %s", line[0], line[1], line[2], decision)
            .isEqualTo(line[3].equals("1"));
      }
    }
  }

  /** What is recalled from an earlier sitting counts as what was seen. */
  @ParameterizedTest
  @MethodSource("traces")
  void goesOnAfterAnInterruptionAsIfThereHadBeenNone(Trace trace) {
    Plan plan = plan(trace.pruner(), trace.goal());
    Pruning unbroken = new Pruning(plan.header());
    int cut = trace.epochs().size() / 2;
    trace.epochs().subList(0, cut).forEach(line -> judge(unbroken, plan, trace, line));
    Pruning resumed = new Pruning(plan.header());
    for (int run = 0; run < RUNS; run++) {
      String number = Integer.toString(run);
      List<Point> curve =
          trace.epochs().subList(0, cut).stream()
              .filter(line -> line[0].equals(number))
              .map(line -> new Point(Integer.parseInt(line[1]), reading(line[2])))
              .toList();
      boolean whole = curve.size() == trace.last();
      resumed.recall(
          plan, plan.runs().get(run), whole ? RunState.COMPLETED : RunState.PENDING, curve);
    }
    for (String[] line : trace.epochs().subList(cut, trace.epochs().size())) {
      assertThat(judge(resumed, plan, trace, line)).isEqualTo(judge(unbroken, plan, trace, line));
    }
  }

  private static PruningDecision judge(Pruning pruning, Plan plan, Trace trace, String[] line) {
    PlannedRun run = plan.runs().get(Integer.parseInt(line[0]));
    int epoch = Integer.parseInt(line[1]);
    PruningDecision decision = decision(pruning, plan, run, epoch, reading(line[2]));
    if (epoch == trace.last()) {
      pruning.ended(plan, run, RunState.COMPLETED);
    }
    return decision;
  }

  static List<Trace> traces() throws IOException {
    List<Trace> traces = new ArrayList<>();
    for (String line : golden()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("=")) {
        Goal goal = Goal.valueOf(words[2].toUpperCase(Locale.ROOT));
        traces.add(new Trace(words[1], goal, Integer.parseInt(words[3]), new ArrayList<>()));
      } else {
        traces.get(traces.size() - 1).epochs().add(words);
      }
    }
    assertThat(traces).hasSize(14).allMatch(trace -> trace.epochs().size() > 2 * RUNS);
    return traces;
  }

  private static List<String> golden() throws IOException {
    try (InputStream lines = PruningTest.class.getResourceAsStream("golden.txt")) {
      return new String(lines.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static double reading(String text) {
    return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }

  @Test
  void whoWaitsIsPromotedWhenEnoughOthersAreWorse() {
    Plan plan = plan(new Pruner.Halving(1, 3, Form.PROMOTE), Goal.MINIMIZE);
    Pruning pruning = new Pruning(plan.header());
    assertThat(judge(pruning, plan, 0, 1, 0.5)).isInstanceOf(PruningDecision.Pause.class);
    assertThat(judge(pruning, plan, 1, 1, 0.6)).isInstanceOf(PruningDecision.Pause.class);
    assertThat(pruning.promoted()).isEmpty();
    assertThat(judge(pruning, plan, 2, 1, 0.7)).isInstanceOf(PruningDecision.Pause.class);
    assertThat(pruning.promoted().map(Ruling::runId)).contains("r0");
    assertThat(pruning.promoted()).isEmpty();
    assertThat(judge(pruning, plan, 0, 2, 0.9)).isEqualTo(PruningDecision.GO_ON);
    assertThat(judge(pruning, plan, 3, 1, 0.1)).isEqualTo(PruningDecision.GO_ON);
    assertThat(judge(pruning, plan, 0, 3, 0.9)).isInstanceOf(PruningDecision.Pause.class);
    assertThat(judge(pruning, plan, 3, 3, Double.NaN)).isInstanceOf(PruningDecision.End.class);
  }

  @Test
  void oneOfThoseWhoWaitIsTrainedToItsEnd() {
    Plan plan = plan(new Pruner.Halving(1, 3, Form.PROMOTE), Goal.MAXIMIZE);
    Pruning pruning = new Pruning(plan.header());
    judge(pruning, plan, 0, 1, 0.5);
    judge(pruning, plan, 1, 1, 0.6);
    assertThat(pruning.promotedAtLast().map(Ruling::runId)).contains("r1");
    pruning.ended(plan, plan.runs().get(1), RunState.COMPLETED);
    assertThat(pruning.promotedAtLast()).isEmpty();
  }

  @Test
  void whoWaitedBeforeAnInterruptionWaitsAfterIt() {
    Plan plan = plan(new Pruner.Halving(1, 2, Form.PROMOTE), Goal.MINIMIZE);
    Pruning pruning = new Pruning(plan.header());
    List<Point> curve = List.of(new Point(1, 0.5));
    pruning.recall(plan, plan.runs().get(0), RunState.PAUSED, curve);
    assertThat(pruning.promoted()).isEmpty();
    judge(pruning, plan, 1, 1, 0.6);
    assertThat(pruning.promoted().map(Ruling::runId)).contains("r0");
  }

  @Test
  void aTargetIsReachedFromTheBetterSideAndByTrialsAlone() {
    Stopping stopping = new Stopping(Optional.empty(), OptionalDouble.of(0.9));
    Plan plan = plan(stopping, Goal.MAXIMIZE);
    Pruning pruning = new Pruning(plan.header());
    judge(pruning, plan, 0, 1, 0.89);
    judge(pruning, plan, 0, 2, Double.NaN);
    PlannedRun winner = new PlannedRun("w", "a0", Phase.WINNER, 2, "id");
    pruning.read(plan, winner, 1, 0.99);
    assertThat(pruning.isOver(() -> 1)).isFalse();
    assertThat(judge(pruning, plan, 1, 1, 0.9)).isEqualTo(PruningDecision.GO_ON);
    assertThat(pruning.isOver(() -> 1)).isTrue();
  }

  private static PruningDecision judge(
      Pruning pruning, Plan plan, int run, int epoch, double reading) {
    return decision(pruning, plan, plan.runs().get(run), epoch, reading);
  }

  private static PruningDecision decision(
      Pruning pruning, Plan plan, PlannedRun run, int epoch, double reading) {
    return pruning.read(plan, run, epoch, reading).stream()
        .map(Ruling::decision)
        .findFirst()
        .orElse(PruningDecision.GO_ON);
  }

  private static Plan plan(Pruner pruner, Goal goal) {
    return plan(new Stopping(Optional.of(pruner), OptionalDouble.empty()), goal);
  }

  private static Plan plan(Stopping stopping, Goal goal) {
    return plan(stopping, goal, RUNS, Settings.NONE);
  }

  /** Of trials with so many epochs, whose losses are to be small. */
  static Plan plan(Stopping stopping, int trials, int epochs) {
    return plan(
        stopping, Goal.MINIMIZE, trials, Settings.of(Map.of("epochs", Setting.of((long) epochs))));
  }

  private static Plan plan(Stopping stopping, Goal goal, int trials, Settings settings) {
    List<Arm> arms =
        IntStream.range(0, trials)
            .mapToObj(i -> new Arm("a" + i, "trial " + i, Settings.NONE, settings))
            .toList();
    List<PlannedRun> runs =
        IntStream.range(0, trials)
            .mapToObj(i -> new PlannedRun("r" + i, "a" + i, Phase.COMPARISON, 1, "id" + i))
            .toList();
    SweepHeader header =
        new SweepHeader(
            "s",
            "golden",
            new ProgramRef.BuiltIn("simulated"),
            new SweepHeader.Question(
                "",
                new Objective(Metrics.VALIDATION_LOSS, goal),
                false,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()),
            new Design.SearchDesign(
                SearchMethod.RANDOM,
                List.of(1L),
                new Search(List.of(), arms.size(), List.of(), Optional.empty())),
            Optional.of(stopping),
            new SweepHeader.Origin("s.yaml", "", ""),
            Instant.EPOCH);
    return new Plan(header, arms, runs);
  }
}
