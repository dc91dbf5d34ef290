package dev.nightsweep.train.net;

import dev.nightsweep.model.ModelCard;
import java.util.List;
import java.util.stream.Stream;

/** A net layer by layer, as pages and the console show it; nothing of it is built. */
public final class NetDrawing {
  private NetDrawing() {}

  /**
   * The card of a net to be.
   *
   * @param departures from what it is named after, in sentences
   */
  public static ModelCard of(PlannedNet net, List<String> departures) {
    return new ModelCard(
        Stream.concat(net.rows(), Stream.of(net.softmax())).map(NetDrawing::row).toList(),
        departures);
  }

  private static ModelCard.Layer row(PlannedLayer layer) {
    return new ModelCard.Layer(
        layer.name(),
        layer.kind(),
        layer.output().dimensions(),
        layer.parameters(),
        layer.multiplyAdds(),
        false); // which library computes it is known when it is built
  }
}
