package dev.nightsweep.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.source.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps become epochs, and what a tracker says of a run's end is taken as it is meant. */
class MetricEpochsTest {
  private static List<Map<String, Double>> epochs(TrackedRun run, String metric) {
    return MetricEpochs.of(FoundRun.of(run, SourceKind.MLFLOW).metrics(), metric).stream()
        .map(MetricEpochs.Epoch::readings)
        .toList();
  }

  @Test
  void whatIsLoggedBetweenBelongsToTheEpochItFallsInto() {
    TrackedRun run =
        TrackedRunBuilder.run("a")
            .at("accuracy", 200, 0.8) // out of order
            .at("accuracy", 100, 0.7)
            .at("loss", 1, 3.0)
            .at("loss", 100, 2.0)
            .at("loss", 101, 1.5)
            .at("loss", 250, 1.0) // behind the last
            .summary("best", 0.9)
            .finished();
    assertThat(epochs(run, "accuracy"))
        .containsExactly(
            Map.of("accuracy", 0.7, "loss", 2.0),
            Map.of("accuracy", 0.8, "loss", 1.0, "best", 0.9));
  }

  @Test
  void ofOneStepTheLastValueStandsAndOfAMetricWithoutStepsItsValue() {
    TrackedRun twice = TrackedRunBuilder.run("a").at("x", 0, 1).at("x", 0, 2).finished();
    assertThat(epochs(twice, "x")).containsExactly(Map.of("x", 2.0));
    TrackedRun end = TrackedRunBuilder.run("a").reads("loss", 3, 2).summary("x", 5).finished();
    assertThat(epochs(end, "x")).containsExactly(Map.of("x", 5.0, "loss", 2.0));
    TrackedRun nothing = TrackedRunBuilder.run("a").finished();
    assertThat(epochs(nothing, "x")).isEmpty();
  }

  @Test
  void batchesAreGroupedSoThatTheLastStays() {
    TrackedRunBuilder run = TrackedRunBuilder.run("a");
    for (int step = 0; step < 5003; step++) {
      run.at("x", step, step);
    }
    List<Map<String, Double>> grouped = epochs(run.finished(), "x");
    assertThat(grouped).hasSize(MetricEpochs.MAX_EPOCHS);
    assertThat(grouped.get(grouped.size() - 1)).isEqualTo(Map.of("x", 5002.0));
    assertThat(grouped).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "MLFLOW, RUNNING, '', RUNNING",
    "MLFLOW, RUNNING+FINISHED, '', FINISHED",
    "MLFLOW, RUNNING+FAILED, '', FAILED",
    "WANDB, '', '', FINISHED", // a chart tells nothing of states
    "WANDB, RUNNING, '', RUNNING",
    "WANDB, RUNNING+KILLED, '', KILLED",
    "OPTUNA, RUNNING+KILLED, PRUNED, STOPPED",
    "OPTUNA, RUNNING, RUNNING, RUNNING",
    "TRACKIO, RUNNING, '', FINISHED", // it tells of the beginning only
    "CSV, '', '', FINISHED",
    "CSV, RUNNING, '', FINISHED",
    "CSV, '', running, RUNNING",
    "CSV, KILLED, pruned, STOPPED"
  })
  void whatHasBecomeOfARunIsKnownWhereItIsTold(
      SourceKind kind, String states, String label, RunFate fate) {
    List<TrackedFact> facts = new ArrayList<>();
    Stream.of(states.split("[+]"))
        .filter(state -> !state.isEmpty())
        .forEach(state -> facts.add(new TrackedFact.State(RunState.valueOf(state), 1000)));
    if (!label.isEmpty()) {
      facts.add(new TrackedFact.Label("state", label));
    }
    assertThat(FoundRun.of(new TrackedRun("a", facts), kind).fate()).isEqualTo(fate);
  }
}
