package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What dropout does inside a net whose fully connected layers are made to pass ones on. */
class DropoutTest {
  private static final int IMAGES = 200;
  private static final int UNITS = 81; // 4096 · 0.02

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void inputsOfFc7AndFc8AreDroppedAsOftenAsAskedAndTheRestIsScaled(double drop) {
    for (String layer : List.of("fc7", "fc8")) {
      Map<Double, Integer> counts = passedOn(layer, drop, true);

      int inputs = layer.equals("fc7") ? UNITS : 10;
      double zeros = counts.getOrDefault(0.0, 0) / (double) (IMAGES * inputs);
      assertThat(zeros).as(layer).isCloseTo(drop, offset(drop == 0 ? 0 : 0.03));
      assertThat(counts.keySet().stream().filter(x -> x != 0))
          .as(layer)
          .allSatisfy(x -> assertThat(x).isCloseTo(1 / (1 - drop), offset(1e-5)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void nothingIsDroppedBeforeFc6NorInEvaluation(double drop) {
    for (String layer : List.of("fc7", "fc8")) {
      assertThat(passedOn(layer, drop, false)).containsOnlyKeys(1.0);
    }
    NetInTraining net = net(drop);
    INDArray images = Nd4j.rand(4, 1, 28, 28);

    assertThat(net.net().feedForward(images, true).get("fc6"))
        .isEqualTo(net.net().feedForward(images, false).get("fc6"));
    net.close();
  }

  /** What comes through, when every input of the layer is 1 and every unit copies one input. */
  private static Map<Double, Integer> passedOn(String layer, double drop, boolean training) {
    NetInTraining net = net(drop);
    String before = layer.equals("fc7") ? "fc6" : "fc7";
    net.net().getLayer(before).getParam("W").assign(0);
    net.net().getLayer(before).getParam("b").assign(1);
    INDArray weights = net.net().getLayer(layer).getParam("W").assign(0);
    for (int unit = 0; unit < weights.size(1); unit++) {
      weights.putScalar(unit, unit, 1);
    }
    INDArray output = net.net().feedForward(Nd4j.rand(IMAGES, 1, 28, 28), training).get(layer);
    Map<Double, Integer> counts = new TreeMap<>();
    for (double x : output.dup('c').data().asDouble()) {
      counts.merge(x, 1, Integer::sum);
    }
    net.close();
    return counts;
  }

  private static NetInTraining net(double drop) {
    return TrainingFixtures.net(TrainingFixtures.settings("width", 0.02, "dropout", drop), 4);
  }
}
