package dev.nightsweep.train.dl4j.layers;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a {@link GroupedConvolution} does in a net: ND4J's convolution, group by group. */
final class GroupedComputation extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  /** How ND4J wants to hear of channels before rows. */
  private static final int CHANNELS_FIRST = 0;

  /** How ND4J wants to hear of weights [filters, channels, rows, columns]. */
  private static final int FILTERS_FIRST = 1;

  private static final String WEIGHTS = ConvolutionParamInitializer.WEIGHT_KEY;
  private static final String BIASES = ConvolutionParamInitializer.BIAS_KEY;

  private final int groups;

  GroupedComputation(NeuralNetConfiguration configuration, DataType type, int groups) {
    super(configuration, type);
    this.groups = groups;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray sums = sums();
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, sums.dataType(), sums.shape(), 'c');
    output.assign(layerConf().getActivationFn().getActivation(sums, training));
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray delta =
        layerConf().getActivationFn().backprop(sums(), outputGradient.dup('c')).getFirst();
    INDArray inputGradient =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
    for (int group = 0; group < groups; group++) {
      INDArray[] inputs = inputs(group, channels(delta, group).dup('c'));
      // What the operation puts out has the shapes of what it takes, the last left out.
      INDArray[] gradients =
          Stream.of(inputs).limit(inputs.length - 1L).map(INDArray::ulike).toArray(INDArray[]::new);
      run("conv2d_bp", inputs, gradients);
      channels(inputGradient, group).assign(gradients[0]);
      filters(gradientViews.get(WEIGHTS), group).assign(gradients[1]);
      if (hasBias()) {
        biases(gradientViews.get(BIASES), group).assign(gradients[2]);
      }
    }
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, inputGradient);
  }

  private INDArray sums() {
    INDArray[] parts = new INDArray[groups];
    for (int group = 0; group < groups; group++) {
      DynamicCustomOp operation = operation("conv2d", inputs(group));
      parts[group] = Nd4j.exec(operation)[0];
    }
    return Nd4j.concat(1, parts);
  }

  /** A group's part of the input, its weights, its biases if there are any, and more. */
  private INDArray[] inputs(int group, INDArray... more) {
    Stream<INDArray> own =
        Stream.of(channels(input, group).dup('c'), filters(getParam(WEIGHTS), group).dup('c'));
    Stream<INDArray> added =
        hasBias() ? Stream.of(biases(getParam(BIASES), group).dup('c')) : Stream.empty();
    return Stream.of(own, added, Stream.of(more)).flatMap(s -> s).toArray(INDArray[]::new);
  }

  private void run(String name, INDArray[] inputs, INDArray[] outputs) {
    DynamicCustomOp operation = operation(name, inputs);
    operation.addOutputArgument(outputs);
    Nd4j.exec(operation);
  }

  private DynamicCustomOp operation(String name, INDArray[] inputs) {
    int[] kernel = layerConf().getKernelSize();
    int[] stride = layerConf().getStride();
    int[] padding = layerConf().getPadding();
    int[] dilation = layerConf().getDilation();
    return DynamicCustomOp.builder(name)
        .addInputs(inputs)
        .addIntegerArguments(kernel[0], kernel[1], stride[0], stride[1])
        .addIntegerArguments(padding[0], padding[1], dilation[0], dilation[1])
        .addIntegerArguments(
            convolutionMode == ConvolutionMode.Same ? 1 : 0, CHANNELS_FIRST, FILTERS_FIRST)
        .build();
  }

  private INDArray channels(INDArray maps, int group) {
    long count = maps.size(1) / groups;
    return maps.get(
        NDArrayIndex.all(),
        NDArrayIndex.interval(group * count, (group + 1) * count),
        NDArrayIndex.all(),
        NDArrayIndex.all());
  }

  private INDArray filters(INDArray weights, int group) {
    long count = weights.size(0) / groups;
    return weights.get(
        NDArrayIndex.interval(group * count, (group + 1) * count),
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.all());
  }

  /** Of shape [1, filters of a group]. */
  private INDArray biases(INDArray all, int group) {
    long count = all.length() / groups;
    return all.get(NDArrayIndex.all(), NDArrayIndex.interval(group * count, (group + 1) * count));
  }
}
