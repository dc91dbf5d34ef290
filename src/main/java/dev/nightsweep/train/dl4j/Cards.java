package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes a net as DL4J has built it: shapes, parameters and multiplications are read off its
 * layers; what a layer is called and meant for comes from the plan.
 */
record Cards(Settings settings, AlexNetPlan plan, MultiLayerNetwork net) {
  private static final InputType IMAGE =
      InputType.convolutional(AlexNetPlan.SIDE, AlexNetPlan.SIDE, 1);

  /**
   * Builds the net, without drawing its weights, and describes it.
   *
   * @param settings resolved
   */
  static ModelCard of(Settings settings) {
    AlexNetPlan plan = AlexNetPlan.of(settings);
    MultiLayerNetwork net =
        new MultiLayerNetwork(new AlexNetBuilder(settings, 0, Arithmetic.FAST).configuration(plan));
    net.init();
    try {
      return new Cards(settings, plan, net).card();
    } finally {
      net.close();
    }
  }

  private ModelCard card() {
    List<InputType> outputs = net.getLayerWiseConfigurations().getLayerActivationTypes(IMAGE);
    List<ModelCard.Layer> layers = new ArrayList<>();
    List<Integer> output = List.of();
    for (int i = 0; i < net.getnLayers(); i++) {
      // The softmax of a loss layer claims no units of its own: it keeps its input's.
      output = outputs.get(i).arrayElementsPerExample() == 0 ? output : shape(outputs.get(i));
      layers.add(layer(net.getLayer(i), output));
    }
    return new ModelCard(layers, Departures.of(settings));
  }

  private ModelCard.Layer layer(Layer layer, List<Integer> output) {
    String name = layer.conf().getLayer().getLayerName();
    INDArray weights = layer.paramTable() == null ? null : layer.paramTable().get("W");
    long positions = output.size() == 3 ? (long) output.get(1) * output.get(2) : 1;
    return new ModelCard.Layer(
        name,
        kind(name),
        output,
        layer.numParams(),
        weights == null ? 0 : weights.length() * positions, // every weight once at every position
        layer.getHelper() != null);
  }

  private static List<Integer> shape(InputType type) {
    if (type instanceof InputType.InputTypeConvolutional maps) {
      return List.of(
          Math.toIntExact(maps.getChannels()),
          Math.toIntExact(maps.getHeight()),
          Math.toIntExact(maps.getWidth()));
    }
    return List.of(Math.toIntExact(type.arrayElementsPerExample()));
  }

  private String kind(String name) {
    return plan.layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .map(this::kind)
        .orElse("softmax, cross-entropy");
  }

  private String kind(LayerPlan layer) {
    if (layer instanceof LayerPlan.Convolution conv) {
      return "convolution %1$d×%1$d, %2$s".formatted(conv.kernel(), activation());
    } else if (layer instanceof LayerPlan.Pooling pool) {
      return "max-pool %1$d×%1$d, stride %2$d".formatted(pool.kernel(), pool.stride());
    } else if (layer instanceof LayerPlan.Dense dense) {
      return dense(dense);
    } else if (layer instanceof LayerPlan.Scaling) {
      return "constant factor " + settings.get("constant_scale").text();
    }
    return "local response normalization, " + settings.word("lrn.impl");
  }

  private String dense(LayerPlan.Dense dense) {
    String after =
        dense.hidden() ? ", " + activation() : settings.flag("output_relu") ? ", relu" : "";
    double drop = settings.real("dropout");
    String before =
        dense.dropsInputs() && drop > 0
            ? "dropout %s, ".formatted(settings.get("dropout").text())
            : "";
    return before + "fully connected" + after;
  }

  private String activation() {
    return settings.word("activation");
  }
}
