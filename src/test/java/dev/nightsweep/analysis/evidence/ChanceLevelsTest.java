package dev.nightsweep.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.paired.BinomialRange;
import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs count as never having learned, and of which nobody can tell. */
class ChanceLevelsTest {

  /** Against R's {@code qbinom(0.9995, images, share)}. */
  @ParameterizedTest
  @CsvSource({
    "100, 0.5, 66",
    "100, 0.1, 21",
    "100, 0.95, 100",
    "10, 0.5, 10",
    "3, 0.5, 3",
    "1000, 0.001, 6",
    "10000, 0.001, 22",
    "10000, 0.1, 1100",
    "10000, 0.1124, 1229",
    "10000, 0.5, 5165",
    "20000, 0.112367, 2396",
    "5000, 0.9, 4568",
    "60000, 0.1, 6243",
    "250, 0.004, 6"
  })
  void theRangeOfAGuessAgreesWithR(int images, double share, int most) {
    assertThat(BinomialRange.most(images, share, 0.999)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 1000, 0.1100, 0.1101", // ten classes
    "10000, 5000, 0.5165, 0.5166", // two
    "10000, 10, 0.0022, 0.0023", // a thousand
    "5000, 4500, 0.9136, 0.9138", // two, one of them rare
    "250, 1, 0.024, 0.028",
    "100, 50, 0.66, 0.67"
  })
  void oneImageMoreThanChanceExplainsIsLearning(
      int images, int largest, double stuck, double learned) {
    assertThat(hasNeverLearned(told(images, largest), stuck)).isTrue();
    assertThat(hasNeverLearned(told(images, largest), learned)).isFalse();
    assertThat(hasNeverLearned(told(images, largest), 0)).isTrue();
  }

  @Test
  void whereEveryAccuracyCouldBeAGuessNobodyCanTell() {
    assertThat(level(told(100, 95))).isNull();
    assertThat(level(told(10, 5))).isNull();
    assertThat(level(told(100, 100))).isNull();
    assertThat(hasNeverLearned(told(100, 95), 0.9)).isFalse();
  }

  @Test
  void theUsualDataSetsAreKnownWithoutTheRunsTellingOfThem() {
    Study study = Study.lrn(3).setting("lrn", "validation_size", Setting.of(10_000L));
    assertThat(level(study).reading()).isEqualTo(0.1229);
    study.setting("lrn", "dataset", Setting.of("fashion-mnist"));
    assertThat(level(study).reading()).isEqualTo(0.11);
    study.setting("lrn", "dataset", Setting.of("/data/pictures"));
    assertThat(level(study)).isNull();
  }

  @Test
  void whatIsKnownOfMnistIsSo() {
    DataSet mnist = new DataSets().load(DataSets.MNIST);
    double share = (double) Split.largestClass(mnist.training(), 60_000) / 60_000;
    assertThat(ChanceLevels.LARGEST_CLASS.get(DataSets.MNIST)).isEqualTo(share);
    assertThat(Split.largestClass(mnist.training(), 10_000)).isEqualTo(1124);
  }

  @Test
  void ofAProgramOfSomebodysOwnNothingIsDerived() {
    Study study = told(10_000, 1000).program("python train.py ${args}");
    assertThat(level(study)).isNull();
    assertThat(hasNeverLearned(study, 0.1)).isFalse();
  }

  @Test
  void theSpecDecidesWhereItSaysWhatAStuckRunReads() {
    Study study = told(10_000, 1000).stuck(new ChanceLevel(Objective.DEFAULT, 0.3));
    assertThat(hasNeverLearned(study, 0.3)).isTrue();
    assertThat(hasNeverLearned(study, 0.31)).isFalse();
    study.program("python train.py ${args}");
    assertThat(hasNeverLearned(study, 0.3)).isTrue();
  }

  @Test
  void aLossIsStuckFromItsValueUpwards() {
    Objective loss = new Objective("val_loss", Goal.MINIMIZE);
    Study study = Study.lrn(3).program("own ${args}").stuck(new ChanceLevel(loss, 2.3));
    assertThat(hasNeverLearned(study.reading("lrn", 1, "val_loss", 2.3))).isTrue();
    assertThat(hasNeverLearned(study.reading("lrn", 1, "val_loss", 2.4))).isTrue();
    assertThat(hasNeverLearned(study.reading("lrn", 1, "val_loss", 2.29))).isFalse();
    assertThat(hasNeverLearned(study.reading("lrn", 1, "val_loss", Double.NaN))).isFalse();
  }

  @Test
  void singlePrecisionDoesNotMakeAStuckRunLearn() {
    Study study = Study.lrn(3).program("own ${args}");
    study.stuck(new ChanceLevel(Objective.DEFAULT, 0.1));
    assertThat(hasNeverLearned(study, (double) 0.1f)).isTrue();
    study.stuck(new ChanceLevel(new Objective("log_p", Goal.MAXIMIZE), -2.302585));
    assertThat(hasNeverLearned(study.reading("lrn", 1, "log_p", (float) -2.302585))).isTrue();
    assertThat(hasNeverLearned(study.reading("lrn", 1, "log_p", -2.3025))).isFalse();
  }

  @Test
  void aRunThatDidNotGoThroughIsNoneThatNeverLearned() {
    for (RunState state : RunState.values()) {
      Study study = told(10_000, 1000).end("lrn", 1, state, "cause");
      assertThat(hasNeverLearned(study, 0.1)).isEqualTo(state == RunState.COMPLETED);
    }
  }

  private static Study told(int images, int largest) {
    return Study.lrn(3)
        .setting("lrn", "validation_size", Setting.of((long) images))
        .setting("lrn", "dataset", Setting.of("/data/pictures"))
        .fact("lrn", 1, Environment.LARGEST_CLASS, Integer.toString(largest));
  }

  private static boolean hasNeverLearned(Study study, double accuracy) {
    return hasNeverLearned(study.reading("lrn", 1, Metrics.VALIDATION_ACCURACY, accuracy));
  }

  private static boolean hasNeverLearned(Study study) {
    Evidence evidence = study.evidence();
    return evidence.neverLearned().contains(run(evidence).runId());
  }

  private static ChanceLevel level(Study study) {
    Evidence evidence = study.evidence();
    return evidence.chanceLevels().of(run(evidence)).orElse(null);
  }

  private static RunRecord run(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> run.armId().equals("lrn") && run.seed() == 1)
        .findFirst()
        .orElseThrow();
  }
}
