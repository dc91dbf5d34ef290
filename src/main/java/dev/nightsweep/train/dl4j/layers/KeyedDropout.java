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
    RandomStream random = new RandomStreams(seed).stream("dropout " + layer, epoch, iteration);
    float[] factors = factors(random, Math.toIntExact(input.length()));
    // Unit by unit, as matrix products leave their results: equal layouts multiply fast.
    mask =
        workspaces.leverageTo(
            ArrayType.INPUT, Nd4j.create(factors, input.shape(), 'f').castTo(input.dataType()));
    return input.mul(mask, result);
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

  private float[] factors(RandomStream random, int length) {
    float kept = (float) (1 / (1 - drop));
    float[] factors = new float[length];
    for (int i = 0; i < length; i++) {
      factors[i] = random.nextDouble() < drop ? 0 : kept;
    }
    return factors;
  }
}
