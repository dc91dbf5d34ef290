package dev.nightsweep.train.dl4j.layers;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a {@link PlainConvolution} does in a net. The window's content at every place becomes a row;
 * group by group, rows times weights are the sums.
 */
final class ColumnConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;
  private static final String WEIGHTS = ConvolutionParamInitializer.WEIGHT_KEY;
  private static final String BIASES = ConvolutionParamInitializer.BIAS_KEY;

  private final int groups;

  ColumnConvolution(NeuralNetConfiguration configuration, DataType type, int groups) {
    super(configuration, type);
    this.groups = groups;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray sums = sums(rows());
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, sums.dataType(), sums.shape(), 'c');
    return output.assign(layerConf().getActivationFn().getActivation(sums, training));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray rows = rows();
    INDArray delta =
        layerConf().getActivationFn().backprop(sums(rows), outputGradient.dup('c')).getFirst();
    long[] shape = delta.shape();
    long filters = shape[1] / groups;
    INDArray byGroup =
        delta
            .permute(0, 2, 3, 1)
            .dup('c')
            .reshape('c', rows.size(1), groups, filters)
            .permute(1, 0, 2)
            .dup('c');
    gradientViews.get(WEIGHTS).assign(product(byGroup, rows, true).reshape(weights().shape()));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHTS, gradientViews.get(WEIGHTS));
    if (hasBias()) {
      gradientViews.get(BIASES).assign(delta.sum(0, 2, 3).reshape(1, shape[1]));
      gradient.setGradientFor(BIASES, gradientViews.get(BIASES));
    }
    INDArray inputGradient =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
    spread(product(byGroup, grouped(weights()), false), inputGradient, shape);
    return new Pair<>(gradient, inputGradient);
  }

  /** For every group, place by place what the window covers: [groups, places, numbers]. */
  private INDArray rows() {
    int[] kernel = layerConf().getKernelSize();
    int[] stride = layerConf().getStride();
    int[] dilation = layerConf().getDilation();
    int[] places = places();
    int[] before = before(places);
    INDArray columns =
        Nd4j.createUninitialized(
            input.dataType(),
            new long[] {input.size(0), places[0], places[1], input.size(1), kernel[0], kernel[1]},
            'c');
    Convolution.im2col(
        input.dup('c'),
        kernel[0],
        kernel[1],
        stride[0],
        stride[1],
        before[0],
        before[1],
        dilation[0],
        dilation[1],
        isSame(),
        columns.permute(0, 3, 4, 5, 1, 2));
    return columns
        .reshape('c', input.size(0) * places[0] * places[1], groups, -1)
        .permute(1, 0, 2)
        .dup('c');
  }

  /** Adds what belongs to each place of the windows up, where it came from. */
  private void spread(INDArray rows, INDArray images, long[] places) {
    int[] kernel = layerConf().getKernelSize();
    int[] stride = layerConf().getStride();
    int[] dilation = layerConf().getDilation();
    int[] before = before(places());
    INDArray columns =
        rows.permute(1, 0, 2)
            .dup('c')
            .reshape(
                'c', images.size(0), places[2], places[3], images.size(1), kernel[0], kernel[1])
            .permute(0, 3, 4, 5, 1, 2);
    Convolution.col2im(
        columns,
        images,
        stride[0],
        stride[1],
        before[0],
        before[1],
        (int) images.size(2),
        (int) images.size(3),
        dilation[0],
        dilation[1]);
  }

  /** Sums with the biases, as maps. */
  private INDArray sums(INDArray rows) {
    int[] places = places();
    INDArray products =
        Nd4j.matmul(rows, grouped(weights()).permute(0, 2, 1).dup('c')).permute(1, 0, 2).dup('c');
    INDArray sums = products.reshape('c', rows.size(1), weights().size(0));
    if (hasBias()) {
      sums.addiRowVector(getParam(BIASES));
    }
    return sums.reshape('c', input.size(0), places[0], places[1], weights().size(0))
        .permute(0, 3, 1, 2)
        .dup('c');
  }

  private static INDArray product(INDArray left, INDArray right, boolean transposed) {
    return Nd4j.matmul(transposed ? left.permute(0, 2, 1).dup('c') : left, right);
  }

  private INDArray weights() {
    return getParam(WEIGHTS);
  }

  /** Weights as matrices: [groups, filters of a group, numbers of a window]. */
  private INDArray grouped(INDArray weights) {
    return weights.dup('c').reshape('c', groups, weights.size(0) / groups, -1);
  }

  /** Rows and columns of the output. */
  private int[] places() {
    return ConvolutionUtils.getOutputSize(
        input,
        layerConf().getKernelSize(),
        layerConf().getStride(),
        isSame() ? null : layerConf().getPadding(),
        convolutionMode,
        layerConf().getDilation(),
        layerConf().getCnn2dDataFormat());
  }

  /** Padding above and to the left. */
  private int[] before(int[] places) {
    return isSame()
        ? ConvolutionUtils.getSameModeTopLeftPadding(
            places,
            new int[] {(int) input.size(2), (int) input.size(3)},
            layerConf().getKernelSize(),
            layerConf().getStride(),
            layerConf().getDilation())
        : layerConf().getPadding();
  }

  private boolean isSame() {
    return convolutionMode == ConvolutionMode.Same;
  }
}
