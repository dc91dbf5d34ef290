package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedPooling;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The plan, and that DL4J's net is the plan. */
class NetPlanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alexnet28      | 0.25  | conv1 pool1 conv2 pool2 conv3 conv4 conv5 fc6 fc7 fc8                | 4505018
          mnist-notes    | 0.25  | conv1 pool1 conv2 pool2 conv3 conv4 conv5 fc6 fc7 fc8                | 4505018
          krizhevsky2012 | 0.25  | conv1 lrn1 pool1 conv2 lrn2 pool2 conv3 conv4 conv5 pool5 fc6 fc7 fc8 | 2342330
          alexnet28      | 0.125 | conv1 pool1 conv2 pool2 conv3 conv4 conv5 fc6 fc7 fc8                | 1129570
          """)
  void layersAndParametersOfAPreset(String preset, double width, String names, long parameters) {
    var settings = TrainingFixtures.settings("preset", preset, "width", width);
    PlannedNet plan = TrainingFixtures.plan(settings);

    assertThat(plan.layers()).extracting(PlannedLayer::name).containsExactly(names.split(" "));
    assertThat(plan.parameters()).isEqualTo(parameters);
    NetInTraining net = TrainingFixtures.net(settings, 1);
    assertThat(net.net().numParams()).isEqualTo(parameters);
    net.close();
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet28, 3, 2",
    "krizhevsky2012, 3, 2",
    "alexnet28, 7, 4",
    "krizhevsky2012, 2, 1",
    "krizhevsky2012, 1, 3"
  })
  void everyLayerOfTheNetHasThePlannedShape(String preset, int kernel, int stride) {
    var settings =
        TrainingFixtures.settings(
            "preset",
            preset,
            "width",
            0.03,
            "pool.kernel",
            kernel,
            "pool.stride",
            stride,
            "conv1.kernel",
            27,
            "conv2.kernel",
            4,
            "conv5.kernel",
            27);
    PlannedNet plan = TrainingFixtures.plan(settings);
    NetInTraining net = TrainingFixtures.net(settings, 1);

    Map<String, INDArray> activations = net.net().feedForward(Nd4j.rand(3, 1, 28, 28), false);
    for (PlannedLayer layer : plan.layers()) {
      long[] expected =
          Stream.concat(Stream.of(3), layer.output().dimensions().stream())
              .mapToLong(Integer::longValue)
              .toArray();
      assertThat(activations.get(layer.name()).shape()).as(layer.name()).isEqualTo(expected);
    }
    net.close();
  }

  @Test
  void mapsShrinkFrom28Over14To7And4() {
    PlannedNet plan = TrainingFixtures.plan(TrainingFixtures.settings("preset", "krizhevsky2012"));

    assertThat(plan.layers().stream().filter(PlannedPooling.class::isInstance))
        .extracting(layer -> layer.output().height())
        .containsExactly(14, 7, 4);
  }

  @Test
  void lrnAndTheConstantStandWhereTheyAreAsked() {
    assertThat(names("lrn", true, "lrn.order", "after_pool"))
        .startsWith("conv1", "pool1", "lrn1", "conv2", "pool2", "lrn2", "conv3");
    assertThat(names("constant_scale", 0.5))
        .startsWith("conv1", "scale1", "pool1", "conv2", "scale2", "pool2", "conv3");
  }

  private static List<String> names(Object... settings) {
    return TrainingFixtures.plan(TrainingFixtures.settings(settings)).layers().stream()
        .map(PlannedLayer::name)
        .toList();
  }
}
