package dev.nightsweep.train.dl4j.alexnet;

import static dev.nightsweep.train.dl4j.Declaration.byPreset;
import static dev.nightsweep.train.dl4j.Declaration.choice;
import static dev.nightsweep.train.dl4j.Declaration.fixed;
import static dev.nightsweep.train.dl4j.Declaration.real;
import static dev.nightsweep.train.dl4j.Declaration.whole;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import dev.nightsweep.train.dl4j.Declaration;
import dev.nightsweep.train.dl4j.TrainingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every parameter of AlexNet, declared once, in reading order. */
final class AlexNetParameters {
  static final String ALEXNET28 = "alexnet28";
  static final String KRIZHEVSKY2012 = "krizhevsky2012";
  static final String MNIST_NOTES = "mnist-notes";

  static final int CONVOLUTIONS = 5;

  private static final int MANY = Integer.MAX_VALUE;
  private static final int[] KERNELS = {5, 5, 3, 3, 3};
  private static final int[] FILTERS = {96, 256, 384, 384, 256};

  private AlexNetParameters() {}

  static List<Declaration> all() {
    return Stream.of(
            preset(),
            TrainingParameters.ofData("28×28 grey images in ten classes"),
            convolutions(),
            shape(),
            normalization(),
            regularization(),
            TrainingParameters.ofSteps())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Declaration> preset() {
    return List.of(
        choice(
            "preset",
            ALEXNET28,
            "defaults of lrn, pool5 and output_relu: alexnet28 has none of them, krizhevsky2012 has"
                + " lrn and pool5, mnist-notes has output_relu",
            KRIZHEVSKY2012,
            MNIST_NOTES));
  }

  private static List<Declaration> convolutions() {
    List<Declaration> all = new ArrayList<>();
    for (int n = 1; n <= CONVOLUTIONS; n++) {
      all.add(
          whole("conv%d.kernel".formatted(n), 1, 27, KERNELS[n - 1], "kernel height and width"));
      all.add(whole("conv%d.filters".formatted(n), 1, MANY, FILTERS[n - 1], "filters at width 1"));
    }
    return all;
  }

  private static List<Declaration> shape() {
    return List.of(
        real(
            "width",
            new Domain.Real(0, false, 2, true),
            0.125,
            "multiplies all filters and fc.units, rounded down"),
        whole("pool.kernel", 1, 7, 3, "height and width of the max-pools' windows"),
        whole("pool.stride", 1, 4, 2, "stride of the max-pools"),
        byPreset("pool5", "max-pool after conv5", KRIZHEVSKY2012),
        whole("fc.units", 1, MANY, 4096, "units of fc6 and fc7 at width 1"),
        choice("activation", "relu", "after every layer but the last", "tanh", "leaky_relu"),
        byPreset("output_relu", "ReLU between fc8 and the softmax", MNIST_NOTES),
        choice(
            "init",
            "he",
            "weights N(0, 2/in), N(0, 2/(in+out)), or the paper's N(0, 0.01²) with biases 1 in"
                + " conv2, conv4, conv5, fc6 and fc7; other biases 0",
            "xavier",
            "paper"));
  }

  private static List<Declaration> normalization() {
    return List.of(
        byPreset("lrn", "local response normalization after conv1 and conv2", KRIZHEVSKY2012),
        real("lrn.k", Domain.Real.above(0), 2, "k in a/(k + alpha·Σa²)^beta"),
        fixed("lrn.n", new Domain.Whole(1, 31, true), Setting.of(5L), "channels in the sum"),
        real("lrn.alpha", Domain.Real.atLeast(0), 1e-4, "weight of the sum; not divided by n"),
        real("lrn.beta", Domain.Real.above(0), 0.75, "exponent"),
        choice(
            "lrn.order",
            "before_pool",
            "where it stands; the paper's is before_pool",
            "after_pool"),
        choice(
            "lrn.impl",
            "exact",
            "exact: our layer; dl4j: the library's, whose gradient is inexact for large alpha",
            "dl4j"),
        real(
            "constant_scale",
            Domain.Real.above(0),
            1,
            "a fixed factor where LRN would stand; not together with lrn"));
  }

  private static List<Declaration> regularization() {
    return List.of(
        real(
            "dropout",
            new Domain.Real(0, true, 1, false),
            0.5,
            "probability to drop an input of fc7 and fc8"),
        TrainingParameters.weightDecay());
  }
}
