package dev.nightsweep.train.dl4j.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution in groups or with gaps, by ND4J's plain operations: DL4J has no groups, and its
 * oneDNN fails on gaps. A group takes a part of the channels, and makes a part of the filters.
 * DL4J's number of inputs, {@code nIn}, is that of one group here, so that weights have the shape
 * [filters, channels of a group, rows, columns].
 */
public final class PlainConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private int groups;

  /** For the library, which reads it back from a file. */
  PlainConvolution() {}

  /**
   * Describes the layer.
   *
   * @param builder says all but the groups
   */
  public PlainConvolution(ConvolutionLayer.Builder builder, int groups) {
    super(builder);
    this.groups = groups;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    super.setNIn(inputType, override);
    nIn = ((InputType.InputTypeConvolutional) inputType).getChannels() / groups;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initialize,
      DataType type) {
    ColumnConvolution layer = new ColumnConvolution(configuration, type, groups);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parametersView);
    layer.setParamTable(initializer().init(configuration, parametersView, initialize));
    return layer;
  }
}
