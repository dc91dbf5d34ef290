package dev.nightsweep.train.dl4j.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fully connected layer with biases whose backward pass does not compute the forward pass again.
 */
public final class LeanDense extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** For reading a saved net. */
  LeanDense() {}

  private LeanDense(Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  /** Describes the layer; the activation must be an {@link OutputActivation}. */
  @SuppressWarnings("unchecked") // DL4J leaves the type of what is built to the caller
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    public LeanDense build() {
      return new LeanDense(this);
    }
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    InputType output = getOutputType(-1, inputType);
    long parameters = initializer().numParams(this);
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, output)
        .standardMemory(parameters, getIUpdater().stateSize(parameters))
        .workingMemory(0, 0, 0, output.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initialize,
      DataType type) {
    DenseComputation layer = new DenseComputation(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parametersView);
    layer.setParamTable(initializer().init(configuration, parametersView, initialize));
    layer.setConf(configuration);
    return layer;
  }

  private static final class DenseComputation extends BaseLayer<LeanDense> {
    private static final long serialVersionUID = 1L;

    private transient INDArray output;

    DenseComputation(NeuralNetConfiguration configuration, DataType type) {
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
    protected Pair<INDArray, INDArray> preOutputWithPreNorm(
        boolean training, boolean backward, LayerWorkspaceMgr workspaces) {
      return backward
          ? new Pair<>(output, output)
          : super.preOutputWithPreNorm(training, backward, workspaces);
    }

    /** As DL4J's, but what goes to the layer below comes from oneDNN's product, not BLAS's. */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspaces) {
      assertInputSet(true);
      INDArray delta = layerConf().getActivationFn().backprop(output, epsilon).getFirst();
      INDArray biases = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
      INDArray weights = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
      delta.sum(biases, 0);
      Nd4j.gemm(input, delta, weights, true, false, 1, 0);
      Gradient gradient = new DefaultGradient();
      gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biases);
      gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weights);
      INDArray below = backpropDropOutIfPresent(timesWeights(delta, workspaces));
      return new Pair<>(gradient, below);
    }

    private INDArray timesWeights(INDArray delta, LayerWorkspaceMgr workspaces) {
      INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
      long[] shape = {delta.size(0), weights.size(0)};
      INDArray below =
          workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, delta.dataType(), shape, 'c');
      MMulTranspose transposed = MMulTranspose.builder().transposeB(true).build();
      Nd4j.exec(new Mmul(delta, weights, below, transposed));
      return below;
    }

    /** Dropout must leave its input alone: the layer below reads it again as its output. */
    @Override
    public void allowInputModification(boolean allow) {
      super.allowInputModification(false);
    }

    @Override
    public boolean isPretrainLayer() {
      return false;
    }

    @Override
    public boolean hasBias() {
      return true;
    }

    @Override
    public void clear() {
      super.clear();
      output = null;
    }
  }
}
