package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.LayerPlan.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * AlexNet for 28×28 images as a list of layers with their shapes. Sizes are multiplied by {@code
 * width} and rounded down, as Python's {@code int(n * width)} does.
 *
 * @param layers from conv1 to fc8; the softmax comes after
 */
record AlexNetPlan(List<LayerPlan> layers) {
  /** Height and width of the images. */
  static final int SIDE = 28;

  /** The convolutions that a pool follows, and LRN in the nets that have it. */
  static final int STAGES_WITH_POOL = 2;

  AlexNetPlan {
    layers = List.copyOf(layers);
  }

  static AlexNetPlan of(Settings settings) {
    List<LayerPlan> layers = new ArrayList<>();
    Shape shape = new Shape(1, SIDE, SIDE);
    for (int n = 1; n <= AlexNetParameters.CONVOLUTIONS; n++) {
      layers.addAll(stage(settings, n, shape));
      shape = layers.get(layers.size() - 1).output();
    }
    int units = scaled(settings, "fc.units");
    layers.add(new LayerPlan.Dense("fc6", shape, units, true, false));
    Shape hidden = new Shape(units, 1, 1);
    layers.add(new LayerPlan.Dense("fc7", hidden, units, true, true));
    layers.add(new LayerPlan.Dense("fc8", hidden, LabelledImages.CLASSES, false, true));
    return new AlexNetPlan(layers);
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

  long parameters() {
    return layers.stream().mapToLong(LayerPlan::parameters).sum();
  }

  /** To evaluate one image. */
  long multiplyAdds() {
    return layers.stream().mapToLong(LayerPlan::multiplyAdds).sum();
  }

  /** A number of filters or units at the width of the settings. */
  static int scaled(Settings settings, String size) {
    return (int) Math.floor(settings.whole(size) * settings.real("width"));
  }

  private static List<LayerPlan> stage(Settings settings, int n, Shape input) {
    List<LayerPlan> layers = new ArrayList<>();
    LayerPlan conv =
        new LayerPlan.Convolution(
            "conv" + n,
            input,
            scaled(settings, "conv%d.filters".formatted(n)),
            settings.whole("conv%d.kernel".formatted(n)));
    layers.add(conv);
    if (n <= STAGES_WITH_POOL) {
      layers.addAll(normalizedPool(settings, n, conv.output()));
    } else if (n == AlexNetParameters.CONVOLUTIONS && settings.flag("pool5")) {
      layers.add(pool(settings, n, conv.output()));
    }
    return layers;
  }

  private static List<LayerPlan> normalizedPool(Settings settings, int n, Shape input) {
    LayerPlan pool = pool(settings, n, input);
    boolean before = settings.word("lrn.order").equals("before_pool");
    Shape shape = before ? input : pool.output();
    List<LayerPlan> layers = new ArrayList<>(List.of(pool));
    if (settings.flag("lrn")) {
      layers.add(before ? 0 : 1, new LayerPlan.Normalization("lrn" + n, shape));
    } else if (settings.real("constant_scale") != 1) {
      layers.add(before ? 0 : 1, new LayerPlan.Scaling("scale" + n, shape));
    }
    return layers;
  }

  private static LayerPlan pool(Settings settings, int n, Shape input) {
    return new LayerPlan.Pooling(
        "pool" + n, input, settings.whole("pool.kernel"), settings.whole("pool.stride"));
  }
}
