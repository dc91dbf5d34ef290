package dev.nightsweep.train.net;

/** A layer that has weights. */
public interface WeightedLayer extends PlannedLayer {

  /** Inputs of one unit. */
  long fanIn();

  /** Units that one input feeds; for a convolution, kernel area times filters. */
  long fanOut();

  /** The function of every number that it puts out; {@link PlannedActivation#LINEAR} for none. */
  String activation();

  WeightSetup weights();

  /** The standard deviation of its first weights. */
  default double deviation() {
    return weights().deviation(fanIn(), fanOut());
  }
}
