package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment.JudgedMetric;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.train.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Readings come in pieces, and are an epoch's. */
class ReportedEpochsTest {
  private final SortedMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
  private final List<Integer> told = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Remarks doubts =
      new Remarks(
          new Watcher() {
            @Override
            public void progressed(int epoch, long done, long of) {}

            @Override
            public void epochFinished(
                int epoch, Map<String, Double> metrics, Map<String, Double> system) {}

            @Override
            public void remarked(String kind, String message) {
              remarks.add(kind + ": " + message);
            }

            @Override
            public boolean isInterrupted() {
              return false;
            }
          });
  private ReportedEpochs reported = judgedBy("val_acc");

  private ReportedEpochs judgedBy(String metric) {
    return new ReportedEpochs(new JudgedMetric(metric, true), doubts, this::told);
  }

  private void told(int epoch, Map<String, Double> metrics) {
    Map<String, Double> own = new TreeMap<>(metrics);
    own.remove(Metrics.SECONDS);
    Map<String, Double> before = epochs.put(epoch, own);
    assertThat(own.keySet()).containsAll(before == null ? Set.of() : before.keySet());
    told.add(epoch);
  }

  private void say(String... lines) {
    for (String line : lines) {
      reported.add((Reported.Readings) MetricLine.of(line.replace('\'', '"')));
    }
  }

  @Test
  void twoLinesOfAnEpochAreOneEpoch() {
    say("{'epoch':1,'train_loss':1}", "{'epoch':1,'val_acc':0.1}");
    assertThat(told).as("as soon as it can be judged").containsExactly(1);
    say("{'epoch':2,'train_loss':0.5}");
    assertThat(told).containsExactly(1);
    say("{'epoch':2,'val_acc':0.2}");
    reported.end();
    assertThat(told).containsExactly(1, 2);
    assertThat(epochs)
        .isEqualTo(
            Map.of(
                1, Map.of("train_loss", 1.0, "val_acc", 0.1),
                2, Map.of("train_loss", 0.5, "val_acc", 0.2)));
    assertThat(remarks).isEmpty();
  }

  /** It was judged by the first line: nothing that was told is taken back. */
  @Test
  void whatComesBehindTheMetricIsAddedToTheEpoch() {
    say("{'epoch':1,'val_acc':0.1}", "{'epoch':1,'f1':0.3}", "{'epoch':1,'f1':0.3}");
    assertThat(told).containsExactly(1, 1);
    say("{'epoch':2,'val_acc':0.2}", "{'epoch':1,'test_acc':0.4}");
    reported.end();
    assertThat(told).containsExactly(1, 1, 2, 1);
    assertThat(epochs.get(1)).isEqualTo(Map.of("val_acc", 0.1, "f1", 0.3, "test_acc", 0.4));
    assertThat(remarks).isEmpty();
  }

