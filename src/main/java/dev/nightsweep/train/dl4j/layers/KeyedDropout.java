package dev.nightsweep.train.dl4j.layers;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Inverted dropout whose mask is fixed by (seed, layer, epoch, iteration) alone: whatever else a
 * net holds or a process has done, the same units of the same images are dropped. What is kept is
 * divided by the probability to keep.
 */
public final class KeyedDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  /** A double holds 53 bits: those of a random number are enough. */
  private static final int RANDOM_BITS_LEFT_OUT = 11;

  private static final double RANGE = 0x1p53;

  private final String layer;
  private final double drop;
  private final long seed;
  private transient INDArray mask;

  /**
   * Describes the dropout.
   *
   * @param layer the name of the layer whose inputs are dropped
   * @param drop probability to drop, in [0, 1)
   * @param seed the run's seed
   */
  public KeyedDropout(
      @JsonProperty("layer") String layer,
      @JsonProperty("drop") double drop,
      @JsonProperty("seed") long seed) {
    this.layer = layer;
    this.drop = drop;
    this.seed = seed;
  }

  public String getLayer() {
    return layer;
  }

  public double getDrop() {
    return drop;
  }

  public long getSeed() {
    return seed;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    float[] factors = factors(Math.toIntExact(input.length()), iteration, epoch);
    mask =
        workspaces.leverageTo(
            ArrayType.INPUT, Nd4j.create(factors, input.shape(), 'c').castTo(input.dataType()));
    // Where the result is the input, other layers may still need that: a block's shortcut does.
    INDArray output =
        result == input
            ? workspaces.createUninitialized(ArrayType.INPUT, input.dataType(), input.shape(), 'c')
            : result;
    return input.mul(mask, output);
  }

  @Override
  public INDArray backprop(
      INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
    outputGradient.mul(mask, inputGradient);
    mask = null;
    return inputGradient;
  }

  @Override
  public void clear() {
    mask = null;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // IDropout asks for a fresh object, not for Object's copy
  public KeyedDropout clone() {
    return new KeyedDropout(layer, drop, seed);
  }

  /**
   * What inputs are multiplied by, image after image.
   *
   * @param iteration steps taken before, in all epochs
   * @param epoch from 0
   */
  public float[] factors(int count, int iteration, int epoch) {
    RandomStream random = new RandomStreams(seed).stream("dropout " + layer, epoch, iteration);
    int kept = Float.floatToRawIntBits((float) (1 / (1 - drop)));
    long threshold = (long) Math.ceil(drop * RANGE);
    float[] factors = new float[count];
    for (int i = 0; i < count; i++) {
      // All ones where the number is below the threshold: no jump that the processor could guess.
      long dropped = ((random.nextLong() >>> RANDOM_BITS_LEFT_OUT) - threshold) >> (Long.SIZE - 1);
      factors[i] = Float.intBitsToFloat(kept & ~(int) dropped);
    }
    return factors;
  }
}
