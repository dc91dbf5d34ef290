package dev.nightsweep.train.dl4j.alexnet;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.LayerPlan;
import dev.nightsweep.train.dl4j.LayerPlan.InitialParameters;
import dev.nightsweep.train.dl4j.LayerPlan.OutputShape;
import dev.nightsweep.train.dl4j.NetPlan;
import dev.nightsweep.train.dl4j.WeightRule;
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

  /** The layers from conv1 to fc8. */
  static NetPlan of(Settings settings, DataShape data) {
    return new NetPlan(data, new AlexNetPlan(settings).layers(data));
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

  private List<LayerPlan> layers(DataShape data) {
    List<LayerPlan> layers = new ArrayList<>();
    OutputShape shape = new OutputShape(data.channels(), data.height(), data.width());
    for (int n = 1; n <= AlexNetParameters.CONVOLUTIONS; n++) {
      layers.addAll(stage(n, shape));
      shape = layers.get(layers.size() - 1).output();
    }
    int units = scaled(settings, "fc.units");
    OutputShape hidden = new OutputShape(units, 1, 1);
    double dropout = settings.real("dropout");
    String last = settings.flag("output_relu") ? "relu" : LayerPlan.IDENTITY;
    layers.add(dense("fc6", shape, units, 0, activation()));
    layers.add(dense("fc7", hidden, units, dropout, activation()));
    layers.add(dense("fc8", hidden, data.classes(), dropout, last));
    return layers;
  }

  private LayerPlan dense(String name, OutputShape input, int units, double dropout, String after) {
    return new LayerPlan.Dense(name, input, units, dropout, after, start(name));
  }

  private List<LayerPlan> stage(int n, OutputShape input) {
    List<LayerPlan> layers = new ArrayList<>();
    String name = "conv" + n;
    LayerPlan conv =
        new LayerPlan.Convolution(
            name,
            input,
            scaled(settings, name + ".filters"),
            settings.whole(name + ".kernel"),
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

  private List<LayerPlan> normalizedPool(int n, OutputShape input) {
    LayerPlan pool = pool(n, input);
    boolean before = settings.word("lrn.order").equals("before_pool");
    OutputShape shape = before ? input : pool.output();
    List<LayerPlan> layers = new ArrayList<>(List.of(pool));
    if (settings.flag("lrn")) {
      layers.add(before ? 0 : 1, normalization("lrn" + n, shape));
    } else if (settings.real("constant_scale") != 1) {
      double factor = settings.real("constant_scale");
      layers.add(before ? 0 : 1, new LayerPlan.Scaling("scale" + n, shape, factor));
    }
    return layers;
  }

  private LayerPlan normalization(String name, OutputShape shape) {
    return new LayerPlan.Normalization(
        name,
        shape,
        settings.real("lrn.k"),
        settings.whole("lrn.n"),
        settings.real("lrn.alpha"),
        settings.real("lrn.beta"),
        settings.word("lrn.impl").equals("exact"));
  }

  private LayerPlan pool(int n, OutputShape input) {
    return new LayerPlan.Pooling(
        "pool" + n, input, settings.whole("pool.kernel"), settings.whole("pool.stride"));
  }

  private String activation() {
    return settings.word("activation");
  }

  private InitialParameters start(String layer) {
    return switch (settings.word("init")) {
      case "xavier" -> new InitialParameters(WeightRule.XAVIER, 0);
      case "paper" ->
          new InitialParameters(WeightRule.KRIZHEVSKY, PAPER_ONES.contains(layer) ? 1 : 0);
      default -> new InitialParameters(WeightRule.HE, 0);
    };
  }
}
