package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;

/**
 * What a batch normalization learns and what it keeps, one number for each channel, as they lie in
 * memory that belongs to somebody else. A network that learns changes the running ones at every
 * pass forward. The running variance is one of population variances, as in DL4J and Keras;
 * PyTorch's is one of unbiased estimates, which are n/(n-1) times as large for n numbers a channel.
 *
 * @param gamma scales, which are learned; null for a layer without
 * @param beta shifts, which are learned; null for a layer without
 * @param mean the running mean
 * @param variance the running variance
 * @param epsilon added to variances
 * @param decay weight of the old in the running mean and variance
 */
public record BatchNormalizationParameters(
    FloatPointer gamma,
    FloatPointer beta,
    FloatPointer mean,
    FloatPointer variance,
    double epsilon,
    double decay) {
  /** Refuses arrays of other lengths. */
  void require(int channels) {
    Parameters.require("running means", mean, channels);
    Parameters.require("running variances", variance, channels);
    if (gamma != null) {
      Parameters.require("scales", gamma, channels);
    }
    if (beta != null) {
      Parameters.require("shifts", beta, channels);
    }
  }

  /** How many numbers of a channel are learned. */
  int learned() {
    return (gamma == null ? 0 : 1) + (beta == null ? 0 : 1);
  }
}
