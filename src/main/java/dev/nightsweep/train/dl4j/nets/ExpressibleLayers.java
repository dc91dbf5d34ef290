package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.train.dl4j.LayerPlan;
import dev.nightsweep.train.dl4j.LayerPlan.InitialParameters;
import dev.nightsweep.train.dl4j.LayerPlan.OutputShape;
import dev.nightsweep.train.dl4j.NetPlan;
import dev.nightsweep.train.dl4j.WeightRule;
import dev.nightsweep.train.net.FeatureShape;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedDense;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedPooling;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import dev.nightsweep.train.net.PlannedScale;
import dev.nightsweep.train.net.WeightSetup;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Nets in the layers that the training loop trains.
 *
 * @param decay weight decay of the net as a whole, the only one that it knows
 */
record ExpressibleLayers(double decay) {
  private static final double KRIZHEVSKYS_DEVIATION = 0.01;
  private static final Set<String> ACTIVATIONS = Set.of("relu", "tanh", "leaky_relu");

  /**
   * The same net for the training loop.
   *
   * @throws UserErrorException if it has a layer that the loop cannot train yet
   */
  NetPlan of(PlannedNet net) {
    List<LayerPlan> layers =
        net.layers().stream()
            .map(
                layer ->
                    find(layer)
                        .orElseThrow(
                            () ->
                                UserErrorException.usage(
                                    "%s (%s) cannot be trained by this version of Nightsweep."
                                        .formatted(layer.name(), layer.kind()))))
            .toList();
    return new NetPlan(net.data(), layers);
  }

  private Optional<LayerPlan> find(PlannedLayer layer) {
    if (layer instanceof PlannedConvolution convolution) {
      return convolution(convolution);
    } else if (layer instanceof PlannedDense dense) {
      return dense(dense);
    } else if (layer instanceof PlannedPooling pooling) {
      return pooling(pooling);
    } else if (layer instanceof PlannedResponseNormalization lrn) {
      return Optional.of(
          new LayerPlan.Normalization(
              lrn.name(),
              shape(lrn.output()),
              lrn.k(),
              lrn.n(),
              lrn.alpha(),
              lrn.beta(),
              lrn.exact()));
    } else if (layer instanceof PlannedScale scale) {
      return Optional.of(
          new LayerPlan.Scaling(scale.name(), shape(scale.output()), scale.factor()));
    }
    return Optional.empty();
  }

  private Optional<LayerPlan> convolution(PlannedConvolution layer) {
    boolean plain =
        layer.window().stride() == 1
            && layer.window().dilation() == 1
            && layer.window().padding().equals("same")
            && layer.groups() == 1;
    return start(layer.weights())
        .filter(start -> plain && trains(layer.activation()))
        .map(
            start ->
                new LayerPlan.Convolution(
                    layer.name(),
                    shape(layer.input()),
                    layer.filters(),
                    layer.window().kernel(),
                    activation(layer.activation()),
                    start));
  }

  private Optional<LayerPlan> dense(PlannedDense layer) {
    return start(layer.weights())
        .filter(start -> trains(layer.activation()))
        .map(
            start ->
                new LayerPlan.Dense(
                    layer.name(),
                    shape(layer.input()),
                    layer.units(),
                    layer.dropout(),
                    activation(layer.activation()),
                    start));
  }

  private static Optional<LayerPlan> pooling(PlannedPooling layer) {
    return layer.average() || !layer.window().padding().equals("same")
        ? Optional.empty()
        : Optional.of(
            new LayerPlan.Pooling(
                layer.name(),
                shape(layer.input()),
                layer.window().kernel(),
                layer.window().stride()));
  }

  private Optional<InitialParameters> start(WeightSetup weights) {
    Optional<WeightRule> rule =
        switch (weights.initialization()) {
          case "he" -> Optional.of(WeightRule.HE);
          case "xavier" -> Optional.of(WeightRule.XAVIER);
          default ->
              weights.deviation() == KRIZHEVSKYS_DEVIATION
                  ? Optional.of(WeightRule.KRIZHEVSKY)
                  : Optional.empty();
        };
    return rule.filter(r -> weights.bias() && weights.decay() == decay)
        .map(r -> new InitialParameters(r, weights.biasStart()));
  }

  private static boolean trains(String activation) {
    return activation.equals("linear") || ACTIVATIONS.contains(activation);
  }

  private static String activation(String word) {
    return word.equals("linear") ? LayerPlan.IDENTITY : word;
  }

  private static OutputShape shape(FeatureShape shape) {
    return new OutputShape(shape.channels(), shape.height(), shape.width());
  }
}
