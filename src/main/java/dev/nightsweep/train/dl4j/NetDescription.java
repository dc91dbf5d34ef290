package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.NetDrawing;
import dev.nightsweep.train.net.PlannedNet;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/** Describes a net: its drawing, and which layers oneDNN computes in DL4J's. */
record NetDescription(ComputationGraph net) {
  /**
   * Builds the net, without drawing its weights, and describes it.
   *
   * @param settings resolved
   */
  static ModelCard of(NetDefinition definition, Settings settings, DataShape data) {
    PlannedNet plan = definition.plan(settings, data);
    ModelCard drawing = NetDrawing.of(plan, definition.differences(settings));
    ComputationGraph net =
        new ComputationGraph(new NetBuilder(settings, 0, DataType.FLOAT).configuration(plan));
    net.init();
    try {
      NetDescription description = new NetDescription(net);
      return new ModelCard(
          drawing.layers().stream().map(description::described).toList(), drawing.departures());
    } finally {
      net.close();
    }
  }

  private ModelCard.Layer described(ModelCard.Layer drawn) {
    Layer layer = net.getVertex(drawn.name()).getLayer();
    return new ModelCard.Layer(
        drawn.name(),
        drawn.kind(),
        drawn.output(),
        drawn.parameters(),
        drawn.multiplyAdds(),
        layer != null && layer.getHelper() != null);
  }
}
