package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import java.util.List;

/**
 * Local response normalization over channels, a/(k + alpha·Σa²)^beta.
 *
 * @param n odd number of channels in the sum
 * @param exact whether it is our layer, rather than Deeplearning4j's
 */
public record PlannedResponseNormalization(
    String name, FeatureShape input, double k, int n, double alpha, double beta, boolean exact)
    implements PlannedLayer {
  private static final int MAX_WINDOW = 31;

  static final LayerKind KIND =
      LayerKind.plain(
          "lrn",
          "tf.nn.local_response_normalization in a Lambda",
          "local response normalization over channels, a/(k + alpha·Σa²)^beta",
          List.of(
              Property.real("k", Domain.Real.above(0), "2", "k in a/(k + alpha·Σa²)^beta")
                  .withoutCost(),
              new Property(
                  "n", new Domain.Whole(1, MAX_WINDOW, true), "5", "channels in the sum", true),
              Property.real(
                      "alpha",
                      Domain.Real.atLeast(0),
                      "1e-4",
                      "weight of the sum; not divided by n")
                  .withoutCost(),
              Property.real("beta", Domain.Real.above(0), "0.75", "exponent").withoutCost(),
              Property.choice(
                  "impl",
                  List.of("exact", "dl4j"),
                  "exact: our layer; dl4j: the library's, whose gradient is inexact for large alpha")),
          PlannedResponseNormalization::of);

  private static PlannedResponseNormalization of(LayerSetup layer) {
    layer.requireMaps();
    int n = layer.whole("n");
    boolean exact = layer.word("impl").equals("exact");
    // The library's layer fails on an empty slice where half its window holds all channels.
    if (!exact && layer.input().channels() <= n / 2) {
      throw new MisfitException(
          "%s: impl dl4j with n %d needs more than %d channels, and %1$s has %d. Lower n, or use exact."
              .formatted(layer.name(), n, n / 2, layer.input().channels()));
    }
    return new PlannedResponseNormalization(
        layer.name(),
        layer.input(),
        layer.real("k"),
        n,
        layer.real("alpha"),
        layer.real("beta"),
        exact);
  }

  @Override
  public FeatureShape output() {
    return input;
  }

  @Override
  public String kind() {
    return "local response normalization, " + (exact ? "exact" : "dl4j");
  }
}
