package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A net as a list of layers with their shapes.
 *
 * @param data what it is to learn from
 * @param layers from the first after the input to the last with weights; the softmax comes after
 */
public record NetPlan(DataShape data, List<LayerPlan> layers) {
  public NetPlan {
    layers = List.copyOf(layers);
  }

  public long parameters() {
    return layers.stream().mapToLong(LayerPlan::parameters).sum();
  }

  /** To evaluate one image. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(LayerPlan::multiplyAdds).sum();
  }

  /** Numbers that all layers put out for one image. */
  long outputs() {
    return layers.stream().mapToLong(layer -> layer.output().size()).sum();
  }

  /** The layers of one kind, in order. */
  public <L extends LayerPlan> Stream<L> layers(Class<L> kind) {
    return layers.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The layer of that name; none is of the softmax's. */
  Optional<LayerPlan> find(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }
}
