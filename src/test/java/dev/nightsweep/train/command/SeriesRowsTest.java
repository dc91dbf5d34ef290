package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.train.command.Reported.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Metrics whose steps are counted apart, as readings of the one that counts. */
class SeriesRowsTest {
  private final List<Reported> reported = new ArrayList<>();

  private static TrackedRow row(long step, Object... values) {
    Map<String, Double> map = new TreeMap<>();
    for (int i = 0; i < values.length; i += 2) {
      map.put((String) values[i], ((Number) values[i + 1]).doubleValue());
    }
    return new TrackedRow(step, map);
  }

  private List<String> read(String objective, TrackedRow... rows) {
    SeriesRows series = new SeriesRows(objective);
    for (TrackedRow row : rows) {
      series.add(row, reported);
    }
    series.end(Map.of(), reported);
    return reported.stream()
        .map(it -> (Readings) it)
        .map(
            it ->
                "%s %s %s%s"
                    .formatted(
                        it.mark().unit(),
                        it.mark().number(),
                        new TreeMap<>(it.metrics()),
                        it.warning().isEmpty() ? "" : "!"))
        .toList();
  }

  @Test
  void batchesBelongToTheEpochThatFollows() {
    assertThat(
            read(
                "acc",
                row(0, "loss", 5),
                row(1, "loss", 4),
                row(0, "acc", 0.5),
                row(2, "loss", 3),
                row(3, "loss", 2),
                row(1, "acc", 0.6)))
        .containsExactly("STEP 0.0 {acc=0.5, loss=4.0}", "STEP 1.0 {acc=0.6, loss=2.0}");
  }

  @Test
  void whatIsLoggedAtTheSameStepBelongsToTheReadingWheneverItComes() {
    assertThat(read("acc", row(7, "acc", 0.5), row(7, "acc2", 0.4), row(8, "acc", 0.6)))
        .containsExactly("STEP 7.0 {acc=0.5}", "STEP 7.0 {acc2=0.4}", "STEP 8.0 {acc=0.6}");
  }

  /** A batch that happens to have the number of the last epoch is none of it. */
  @Test
  void aMetricThatAReadingHasIsNotReplacedByALaterOne() {
    assertThat(
            read(
                "acc",
                row(0, "loss", 5),
                row(1, "acc", 0.5),
                row(1, "loss", 4),
                row(2, "acc", 0.6)))
        .containsExactly("STEP 1.0 {acc=0.5, loss=5.0}", "STEP 2.0 {acc=0.6, loss=4.0}");
  }

  /** From another file, which was written when the first was long full. */
  @Test
  void whatComesLateBelongsToTheReadingAtItsStep() {
    assertThat(
            read(
                "acc",
                row(0, "batch", 5),
                row(1, "batch", 4),
                row(0, "acc", 0.5),
                row(1, "acc", 0.6),
                row(2, "acc", 0.7),
                row(0, "loss", 3),
                row(1, "loss", 2, "batch", 1),
                row(2, "loss", 1)))
        .containsExactly(
            "STEP 0.0 {acc=0.5, batch=4.0}",
            "STEP 1.0 {acc=0.6}",
            "STEP 2.0 {acc=0.7}",
            "STEP 0.0 {loss=3.0}",
            "STEP 1.0 {loss=2.0}",
            "STEP 2.0 {loss=1.0}",
            "STEP 2.0 {batch=1.0}");
  }

  @Test
  void epochsCountWhereTheyAreLoggedWithTheMetric() {
    assertThat(read("acc", row(937, "acc", 0.5, "epoch", 0), row(1875, "acc", 0.6, "epoch", 1)))
        .containsExactly("EPOCH 0.0 {acc=0.5}", "EPOCH 1.0 {acc=0.6}");
  }

  /**
   * Evaluated twice an epoch: by epochs in whole numbers, in parts, and by steps that are epochs.
   */
  @Test
  void severalEvaluationsOfAnEpochAreOfThatEpoch() {
    assertThat(
            read(
                "acc",
                row(100, "acc", 0.4, "epoch", 1),
                row(200, "acc", 0.5, "epoch", 1),
                row(300, "acc", 0.6, "epoch", 2)))
        .containsExactly("EPOCH 1.0 {acc=0.4}", "EPOCH 1.0 {acc=0.5}", "EPOCH 2.0 {acc=0.6}");
    reported.clear();
    assertThat(
            read(
                "acc",
                row(100, "acc", 0.4, "epoch", 0.5),
                row(200, "acc", 0.5, "epoch", 1),
                row(300, "acc", 0.6, "epoch", 1.5)))
        .containsExactly("EPOCH 0.5 {acc=0.4}", "EPOCH 1.0 {acc=0.5}", "EPOCH 1.5 {acc=0.6}");
    reported.clear();
    assertThat(read("acc", row(1, "acc", 0.4), row(1, "acc", 0.5), row(2, "acc", 0.6)))
        .containsExactly("STEP 1.0 {acc=0.4}", "STEP 1.0 {acc=0.5}", "STEP 2.0 {acc=0.6}");
  }

  /** As {@code mlflow.log_metric} without a step: all are at 0. */
  @Test
  void readingsWhoseStepsDoNotRiseAreCounted() {
    assertThat(read("acc", row(0, "acc", 0.5), row(0, "acc", 0.6), row(0, "acc", 0.7)))
        .containsExactly("STEP 0.0 {acc=0.5}", "STEP 1.0 {acc=0.6}!", "STEP 2.0 {acc=0.7}!");
  }

  @Test
  void whatIsMeasuredAtTheEndBelongsToTheLastReading() {
    assertThat(read("acc", row(1, "acc", 0.5), row(0, "test", 0.4)))
        .containsExactly("STEP 1.0 {acc=0.5}", "STEP 1.0 {test=0.4}");
  }

  @Test
  void withoutTheMetricWhatThereIsIsToldOnce() {
    assertThat(read("acc", row(0, "loss", 5), row(1, "loss", 4)))
        .containsExactly("EPOCH 1.0 {loss=4.0}");
  }

  @Test
  void withoutAKnownMetricEveryLaterStepIsAReading() {
    assertThat(read("", row(0, "loss", 5), row(1, "loss", 4), row(0, "acc", 0.5)))
        .containsExactly("STEP 0.0 {loss=5.0}", "STEP 1.0 {loss=4.0}", "STEP 0.0 {acc=0.5}");
  }
}