  /** As a tracker's chart of it ends, and as one reads the lines. */
  @Test
  void ofSeveralValuesInAnEpochTheLastCounts() {
    say("{'epoch':1,'val_acc':0.1}", "{'epoch':1,'val_acc':0.8}", "{'epoch':1,'val_acc':0.9}");
    assertThat(told)
        .as("the first at once, what changes when the epoch is over")
        .containsExactly(1);
    say("{'epoch':2,'val_acc':0.2}", "{'epoch':2,'val_acc':0.3}");
    assertThat(told).as("it is known by now that it evaluates again").containsExactly(1, 1);
    say("{'epoch':3,'val_acc':0.4}");
    reported.end();
    assertThat(told).containsExactly(1, 1, 2, 3);
    assertThat(epochs)
        .isEqualTo(
            Map.of(
                1, Map.of("val_acc", 0.9),
                2, Map.of("val_acc", 0.3),
                3, Map.of("val_acc", 0.4)));
    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0)).contains("val_acc of epoch 1", "0.8 after 0.1", "the last");
  }

  /** What was decided by stays what is shown; what is not decided yet is decided by the last. */
  @Test
  void aValueThatMayHaveBeenDecidedByStands() {
    reported = new ReportedEpochs(new JudgedMetric("val_acc", true, true), doubts, this::told);
    say("{'epoch':1,'val_acc':0.1,'f1':0.5}", "{'epoch':1,'val_acc':0.9,'f1':0.6}");
    say("{'epoch':2,'val_acc':0.2}", "{'epoch':2,'val_acc':0.3}");
    reported.end();
    assertThat(told).containsExactly(1, 1, 2);
    assertThat(epochs)
        .isEqualTo(Map.of(1, Map.of("val_acc", 0.1, "f1", 0.6), 2, Map.of("val_acc", 0.3)));
    assertThat(remarks.get(1)).contains("val_acc of epoch 1", "the first stands");
  }

  /** Steps of batches, and one value of what is judged an epoch: none of them is lost. */
  @Test
  void stepsThatBeginAnewAreCountedOn() {
    for (int pass = 1; pass <= 3; pass++) {
      say("{'step':0,'loss':%d}".formatted(pass), "{'step':1,'loss':%d}".formatted(pass));
      say("{'step':1,'val_acc':0.%d}".formatted(pass));
    }
    reported.end();
    assertThat(epochs.keySet()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(epochs.get(2)).containsEntry("val_acc", 0.1).containsEntry("loss", 1.0);
    assertThat(epochs.get(6)).containsEntry("val_acc", 0.3).containsEntry("loss", 3.0);
    assertThat(remarks).singleElement().asString().contains("step 0 was reported after step 1");
  }

  @Test
  void aMetricThatComesLateForAStepIsOfThatStep() {
    say("{'step':10,'loss':3,'val_acc':0.1}", "{'step':20,'loss':2,'val_acc':0.2}");
    say("{'step':10,'test_acc':0.5}");
    reported.end();
    assertThat(epochs.keySet()).containsExactly(1, 2);
    assertThat(epochs.get(1)).containsEntry("test_acc", 0.5);
  }

  /** Hugging Face's trainer rounds: its first rows are logged at 0.0. */
  @Test
  void aPartOfTheFirstEpochMayBeRoundedToZero() {
    say(
        "{'epoch':0.0,'loss':9}",
        "{'epoch':0.0,'loss':8}",
        "{'epoch':0.01,'loss':7}",
        "{'epoch':1.0,'val_acc':0.1}",
        "{'epoch':2.0,'val_acc':0.2}");
    reported.end();
    assertThat(epochs)
        .isEqualTo(Map.of(1, Map.of("loss", 7.0, "val_acc", 0.1), 2, Map.of("val_acc", 0.2)));
    assertThat(remarks).isEmpty();
  }

  @Test
  void wholeEpochsFromZeroAreCountedThoughTheFirstIsToldWithoutTheMetric() {
    say("{'epoch':0,'loss':9}", "{'epoch':0,'val_acc':0.1}", "{'epoch':1,'val_acc':0.2}");
    reported.end();
    assertThat(epochs)
        .isEqualTo(Map.of(1, Map.of("loss", 9.0, "val_acc", 0.1), 2, Map.of("val_acc", 0.2)));
  }

  @Test
  void beforeItIsToldTheLastValueCounts() {
    say("{'epoch':1,'loss':3}", "{'epoch':1,'loss':2}", "{'epoch':1,'val_acc':0.1}");
    assertThat(epochs.get(1)).containsEntry("loss", 2.0);
  }

  @Test
  void anEpochWithoutTheMetricIsToldWhenTheNextOneBegins() {
    say("{'epoch':1,'loss':3}", "{'epoch':2,'loss':2,'val_acc':0.2}", "{'epoch':3,'loss':1}");
    assertThat(told).containsExactly(1, 2);
    reported.end();
    assertThat(told).containsExactly(1, 2, 3);
  }

  @Test
  void epochsMayCountFromZeroAndBeWrittenWithAPoint() {
    say("{'epoch':0,'val_acc':0.5}", "{'epoch':1.0,'val_acc':0.6}", "{'epoch':2,'val_acc':0.7}");
    reported.end();
    assertThat(epochs.keySet()).containsExactly(1, 2, 3);
    assertThat(epochs.get(1)).containsEntry("val_acc", 0.5);
  }

  @Test
  void anEpochBeforeTheFirstIsNone() {
    say("{'epoch':1,'val_acc':0.5}", "{'epoch':0,'val_acc':0.6}");
    doubts.end();
    assertThat(epochs.keySet()).containsExactly(1);
    assertThat(remarks.get(0))
        .contains("1 line was not taken", "before the first", "\"val_acc\":0.6");
  }

  /** Of programs that log what the untrained model can do. */
  @Test
  void epochsBelowZeroAreNone() {
    reported.add(readings(-1, 0.1));
    reported.add(readings(0, 0.5));
    reported.add(readings(1, 0.6));
    reported.end();
    doubts.end();
    assertThat(epochs).isEqualTo(Map.of(1, Map.of("val_acc", 0.5), 2, Map.of("val_acc", 0.6)));
    assertThat(remarks.get(0)).contains("1 line was not taken", "before the first");
  }

  private static Reported.Readings readings(double epoch, double reading) {
    return new Reported.Readings(
        "a row", new Reported.Mark(Reported.Unit.EPOCH, epoch), Map.of("val_acc", reading), "");
  }

  /** An epoch is judged by what it came to, not by what it was in its midst. */
  @Test
  void ofSeveralEvaluationsLoggedWithinAnEpochTheLastCounts() {
    TrackedRows rows = new TrackedRows("val_acc");
    List<Reported> rowsSaid = new ArrayList<>();
    for (double epoch : new double[] {0.5, 1, 1.5, 2, 2.5}) {
      rows.add(
          new TrackedRow(
              Math.round(epoch * 100), Map.of("train/epoch", epoch, "val_acc", epoch / 10)),
          rowsSaid);
    }
    rowsSaid.forEach(said -> reported.add((Reported.Readings) said));
    reported.end();
    assertThat(epochs)
        .isEqualTo(
            Map.of(
                1, Map.of("val_acc", 0.1),
                2, Map.of("val_acc", 0.2),
                3, Map.of("val_acc", 0.25)));
    assertThat(remarks).isEmpty();
  }

  /** As of Hugging Face's trainer, whose epochs are fractions in between. */
  @Test
  void whatIsReadInTheMidstOfAnEpochIsThatEpochs() {
    say(
        "{'epoch':0.5,'loss':3}",
        "{'epoch':0.9,'loss':2}",
        "{'epoch':1.0,'val_acc':0.1}",
        "{'epoch':1.5,'loss':1}",
        "{'epoch':2.0,'val_acc':0.2}",
        "{'epoch':2.5,'loss':0.5}",
        "{'epoch':3.5,'loss':0.4}");
    reported.end();
    assertThat(epochs)
        .isEqualTo(
            Map.of(
                1, Map.of("loss", 2.0, "val_acc", 0.1),
                2, Map.of("loss", 1.0, "val_acc", 0.2),
                3, Map.of("loss", 0.5),
                4, Map.of("loss", 0.4)));
  }

  @Test
  void eachStepThatIsReportedIsAnEpochOfAProgramThatCountsSteps() {
    say(
        "{'step':0,'val_acc':0.1}",
        "{'step':100,'loss':2}",
        "{'step':100,'val_acc':0.2}",
        "{'step':250,'val_acc':0.3}");
    reported.end();
    assertThat(epochs.keySet()).containsExactly(1, 2, 3);
    assertThat(epochs.get(2)).isEqualTo(Map.of("step", 100.0, "loss", 2.0, "val_acc", 0.2));
    assertThat(epochs.get(3)).containsEntry("step", 250.0);
    assertThat(remarks).isEmpty();
  }

  /** Batches are counted anew in every epoch. */
  @Test
  void stepsBeforeTheFirstEpochAreOfIt() {
    for (int epoch = 1; epoch <= 3; epoch++) {
      say("{'step':0,'loss':%d}".formatted(9 - epoch), "{'step':1,'loss':%d}".formatted(6 - epoch));
      say("{'epoch':%d,'val_acc':0.%d}".formatted(epoch, epoch));
    }
    reported.end();
    assertThat(epochs.keySet()).containsExactly(1, 2, 3);
    assertThat(epochs.get(1)).containsEntry("loss", 5.0).containsEntry("val_acc", 0.1);
    assertThat(epochs.get(3)).containsEntry("loss", 3.0).containsEntry("val_acc", 0.3);
    assertThat(remarks).isEmpty();
  }

  @Test
  void stepsWithoutTheMetricAreToldAtTheEndOrWhenTheyAreMany() {
    say("{'step':10,'loss':3}", "{'step':20,'loss':2}");
    assertThat(told).isEmpty();
    reported.end();
    assertThat(told).containsExactly(1, 2);
    told.clear();
    epochs.clear();
    reported = judgedBy("val_acc");
    for (int step = 0; step < ReportedEpochs.MAX_WAITING; step++) {
      say("{'step':%d,'loss':2}".formatted(step));
    }
    assertThat(told).as("all but the last").hasSize(ReportedEpochs.MAX_WAITING - 1);
  }

  @Test
  void stepsAmongEpochsAreOfTheEpochUnderWay() {
    say(
        "{'epoch':1,'val_acc':0.1}",
        "{'step':120,'loss':2}",
        "{'step':150,'loss':1}",
        "{'epoch':2,'val_acc':0.2}",
        "{'step':170,'other':1}");
    reported.end();
    assertThat(epochs.get(1)).isEqualTo(Map.of("val_acc", 0.1));
    assertThat(epochs.get(2))
        .containsEntry("loss", 1.0)
        .containsEntry("val_acc", 0.2)
        .containsEntry("other", 1.0);
  }

  /** Its epochs have no bound, and its readings may be late. */
  @Test
  void whatIsLateByManyEpochsIsToldOfAndNotTaken() {
    for (int epoch = 1; epoch <= 1000; epoch++) {
      say("{'epoch':%d,'val_acc':0.1}".formatted(epoch));
    }
    say("{'epoch':990,'late':1}", "{'epoch':3,'late':1}");
    doubts.end();
    assertThat(epochs.get(990)).containsEntry("late", 1.0);
    assertThat(epochs.get(3)).doesNotContainKey("late");
    assertThat(remarks.get(0)).contains("long over");
  }
}
