package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a layer without parameters, which may keep its input's shape. DL4J wants two
 * classes for a layer, one that is saved and one that computes; here the second is the same for
 * all.
 */
abstract class PlainLayer extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  /** The mapping itself, made anew for each net. */
  interface Mapping {
    /** What comes out of an input of this shape; all arrays are dense, in C order. */
    default long[] outputShape(long[] input) {
      return input;
    }

    /**
     * Fills {@code output} from {@code input}.
     *
     * @param training whether a backward pass follows
     */
    void forward(INDArray input, INDArray output, boolean training);

    /** Fills {@code inputGradient} from the layer's input and the gradient at its output. */
    void backward(INDArray input, INDArray outputGradient, INDArray inputGradient);
  }

  /** The mapping for nets of this type, {@code FLOAT} or {@code DOUBLE}. */
  abstract Mapping mapping(DataType type);

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initialize,
      DataType type) {
    MappingComputation layer = new MappingComputation(configuration, type, mapping(type));
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parametersView);
    layer.setParamTable(initializer().init(configuration, parametersView, initialize));
    return layer;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType;
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, inputType)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  /** What such a layer does in a net. */
  private static final class MappingComputation extends AbstractLayer<PlainLayer> {
    private static final long serialVersionUID = 1L;

    private final transient Mapping mapping;

    MappingComputation(NeuralNetConfiguration configuration, DataType type, Mapping mapping) {
      super(configuration, type);
      this.mapping = mapping;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      INDArray output =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS, input.dataType(), mapping.outputShape(input.shape()), 'c');
      mapping.forward(dense(input), output, training);
      return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      assertInputSet(true);
      INDArray inputGradient =
          workspaces.createUninitialized(
              ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
      mapping.backward(dense(input), dense(outputGradient), inputGradient);
      return new Pair<>(new DefaultGradient(), inputGradient);
    }

    /** The array itself if it is dense and in C order, else such a copy. */
    private static INDArray dense(INDArray array) {
      long[] strides = ArrayUtil.calcStrides(array.shape());
      boolean dense = !array.isView() && Arrays.equals(array.stride(), strides);
      return dense ? array : array.dup('c');
    }

    @Override
    public boolean isPretrainLayer() {
      return false;
    }

    @Override
    public void clearNoiseWeightParams() {
      // There are no weights.
    }
  }
}
