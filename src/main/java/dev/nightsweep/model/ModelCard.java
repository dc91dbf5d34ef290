package dev.nightsweep.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The net that a run trained: its layers, and where it departs from the net it is named after.
 *
 * @param layers in order, from the first after the input to the last
 * @param departures a sentence each; empty if there is none
 */
public record ModelCard(List<Layer> layers, List<String> departures) {
  public ModelCard {
    layers = List.copyOf(layers);
    departures = List.copyOf(departures);
  }

  /**
   * One layer.
   *
   * @param kind what it computes, in words: {@code convolution 5×5, relu}
   * @param output what one image becomes: channels, height and width, or units alone
   * @param parameters weights and biases
   * @param multiplyAdds multiplications with a weight in one image's forward pass
   * @param oneDnn whether oneDNN computes it
   */
  public record Layer(
      String name,
      String kind,
      List<Integer> output,
      long parameters,
      long multiplyAdds,
      boolean oneDnn) {
    public Layer {
      output = List.copyOf(output);
    }

    /** The output as people write it: {@code 12×28×28}. */
    public String shape() {
      return output.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
  }

  /** Weights and biases of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(Layer::parameters).sum();
  }

  /** Multiplications with a weight in one image's forward pass through all layers. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(Layer::multiplyAdds).sum();
  }
}
