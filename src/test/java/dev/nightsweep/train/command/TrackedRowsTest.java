package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What scripts log to W&B, as people write them, and the epochs that come of it. */
class TrackedRowsTest {
  private final List<Reported> reported = new ArrayList<>();
  private TrackedRows rows = new TrackedRows("acc");
  private long step;

  private void log(Object... namesAndValues) {
    TrackedRow row = new TrackedRow(step++);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.values().put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue());
    }
    rows.add(row, reported);
  }

  private List<String> said() {
    return reported.stream()
        .map(Reported.Readings.class::cast)
        .map(
            r ->
                "%s %s %s"
                    .formatted(r.mark().unit(), r.mark().number(), new TreeMap<>(r.metrics())))
        .toList();
  }

  @Test
  void aRowWithAnEpochIsThatEpoch() {
    log("epoch", 0, "loss", 3, "acc", 0.5);
    log("epoch", 1, "loss", 2, "acc", 0.6);
    assertThat(said())
        .containsExactly("EPOCH 0.0 {acc=0.5, loss=3.0}", "EPOCH 1.0 {acc=0.6, loss=2.0}");
  }

  @Test
  void batchesBelongToTheEpochThatIsLoggedNext() {
    log("batch_loss", 9);
    log("batch_loss", 8);
    log("epoch", 1, "acc", 0.5);
    log("batch_loss", 7);
    log("epoch", 2, "acc", 0.6);
    assertThat(said())
        .containsExactly(
            "EPOCH 1.0 {acc=0.5, batch_loss=8.0}", "EPOCH 2.0 {acc=0.6, batch_loss=7.0}");
  }

  @Test
  void trainingAndValidationInTwoRowsAreOneEpoch() {
    log("epoch", 1, "loss", 3);
    log("epoch", 1, "acc", 0.5);
    assertThat(said()).containsExactly("EPOCH 1.0 {loss=3.0}", "EPOCH 1.0 {acc=0.5}");
  }

  /** As the Trainer of Hugging Face logs. */
  @Test
  void aPartOfAnEpochCountsForIt() {
    log("train/epoch", 0.5, "train/loss", 3);
    log("train/epoch", 1.0, "acc", 0.5);
    log("train/epoch", 1.5, "train/loss", 2);
    assertThat(said())
        .containsExactly(
            "EPOCH 0.5 {train/loss=3.0}", "EPOCH 1.0 {acc=0.5}", "EPOCH 1.5 {train/loss=2.0}");
  }

  @Test
  void withoutEpochsEachRowWithTheMetricIsOne() {
    log("batch_loss", 9);
    log("batch_loss", 8);
    log("acc", 0.5);
    log("batch_loss", 7);
    log("acc", 0.6);
    assertThat(said())
        .containsExactly(
            "STEP 2.0 {acc=0.5, batch_loss=8.0}", "STEP 4.0 {acc=0.6, batch_loss=7.0}");
  }

  @Test
  void whatIsLoggedAtTheEndOrOnlySummedUpBelongsToTheLastEpoch() {
    log("epoch", 1, "acc", 0.5);
    log("test_acc", 0.4);
    rows.end(Map.of("best", 0.5), reported);
    assertThat(said()).containsExactly("EPOCH 1.0 {acc=0.5}", "EPOCH 1.0 {best=0.5, test_acc=0.4}");
  }

  @Test
  void aRunThatLogsItsSummaryAloneHasOneEpoch() {
    rows.end(Map.of("acc", 0.5), reported);
    assertThat(said()).containsExactly("EPOCH 1.0 {acc=0.5}");
  }

  @Test
  void aMetricThatNeverComesKeepsNoRowForEver() {
    for (int i = 0; i < TrackedRows.MAX_WAITING; i++) {
      log("epoch", i, "loss", 1);
    }
    assertThat(said()).hasSize(TrackedRows.MAX_WAITING);
  }

  @Test
  void whereNothingIsKnownOfTheMetricTheFirstRowDecides() {
    rows = new TrackedRows("");
    log("loss", 3);
    log("epoch", 1, "acc", 0.5);
    assertThat(said()).containsExactly("STEP 0.0 {loss=3.0}", "STEP 1.0 {acc=0.5, epoch=1.0}");
  }
}
