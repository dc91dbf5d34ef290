package dev.nightsweep.train.dl4j.layers;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Max-pooling of floats over square windows with same padding, NCHW: the odd pixel is padded right
 * and at the bottom. A window's gradient goes to one of its largest numbers. DL4J's is slow where
 * oneDNN has no kernel for it (no AVX-512), and pools again to go backward.
 */
public final class MaxPool extends PlainLayer {
  private static final long serialVersionUID = 1L;

  private final int kernel;
  private final int stride;

  /**
   * Describes the layer.
   *
   * @param name the layer's name in its net
   * @param kernel height and width of the windows
   */
  public MaxPool(
      @JsonProperty("layerName") String name,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride) {
    this.layerName = name;
    this.kernel = kernel;
    this.stride = stride;
  }

  public int getKernel() {
    return kernel;
  }

  public int getStride() {
    return stride;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    InputType.InputTypeConvolutional maps = (InputType.InputTypeConvolutional) inputType;
    return InputType.convolutional(
        across(maps.getHeight()), across(maps.getWidth()), maps.getChannels());
  }

  @Override
  Mapping mapping(DataType type) {
    return new MapByMap();
  }

  private long across(long length) {
    return (length + stride - 1) / stride;
  }

  private final class MapByMap implements Mapping {
    /** Of the last batch: where in its map each window's largest number was. */
    private int[] winners = {};

    @Override
    public long[] outputShape(long[] input) {
      return new long[] {input[0], input[1], across(input[2]), across(input[3])};
    }

    @Override
    public void forward(INDArray input, INDArray output, boolean training) {
      PoolWindows windows =
          new PoolWindows((int) input.size(2), (int) input.size(3), kernel, stride);
      int[] map = new int[windows.inputs()];
      int[] pooled = new int[windows.outputs()];
      winners = training ? room(Math.toIntExact(output.length())) : winners;
      IntPointer from = new IntPointer(Elements.floats(input));
      IntPointer to = new IntPointer(Elements.floats(output));
      for (int start = 0; start < output.length(); start += pooled.length) {
        from.position((long) start / pooled.length * map.length).get(map);
        PoolWindows.ordered(map);
        windows.forward(map, pooled);
        if (training) {
          windows.winners(pooled, winners, start);
        }
        PoolWindows.ordered(pooled);
        to.position(start).put(pooled);
      }
    }

    @Override
    public void backward(INDArray input, INDArray outputGradient, INDArray inputGradient) {
      float[] map = new float[Math.toIntExact(input.size(2) * input.size(3))];
      float[] pooled = new float[Math.toIntExact(outputGradient.size(2) * outputGradient.size(3))];
      FloatPointer from = Elements.floats(outputGradient);
      FloatPointer to = Elements.floats(inputGradient);
      for (int start = 0; start < outputGradient.length(); start += pooled.length) {
        from.position(start).get(pooled);
        Arrays.fill(map, 0);
        for (int i = 0; i < pooled.length; i++) {
          map[winners[start + i]] += pooled[i];
        }
        to.position((long) start / pooled.length * map.length).put(map);
      }
    }

    private int[] room(int windows) {
      return winners.length < windows ? new int[windows] : winners;
    }
  }
}
