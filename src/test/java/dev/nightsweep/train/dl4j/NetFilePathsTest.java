package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.train.dl4j.nets.NetFileCatalog;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Nets of all kinds of layers, read from files: oneDNN's arithmetic beside DL4J's. */
class NetFilePathsTest {
  private static final int IMAGES = 12;
  private static final int DRAWN = 12;

  private static final String EVERY_KIND =
      """
      input: {channels: 3, height: 9, width: 8, classes: 7}
      layers:
        - {name: c1, kind: convolution, filters: 6, kernel: 3, padding: 1, activation: elu, bias: false}
        - {name: n1, kind: batch_normalization}
        - {name: l1, kind: lrn, alpha: 0.3}
        - {name: p1, kind: average_pooling, kernel: 3, stride: 2, padding: same}
        - name: b1
          kind: residual
          activation: relu
          layers:
            - {name: c1, kind: convolution, filters: 8, kernel: 3, stride: 2, padding: same, groups: 2}
            - {name: n1, kind: batch_normalization, momentum: 0.5}
            - {name: d1, kind: dropout, rate: 0.2}
        - name: b2
          kind: residual
          layers:
            - {name: a1, kind: activation, function: sigmoid}
            - {name: c1, kind: convolution, filters: 8, kernel: 2, dilation: 2, padding: same, weight_decay: 0.3}
          shortcut:
            - {name: l1, kind: lrn, impl: dl4j, alpha: 0.3}
        - {name: p2, kind: max_pooling, kernel: 2, stride: 1, padding: 1}
        - {name: s1, kind: scale, factor: 1.5}
        - {name: g1, kind: global_average_pooling}
        - {name: fc_1, kind: dense, units: 9, activation: leaky_relu, dropout: 0.1}
        - {name: n2, kind: batch_normalization}
        - {name: f2, kind: dense, units: classes, initialization: normal, bias_start: 0.1}
        - {name: end, kind: softmax}
      """;

  private static final String OTHER_WAYS =
      """
      input: {channels: 3, height: 9, width: 8, classes: 7}
      layers:
        - {name: p1, kind: max_pooling, kernel: 2, stride: 1}
        - {name: c1, kind: convolution, filters: 9, kernel: 3, groups: 3, activation: tanh, bias_start: 0.2}
        - {name: f1, kind: flatten}
        - {name: f2, kind: flatten}
        - name: b1
          kind: residual
          layers:
            - {name: d1, kind: dense, units: 20}
          shortcut:
            - {name: d1, kind: dense, units: 20, dropout: 0.3, bias: false}
        - {name: a1, kind: activation, function: linear}
        - {name: d1, kind: dense, units: classes}
      """;

