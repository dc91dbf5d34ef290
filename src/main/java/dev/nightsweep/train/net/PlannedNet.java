package dev.nightsweep.train.net;

import dev.nightsweep.data.DataShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A net as layers with their shapes.
 *
 * @param data what it is to learn from
 * @param layers from the first after the input to the last before the softmax, blocks as one
 */
public record PlannedNet(DataShape data, List<PlannedLayer> layers) {
  /** Its name where no file names it. */
  public static final String SOFTMAX = "softmax";

  public PlannedNet {
    layers = List.copyOf(layers);
  }

  /** All layers in the order in which they compute, those inside blocks before their block. */
  public Stream<PlannedLayer> rows() {
    return layers.stream().flatMap(PlannedLayer::rows);
  }

  /** All layers of one kind, in order. */
  public <L extends PlannedLayer> Stream<L> all(Class<L> kind) {
    return rows().filter(kind::isInstance).map(kind::cast);
  }

  /** Numbers that all layers put out for one image. */
  public long outputs() {
    return rows().mapToLong(layer -> layer.output().size()).sum();
  }

  /** The softmax at its end. */
  public PlannedLayer softmax() {
    return new PlannedSoftmax(SOFTMAX, FeatureShape.vector(data.classes()));
  }

  /** Weights and biases. */
  public long parameters() {
    return rows().mapToLong(PlannedLayer::parameters).sum();
  }

  /** To evaluate one image. */
  public long multiplyAdds() {
    return rows().mapToLong(PlannedLayer::multiplyAdds).sum();
  }

  /** The layer of that name, blocks looked through. */
  public Optional<PlannedLayer> find(String name) {
    return rows().filter(layer -> layer.name().equals(name)).findFirst();
  }
}
