package dev.nightsweep.train.dl4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.buffer.util.DataTypeUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class LayersTest {
  @BeforeEach
  void letTheCheckerWorkInDoublePrecision() {
    DataTypeUtil.setDTypeForContext(DataType.DOUBLE);
  }

  @AfterEach
  void goBackToSinglePrecision() {
    DataTypeUtil.setDTypeForContext(DataType.FLOAT);
  }

  private static final ExactNormalization NORMALIZATION =
      new ExactNormalization("lrn1", 2, 5, 1e-2, 0.75);

  /** Through a whole net, with DL4J's own checker: every parameter's slope against its gradient. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1})
  void aNetWithExactNormalizationPassesDl4jsGradientCheck(double alpha) {
    MultiLayerNetwork net = net(DataType.DOUBLE, new ExactNormalization("lrn1", 2, 3, alpha, 0.75));

    assertThat(hasRightGradients(net)).isTrue();
  }

  private static boolean hasRightGradients(MultiLayerNetwork net) {
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(net)
            .epsilon(1e-6)
            .maxRelError(1e-5)
            .minAbsoluteError(1e-9)
            .input(Nd4j.rand(DataType.DOUBLE, 2, 1, 5, 5))
            .labels(Nd4j.create(new double[][] {{1, 0}, {0, 1}})));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, Same, true", "3, 1, Same, true", "2, 2, Truncate, false"})
  void aNetWithAPlainConvolutionPassesDl4jsGradientCheck(
      int groups, int dilation, ConvolutionMode mode, boolean biases) {
    ConvolutionLayer.Builder builder =
        new ConvolutionLayer.Builder(2, 2)
            .nOut(6)
            .dilation(dilation, dilation)
            .convolutionMode(mode)
            .hasBias(biases)
            .activation(Activation.TANH);

    assertThat(hasRightGradients(net(DataType.DOUBLE, new PlainConvolution(builder, groups))))
        .isTrue();
  }

  @Test
  void aPlainConvolutionWithoutGroupsIsTheStockLayer() {
    ConvolutionLayer.Builder builder =
        new ConvolutionLayer.Builder(3, 3)
            .nOut(5)
            .stride(2, 2)
            .padding(1, 1)
            .activation(Activation.ELU);
    INDArray images = Nd4j.rand(DataType.FLOAT, 3, 1, 9, 9);
    MultiLayerNetwork ours = net(DataType.FLOAT, new PlainConvolution(builder, 1));
    MultiLayerNetwork stock = net(DataType.FLOAT, builder.build());
    stock.setParams(ours.params().dup());

    assertThat(ours.output(images).distance2(stock.output(images))).isCloseTo(0, offset(1e-5));
  }

  @Test
  void agreesWithTheStockLayerGoingForward() {
    INDArray images = Nd4j.rand(DataType.FLOAT, 3, 1, 9, 9).muli(30);
    MultiLayerNetwork ours = net(DataType.FLOAT, NORMALIZATION);
    MultiLayerNetwork stock =
        net(
            DataType.FLOAT,
            new LocalResponseNormalization.Builder(2, 5, 1e-2, 0.75).name("lrn1").build());
    stock.setParams(ours.params().dup());

    assertThat(ours.output(images).distance2(stock.output(images))).isCloseTo(0, offset(1e-5));
  }

  @Test
  void aConstantMultipliesForwardsAndBackwards() {
    PlainLayer.Mapping mapping = new ConstantScale("scale1", 0.5).mapping(DataType.FLOAT);
    INDArray input = Nd4j.ones(2, 3, 4, 4);
    INDArray output = Nd4j.zeros(2, 3, 4, 4);
    INDArray gradient = Nd4j.zeros(2, 3, 4, 4);
    mapping.forward(input, output, true);
    mapping.backward(input, Nd4j.ones(2, 3, 4, 4).muli(3), gradient);

    assertThat(output).isEqualTo(Nd4j.ones(2, 3, 4, 4).muli(0.5));
    assertThat(gradient).isEqualTo(Nd4j.ones(2, 3, 4, 4).muli(1.5));
  }

  @Test
  void aNetOfOurLayersComesBackFromTheStockFileFormat() throws IOException {
    MultiLayerNetwork net =
        net(
            DataType.FLOAT,
            NORMALIZATION,
            new ConstantScale("scale1", 0.5),
            new PlainConvolution(new ConvolutionLayer.Builder(2, 2).nOut(4), 2));
    INDArray images = Nd4j.rand(DataType.FLOAT, 3, 1, 9, 9);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(net, file, true);

    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);

    assertThat(restored.output(images)).isEqualTo(net.output(images));
    assertThat(restored.getLayerWiseConfigurations().toJson())
        .isEqualTo(net.getLayerWiseConfigurations().toJson())
        .contains("KeyedDropout", "EpochSchedule", "ExactNormalization", "ConstantScale")
        .contains("PlainConvolution");
  }

  @Test
  void dropoutDropsAsOftenAsAskedAndScalesTheRest() {
    INDArray dropped = dropped(0.2, 1, 0);

    Map<Double, Integer> counts = new TreeMap<>();
    for (double value : dropped.dup('c').data().asDouble()) {
      counts.merge(value, 1, Integer::sum);
    }
    assertThat(counts).hasSize(2).containsKey(0.0).containsKey((double) 1.25f);
    assertThat(counts.get(0.0) / 20_000.0).isBetween(0.188, 0.212);
  }

  @Test
  void theMaskDependsOnSeedEpochAndIterationOnly() {
    INDArray first = dropped(0.5, 1, 0);
    Nd4j.rand(1000);

    assertThat(dropped(0.5, 1, 0)).isEqualTo(first);
    assertThat(dropped(0.5, 2, 0)).isNotEqualTo(first);
    assertThat(dropped(0.5, 1, 1)).isNotEqualTo(first);
  }

  @Test
  void theGradientPassesWhereTheInputPassed() {
    KeyedDropout dropout = new KeyedDropout("fc7", 0.5, 1);
    INDArray ones = Nd4j.ones(10, 20);
    INDArray output =
        dropout.applyDropout(ones, Nd4j.zeros(10, 20), 3, 1, LayerWorkspaceMgr.noWorkspaces());

    assertThat(dropout.backprop(ones, Nd4j.zeros(10, 20), 3, 1)).isEqualTo(output);
  }

  @Test
  void schedulesFollowTheirFormulas() {
    assertThat(new EpochSchedule("constant", 0.1, 2, 0.5, 8).valueAt(99, 7)).isEqualTo(0.1);
    EpochSchedule step = new EpochSchedule("step", 0.1, 2, 0.5, 8);
    assertThat(step.valueAt(0, 1)).isEqualTo(0.1);
    assertThat(step.valueAt(0, 2)).isEqualTo(0.05);
    assertThat(step.valueAt(0, 7)).isEqualTo(0.0125);
    EpochSchedule cosine = new EpochSchedule("cosine", 0.1, 2, 0.5, 8);
    assertThat(cosine.valueAt(0, 0)).isEqualTo(0.1);
    assertThat(cosine.valueAt(0, 4)).isCloseTo(0.05, offset(1e-15));
    assertThat(cosine.valueAt(0, 8)).isCloseTo(0, offset(1e-15));
  }

  private static INDArray dropped(double drop, long seed, int epoch) {
    INDArray ones = Nd4j.ones(DataType.FLOAT, 100, 200);
    return new KeyedDropout("fc7", drop, seed)
        .applyDropout(ones, ones.dup(), 3, epoch, LayerWorkspaceMgr.noWorkspaces());
  }

  /** A convolution, the layers in question, and an output with dropout and a schedule. */
  private static MultiLayerNetwork net(DataType type, Layer... middle) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(type)
            .updater(
                type == DataType.DOUBLE // the gradient checker wants gradients as they are
                    ? new NoOp()
                    : new Nesterovs(new EpochSchedule("step", 0.1, 2, 0.5, 8), 0.9))
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(6).activation(Activation.TANH).build());
    for (Layer layer : middle) {
      layers.layer(layer);
    }
    OutputLayer.Builder output =
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nOut(2)
            .activation(Activation.SOFTMAX);
    if (type == DataType.FLOAT) {
      output.dropOut(new KeyedDropout("output", 0.5, 3));
    }
    int side = type == DataType.FLOAT ? 9 : 5;
    MultiLayerConfiguration configuration =
        layers.layer(output.build()).setInputType(InputType.convolutional(side, side, 1)).build();
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    return net;
  }
}