  /** A net by both arithmetics. */
  private record Pair(NetInTraining fast, NetInTraining plain) implements AutoCloseable {
    @Override
    public void close() {
      fast.close();
      plain.close();
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void outputsAndGradientsAgree(String file) {
    try (Pair nets = pair(file, Map.of())) {
      ImageBatch batch = batch(nets, IMAGES);
      assertThat(nets.fast.parameterHash()).isEqualTo(nets.plain.parameterHash());

      assertProbabilitiesAgree(nets, batch);
      PathComparison.assertAgreeByTheLargest(
          PathComparison.fastGradients(nets.fast, batch),
          PathComparison.plainGradients(nets.plain, batch));
    }
  }

  /** Three steps, the last with fewer images: all parameters, running means and variances too. */
  @ParameterizedTest
  @MethodSource("nets")
  void stepsAgree(String file) {
    for (String optimizer : new String[] {"nesterov", "sgd"}) {
      try (Pair nets =
          pair(
              file,
              Map.of("optimizer", Setting.of(optimizer), "learning_rate", Setting.of(0.01)))) {
        INDArray before = nets.fast.net().params().dup();
        for (int step = 0; step < 3; step++) {
          ImageBatch batch = batch(nets, IMAGES - step);
          nets.fast.beginEpoch(1 + step);
          nets.plain.beginEpoch(1 + step);
          assertThat(nets.fast.step(batch)).isCloseTo(nets.plain.step(batch), offset(1e-4));
        }
        assertThat(
                PathComparison.relative(
                    nets.fast.net().params().sub(before), nets.plain.net().params().sub(before)))
            .isLessThan(1e-3);
        nets.plain.net().params().assign(nets.fast.net().params());
        assertProbabilitiesAgree(nets, batch(nets, 5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void stockDl4jRestoresTheTrainedNet(String file) throws IOException {
    try (Pair nets = pair(file, Map.of())) {
      ImageBatch batch = batch(nets, IMAGES);
      nets.fast.beginEpoch(1);
      nets.fast.step(batch);
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      ModelSerializer.writeModel(nets.fast.net(), saved, true);

      ComputationGraph restored =
          ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(saved.toByteArray()));

      INDArray output = restored.outputSingle(false, TrainingFixtures.features(batch));
      PathComparison.assertAgreeByTheLargest(
          Map.of("softmax", nets.fast.probabilities(batch)),
          Map.of("softmax", output.dup('c').data().asFloat()));
      restored.close();
    }
  }

  /** Whatever layers stand between, and in blocks too. */
  @Test
  void layersOfOneNameBeginAlike() {
    String net =
        """
        input: {channels: 3, height: 4, width: 4, classes: 7}
        parameters: {more: {type: flag, default: MORE}}
        layers:
          - {name: s, kind: scale, factor: 2, when: more}
          - name: one
            kind: residual
            layers:
              - {name: n, kind: batch_normalization, when: more}
              - {name: c, kind: convolution, filters: 3, kernel: 3, padding: same}
          - name: two
            kind: residual
            layers: [{name: c, kind: convolution, filters: 3, kernel: 3, padding: same}]
          - {name: end, kind: dense, units: classes, initialization: normal, bias_start: 0.5}
        """;
    try (Pair without = pair(net.replace("MORE", "false"), Map.of());
        Pair with = pair(net.replace("MORE", "true"), Map.of())) {
      for (String layer : new String[] {"one.c", "two.c", "end"}) {
        assertThat(weights(with, layer)).isEqualTo(weights(without, layer));
      }
      assertThat(weights(with, "one.c")).isNotEqualTo(weights(with, "two.c"));
      assertThat(weights(with, "end").stdNumber().doubleValue()).isBetween(0.04, 0.06);
      assertThat(with.fast.net().getLayer("end").getParam("b").meanNumber().doubleValue())
          .isEqualTo(0.5);
    }
  }

  private static INDArray weights(Pair nets, String layer) {
    return nets.fast.net().getLayer(layer).getParam("W");
  }

  static Stream<String> nets() {
    return Stream.concat(
        Stream.of(EVERY_KIND, OTHER_WAYS),
        LongStream.range(0, DRAWN).mapToObj(DrawnNet::of).filter(NetFilePathsTest::fits));
  }

  private static boolean fits(String text) {
    try {
      return open(text).file() != null;
    } catch (SpecException misfit) {
      return false;
    }
  }

  private static NetFileCatalog open(String text) {
    return NetFiles.of(new ProgramRef.Net("net.yaml", text), "net.yaml");
  }

  private static Pair pair(String text, Map<String, Setting> given) {
    NetFileCatalog catalog = open(text);
    Settings settings = catalog.resolve(Settings.of(given));
    DataShape shape = catalog.file().input().shape();
    return new Pair(
        NetInTraining.create(catalog.file().plan(settings, shape), settings, 4, Arithmetic.FAST),
        NetInTraining.create(catalog.file().plan(settings, shape), settings, 4, Arithmetic.PLAIN));
  }

  private static void assertProbabilitiesAgree(Pair nets, ImageBatch batch) {
    PathComparison.assertAgreeByTheLargest(
        Map.of("softmax", nets.fast.probabilities(batch)),
        Map.of("softmax", nets.plain.probabilities(batch)));
  }

  private static ImageBatch batch(Pair nets, int images) {
    DataShape shape = nets.fast.plan().data();
    RandomStream random = new RandomStreams(9).stream("images");
    float[] pixels = new float[images * shape.channels() * shape.height() * shape.width()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    int[] labels = IntStream.range(0, images).map(i -> i % shape.classes()).toArray();
    return new ImageBatch(pixels, labels, shape);
  }
}
