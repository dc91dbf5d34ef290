package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The nets of the presets, layer by layer, worked out by hand from their definition: name, output
 * of one image, parameters (kernel² · maps in · maps out + maps out, or inputs · units + units) and
 * multiply-adds (weights · positions). Held against the net that DL4J built and what a real batch
 * becomes in it.
 */
class PresetsTest {
  /** 28 → 14 → 7, flattened 7·7·256. */
  private static final String ALEXNET28_FULL =
      """
      conv1    96×28×28      2496     1881600
      pool1    96×14×14         0           0
      conv2   256×14×14    614656   120422400
      pool2   256×7×7           0           0
      conv3   384×7×7      885120    43352064
      conv4   384×7×7     1327488    65028096
      conv5   256×7×7      884992    43352064
      fc6    4096        51384320    51380224
      fc7    4096        16781312    16777216
      fc8      10           40970       40960
      softmax  10               0           0
      """;

  private static final String ALEXNET28_EIGHTH =
      """
      conv1    12×28×28       312      235200
      pool1    12×14×14         0           0
      conv2    32×14×14      9632     1881600
      pool2    32×7×7           0           0
      conv3    48×7×7       13872      677376
      conv4    48×7×7       20784     1016064
      conv5    32×7×7       13856      677376
      fc6     512          803328      802816
      fc7     512          262656      262144
      fc8      10            5130        5120
      softmax  10               0           0
      """;

  /** 28 → 14 → 7 → 4, flattened 4·4·256. */
  private static final String KRIZHEVSKY_FULL =
      """
      conv1    96×28×28      2496     1881600
      lrn1     96×28×28         0           0
      pool1    96×14×14         0           0
      conv2   256×14×14    614656   120422400
      lrn2    256×14×14         0           0
      pool2   256×7×7           0           0
      conv3   384×7×7      885120    43352064
      conv4   384×7×7     1327488    65028096
      conv5   256×7×7      884992    43352064
      pool5   256×4×4           0           0
      fc6    4096        16781312    16777216
      fc7    4096        16781312    16777216
      fc8      10           40970       40960
      softmax  10               0           0
      """;

  private static final String KRIZHEVSKY_EIGHTH =
      """
      conv1    12×28×28       312      235200
      lrn1     12×28×28         0           0
      pool1    12×14×14         0           0
      conv2    32×14×14      9632     1881600
      lrn2     32×14×14         0           0
      pool2    32×7×7           0           0
      conv3    48×7×7       13872      677376
      conv4    48×7×7       20784     1016064
      conv5    32×7×7       13856      677376
      pool5    32×4×4           0           0
      fc6     512          262656      262144
      fc7     512          262656      262144
      fc8      10            5130        5120
      softmax  10               0           0
      """;

  private record LayerRow(String name, String output, long parameters, long multiplyAdds) {
    static List<LayerRow> of(String table) {
      return table.lines().map(line -> of(line.trim().split(" +"))).toList();
    }

    private static LayerRow of(String[] cells) {
      return new LayerRow(cells[0], cells[1], Long.parseLong(cells[2]), Long.parseLong(cells[3]));
    }
  }

  private static String table(String preset, double width) {
    boolean paper = preset.equals("krizhevsky2012");
    return width == 1
        ? paper ? KRIZHEVSKY_FULL : ALEXNET28_FULL
        : paper ? KRIZHEVSKY_EIGHTH : ALEXNET28_EIGHTH;
  }

  @ParameterizedTest
  @ValueSource(strings = {"alexnet28", "mnist-notes", "krizhevsky2012"})
  void theCardIsTheTableOfThePreset(String preset) {
    for (double width : new double[] {1, 0.125}) {
      ModelCard card =
          NetDescription.of(
              TrainingFixtures.ALEXNET,
              TrainingFixtures.settings("preset", preset, "width", width),
              TrainingFixtures.ALEXNET.input());

      List<LayerRow> expected = LayerRow.of(table(preset, width));
      assertThat(card.layers())
          .extracting(l -> new LayerRow(l.name(), l.shape(), l.parameters(), l.multiplyAdds()))
          .containsExactlyElementsOf(expected);
      assertThat(card.parameters())
          .isEqualTo(expected.stream().mapToLong(LayerRow::parameters).sum());
      assertThat(card.multiplyAdds())
          .isEqualTo(expected.stream().mapToLong(LayerRow::multiplyAdds).sum());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alexnet28", "mnist-notes", "krizhevsky2012"})
  void aRealBatchTakesThoseShapesInTheBuiltNet(String preset) {
    for (double width : new double[] {1, 0.125}) {
      Settings settings = TrainingFixtures.settings("preset", preset, "width", width);
      ComputationGraph net = built(settings);
      List<LayerRow> expected = LayerRow.of(table(preset, width));
      int images = 2;

      Map<String, INDArray> activations = net.feedForward(Nd4j.rand(images, 1, 28, 28), false);

      assertThat(net.getNumLayers()).isEqualTo(expected.size());
      for (LayerRow row : expected) {
        long[] shape = activations.get(row.name()).shape();
        String one =
            String.join(
                "×", Arrays.stream(shape).skip(1).mapToObj(Long::toString).toArray(String[]::new));
        assertThat(shape[0]).isEqualTo(images);
        assertThat(one).as(row.name()).isEqualTo(row.output());
        assertThat(net.getLayer(row.name()).numParams()).as(row.name()).isEqualTo(row.parameters());
      }
      assertThat(net.numParams())
          .isEqualTo(expected.stream().mapToLong(LayerRow::parameters).sum());
      net.close();
    }
  }

  @Test
  void onlyTheNotesBendTheLogits() {
    for (String preset : List.of("alexnet28", "mnist-notes", "krizhevsky2012")) {
      ComputationGraph net = built(TrainingFixtures.settings("preset", preset, "width", 0.125));
      new InitialWeights(new RandomStreams(1))
          .fill(
              net,
              TrainingFixtures.plan(TrainingFixtures.settings("preset", preset, "width", 0.125)));

      double least =
          net.feedForward(Nd4j.rand(16, 1, 28, 28), false).get("fc8").minNumber().doubleValue();

      assertThat(least < 0).as(preset).isEqualTo(!preset.equals("mnist-notes"));
      net.close();
    }
  }

  private static ComputationGraph built(Settings settings) {
    ComputationGraph net =
        new ComputationGraph(
            new NetBuilder(settings, 0, DataType.FLOAT)
                .configuration(TrainingFixtures.plan(settings)));
    net.init();
    return net;
  }
}
