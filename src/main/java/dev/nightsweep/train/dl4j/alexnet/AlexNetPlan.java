package dev.nightsweep.train.dl4j.alexnet;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.FeatureShape;
import dev.nightsweep.train.net.PlannedActivation;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedDense;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedPooling;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import dev.nightsweep.train.net.PlannedScale;
import dev.nightsweep.train.net.WeightSetup;
import dev.nightsweep.train.net.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lays out AlexNet by its settings. Sizes are multiplied by {@code width} and rounded down, as
 * Python's {@code int(n * width)} does.
 */
record AlexNetPlan(Settings settings) {
  /** The convolutions that a pool follows, and LRN in the nets that have it. */
  static final int STAGES_WITH_POOL = 2;

  /** The layers whose biases the paper starts at 1 [5]. */
  private static final Set<String> PAPER_ONES = Set.of("conv2", "conv4", "conv5", "fc6", "fc7");

  private static final double PAPER_DEVIATION = 0.01;

  /** Of weights that are drawn by another rule. */
  private static final double UNUSED_DEVIATION = 0.05;

  /** The layers from conv1 to fc8. */
  static PlannedNet of(Settings settings, DataShape data) {
    return new PlannedNet(data, new AlexNetPlan(settings).layers(data));
  }

  /** One sentence for every size that the width rounds down to nothing. */
  static List<String> emptyLayers(Settings settings) {
    return Stream.concat(
            IntStream.rangeClosed(1, AlexNetParameters.CONVOLUTIONS)
                .mapToObj("conv%d.filters"::formatted),
            Stream.of("fc.units"))
        .filter(name -> scaled(settings, name) < 1)
        .map(
            name ->
                "%s %s at width %s rounds down to 0. Raise width or %s."
                    .formatted(name, settings.get(name).text(), settings.get("width").text(), name))
        .toList();
  }

  /** A number of filters or units at the width of the settings. */
  static int scaled(Settings settings, String size) {
    return (int) Math.floor(settings.whole(size) * settings.real("width"));
  }

  private List<PlannedLayer> layers(DataShape data) {
    List<PlannedLayer> layers = new ArrayList<>();
    FeatureShape shape = FeatureShape.maps(data.channels(), data.height(), data.width());
    for (int n = 1; n <= AlexNetParameters.CONVOLUTIONS; n++) {
      layers.addAll(stage(n, shape));
      shape = layers.get(layers.size() - 1).output();
    }
    int units = scaled(settings, "fc.units");
    FeatureShape hidden = FeatureShape.vector(units);
    double dropout = settings.real("dropout");
    String last = settings.flag("output_relu") ? "relu" : PlannedActivation.LINEAR;
    layers.add(dense("fc6", shape, units, 0, activation()));
    layers.add(dense("fc7", hidden, units, dropout, activation()));
    layers.add(dense("fc8", hidden, data.classes(), dropout, last));
    return layers;
  }

  private PlannedLayer dense(
      String name, FeatureShape input, int units, double dropout, String after) {
    return new PlannedDense(name, input, units, dropout, after, start(name));
  }

  private List<PlannedLayer> stage(int n, FeatureShape input) {
    List<PlannedLayer> layers = new ArrayList<>();
    String name = "conv" + n;
    PlannedLayer conv =
        new PlannedConvolution(
            name,
            input,
            FeatureShape.maps(scaled(settings, name + ".filters"), input.height(), input.width()),
            new Window(settings.whole(name + ".kernel"), 1, 1, "same"),
            1,
            activation(),
            start(name));
    layers.add(conv);
    if (n <= STAGES_WITH_POOL) {
      layers.addAll(normalizedPool(n, conv.output()));
    } else if (n == AlexNetParameters.CONVOLUTIONS && settings.flag("pool5")) {
      layers.add(pool(n, conv.output()));
    }
    return layers;
  }

  private List<PlannedLayer> normalizedPool(int n, FeatureShape input) {
    PlannedLayer pool = pool(n, input);
    boolean before = settings.word("lrn.order").equals("before_pool");
    FeatureShape shape = before ? input : pool.output();
    List<PlannedLayer> layers = new ArrayList<>(List.of(pool));
    if (settings.flag("lrn")) {
      layers.add(before ? 0 : 1, normalization("lrn" + n, shape));
    } else if (settings.real("constant_scale") != 1) {
      double factor = settings.real("constant_scale");
      layers.add(before ? 0 : 1, new PlannedScale("scale" + n, shape, factor));
    }
    return layers;
  }

  private PlannedLayer normalization(String name, FeatureShape shape) {
    return new PlannedResponseNormalization(
        name,
        shape,
        settings.real("lrn.k"),
        settings.whole("lrn.n"),
        settings.real("lrn.alpha"),
        settings.real("lrn.beta"),
        settings.word("lrn.impl").equals("exact"));
  }

  private PlannedLayer pool(int n, FeatureShape input) {
    int stride = settings.whole("pool.stride");
    FeatureShape output =
        FeatureShape.maps(
            input.channels(),
            (input.height() + stride - 1) / stride,
            (input.width() + stride - 1) / stride);
    Window window = new Window(settings.whole("pool.kernel"), stride, 1, "same");
    return new PlannedPooling("pool" + n, input, output, window, false);
  }

  private String activation() {
    return settings.word("activation");
  }

  private WeightSetup start(String layer) {
    double decay = settings.real(WeightSetup.DECAY);
    return switch (settings.word("init")) {
      case "xavier" -> new WeightSetup(true, "xavier", UNUSED_DEVIATION, 0, decay);
      case "paper" ->
          new WeightSetup(
              true, "normal", PAPER_DEVIATION, PAPER_ONES.contains(layer) ? 1 : 0, decay);
      default -> new WeightSetup(true, "he", UNUSED_DEVIATION, 0, decay);
    };
  }
}
