package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import java.util.List;

/**
 * Every channel with mean 0 and deviation 1 over a batch, then scaled and shifted as is learned.
 *
 * @param momentum weight of the old in the running mean and variance, as in Keras
 * @param epsilon added to the variance
 */
public record PlannedBatchNormalization(
    String name, FeatureShape input, double momentum, double epsilon) implements PlannedLayer {

  static final LayerKind KIND =
      LayerKind.plain(
          "batch_normalization",
          "BatchNormalization",
          "every channel with mean 0 and deviation 1 over a batch, then scaled and shifted as is learned",
          List.of(
              Property.real(
                      "momentum",
                      PlannedDense.PROBABILITY,
                      "0.99",
                      "weight of the old in the running mean and variance")
                  .withoutCost(),
              Property.real("epsilon", Domain.Real.above(0), "0.001", "added to the variance")
                  .withoutCost()),
          layer ->
              new PlannedBatchNormalization(
                  layer.name(), layer.input(), layer.real("momentum"), layer.real("epsilon")));

  @Override
  public FeatureShape output() {
    return input;
  }

  @Override
  public String kind() {
    return "batch normalization";
  }

  /** Scales and shifts; the running means and variances are not trained. */
  @Override
  public long parameters() {
    return 2L * input.channels();
  }

  @Override
  public long multiplyAdds() {
    return input.size();
  }
}
