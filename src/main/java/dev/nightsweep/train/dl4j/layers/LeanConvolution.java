package dev.nightsweep.train.dl4j.layers;

import java.util.Collection;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's convolution without its waste: the backward pass does not compute the forward pass again,
 * and the net's first layer gives no gradient for the images, which nobody reads. Stride 1, same
 * padding, with biases, NCHW.
 */
public final class LeanConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  /** For reading a saved net. */
  LeanConvolution() {}

  /** The layer that the builder describes; the activation must be an {@link OutputActivation}. */
  public LeanConvolution(ConvolutionLayer.Builder builder) {
    super(builder.stride(1, 1).convolutionMode(ConvolutionMode.Same));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initialize,
      DataType type) {
    ConvolutionComputation layer = new ConvolutionComputation(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parametersView);
    layer.setParamTable(initializer().init(configuration, parametersView, initialize));
    layer.setConf(configuration);
    return layer;
  }

  private static final class ConvolutionComputation
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    private transient INDArray output;

    ConvolutionComputation(NeuralNetConfiguration configuration, DataType type) {
      super(configuration, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray activated = super.activate(training, workspaces);
      output = training ? activated : null;
      return activated;
    }

    /** Backward, DL4J asks for what went into the activation: ours needs what came out. */
    @Override
    protected Pair<INDArray, INDArray> preOutput4d(
        boolean training, boolean backward, LayerWorkspaceMgr workspaces) {
      return backward
          ? new Pair<>(output, null)
          : super.preOutput4d(training, backward, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspaces) {
      assertInputSet(true);
      return getIndex() == 0
          ? new Pair<>(parameterGradient(epsilon), null)
          : super.backpropGradient(epsilon, workspaces);
    }

    /**
     * Sums, over the images, the products of the gradients with the patches they came from:
     * [images, filters, places] × [images, places, patch].
     */
    private Gradient parameterGradient(INDArray epsilon) {
      INDArray delta = layerConf().getActivationFn().backprop(output, epsilon).getFirst();
      INDArray weights = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
      INDArray biases = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
      long images = delta.size(0);
      long places = delta.size(2) * delta.size(3);
      INDArray gradients = delta.reshape('c', images, delta.size(1), places);
      INDArray products = Nd4j.matmul(gradients, patches(), false, true, false);
      weights.assign(products.sum(0).reshape('c', weights.shape()));
      delta.sum(biases, 0, 2, 3);
      Gradient gradient = new DefaultGradient();
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biases);
      gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weights, 'c');
      return gradient;
    }

    /** What every filter weight saw: [images, patch, places]. */
    private INDArray patches() {
      int[] kernel = layerConf().getKernelSize();
      Patches one = new Patches((int) input.size(2), (int) input.size(3), kernel[0], kernel[1]);
      long[] shape = {input.size(0), input.size(1) * one.patch(), one.places()};
      INDArray all = Nd4j.createUninitialized(dataType, shape, 'c');
      FloatPointer from = Elements.floats(Elements.dense(input));
      FloatPointer to = Elements.floats(all);
      float[] map = new float[one.places()];
      float[] shifted = new float[one.patch() * one.places()];
      for (long i = 0; i < input.size(0) * input.size(1); i++) {
        from.position(i * map.length).get(map);
        one.fill(map, shifted);
        to.position(i * shifted.length).put(shifted);
      }
      return all;
    }

    @Override
    public void clear() {
      super.clear();
      output = null;
    }
  }
}
