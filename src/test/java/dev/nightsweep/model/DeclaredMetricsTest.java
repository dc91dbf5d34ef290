package dev.nightsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.MetricDefinition.Unit;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredMetricsTest {
  private final DeclaredMetrics alexnet = NetFiles.shipped("alexnet").metrics();

  @Test
  void aDeclaredMetricSaysWhatNamesWouldOtherwiseHaveToTell() {
    MetricDefinition accuracy = alexnet.get(Metrics.VALIDATION_ACCURACY);

    assertThat(new Objective(accuracy.name(), accuracy.goal())).isEqualTo(Objective.DEFAULT);
    assertThat(accuracy.isFraction()).isTrue();
    assertThat(accuracy.perEpoch()).isTrue();
    assertThat(accuracy.testTwin()).hasValue(Metrics.TEST_ACCURACY);
    assertThat(alexnet.get(Metrics.PEAK_MEMORY_BYTES).perEpoch()).isFalse();
    assertThat(alexnet.get(Metrics.PEAK_MEMORY_BYTES).unit()).isEqualTo(Unit.BYTES);
    assertThat(alexnet.get(Metrics.IMAGES_PER_SECOND).goal()).isEqualTo(Goal.MAXIMIZE);
  }

  @Test
  void whatIsChosenOnTheTestSetHasATwinOnTheValidationSet() {
    assertThat(alexnet.validationTwin(Metrics.TEST_LOSS))
        .map(MetricDefinition::name)
        .hasValue(Metrics.VALIDATION_LOSS);
    assertThat(alexnet.validationTwin(Metrics.VALIDATION_LOSS)).isEmpty();
    assertThat(DeclaredMetrics.NONE.validationTwin("test_f1"))
        .map(MetricDefinition::name)
        .hasValue("validation_f1");
    assertThat(DeclaredMetrics.NONE.validationTwin("f1")).isEmpty();
  }

  @Test
  void theTestSetIsReadByDeclaredTwinsAndByWhatIsCalledSo() {
    DeclaredMetrics declared =
        new DeclaredMetrics(
            List.of(
                MetricDefinition.ofEpochs("dev_f1", Goal.MAXIMIZE, Unit.FRACTION)
                    .withTestTwin("held_out_f1"),
                MetricDefinition.atEnd("held_out_f1", Goal.MAXIMIZE, Unit.FRACTION),
                MetricDefinition.ofEpochs("test_bench_seconds", Goal.MINIMIZE, Unit.SECONDS)));
    assertThat(declared.isOfTestSet("held_out_f1")).isTrue();
    assertThat(declared.isOfTestSet("dev_f1")).isFalse();
    assertThat(declared.isOfTestSet("test_bench_seconds")).isFalse();
    assertThat(declared.isOfTestSet("test_bleu")).isTrue();
    assertThat(DeclaredMetrics.NONE.isOfTestSet(Metrics.TEST_LOSS)).isTrue();
  }

  @Test
  void theInsideOfANetIsDeclaredAsADetail() {
    assertThat(alexnet.find("lrn2_ratio_sd").orElseThrow().detail()).isTrue();
    assertThat(alexnet.names())
        .containsExactly(
            "validation_accuracy",
            "validation_loss",
            "training_loss",
            "learning_rate",
            "seconds",
            "cpu_seconds",
            "images_per_second",
            "test_accuracy",
            "test_loss",
            "peak_memory_bytes");
  }

  @Test
  void timesAndMemoryAreNotReproducible() {
    List<String> measured =
        alexnet.all().stream()
            .filter(metric -> !metric.isReproducible())
            .map(MetricDefinition::name)
            .toList();

    assertThat(measured)
        .containsExactly("seconds", "cpu_seconds", "images_per_second", "peak_memory_bytes");
    assertThat(MetricDefinition.undeclared(Metrics.TIME).isReproducible()).isFalse();
  }

  @Test
  void whatEveryWorkerMeasuresIsKnownByItsNameWhereItIsNotDeclared() {
    for (String name :
        List.of("seconds", "cpu_seconds", "images_per_second", "peak_memory_bytes")) {
      assertThat(MetricDefinition.undeclared(name)).isEqualTo(alexnet.get(name));
    }
    assertThat(MetricDefinition.undeclared("lrn2_ratio_sd").detail()).isTrue();
  }

  @Test
  void anUndeclaredMetricIsWhatItsNameSuggests() {
    assertThat(DeclaredMetrics.NONE.isOpen()).isTrue();
    assertThat(DeclaredMetrics.NONE.get("macro_F1").goal()).isEqualTo(Goal.MAXIMIZE);
    assertThat(DeclaredMetrics.NONE.get("perplexity").goal()).isEqualTo(Goal.MINIMIZE);
    assertThat(DeclaredMetrics.NONE.get("test_accuracy").isFraction()).isTrue();
    assertThat(DeclaredMetrics.NONE.get("test_accuracy").perEpoch()).isFalse();
    assertThat(DeclaredMetrics.NONE.get("validation_bleu").testTwin()).hasValue("test_bleu");
    assertThat(DeclaredMetrics.NONE.get("gpu_bytes").unit()).isEqualTo(Unit.BYTES);
  }
}
