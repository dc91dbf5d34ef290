package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes a net as DL4J has built it: shapes, parameters and multiplications are read off its
 * layers; what a layer is called and meant for comes from the plan.
 */
record NetDescription(NetPlan plan, MultiLayerNetwork net) {

  /**
   * Builds the net, without drawing its weights, and describes it.
   *
   * @param settings resolved
   */
  static ModelCard of(NetDefinition definition, Settings settings, DataShape data) {
    NetPlan plan = definition.plan(settings, data);
    MultiLayerNetwork net =
        new MultiLayerNetwork(new NetBuilder(settings, 0, DataType.FLOAT).configuration(plan));
    net.init();
    try {
      return new ModelCard(
          new NetDescription(plan, net).layers(), definition.differences(settings));
    } finally {
      net.close();
    }
  }

  private List<ModelCard.Layer> layers() {
    List<InputType> outputs =
        net.getLayerWiseConfigurations().getLayerActivationTypes(NetBuilder.input(plan.data()));
    List<ModelCard.Layer> layers = new ArrayList<>();
    List<Integer> output = List.of();
    for (int i = 0; i < net.getnLayers(); i++) {
      // The softmax of a loss layer claims no units of its own: it keeps its input's.
      output = outputs.get(i).arrayElementsPerExample() == 0 ? output : shape(outputs.get(i));
      layers.add(layer(net.getLayer(i), output));
    }
    return layers;
  }

  private ModelCard.Layer layer(Layer layer, List<Integer> output) {
    String name = layer.conf().getLayer().getLayerName();
    INDArray weights = layer.paramTable() == null ? null : layer.paramTable().get("W");
    long positions = output.size() == 3 ? (long) output.get(1) * output.get(2) : 1;
    return new ModelCard.Layer(
        name,
        plan.find(name).map(LayerPlan::kind).orElse("softmax, cross-entropy"),
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
}
