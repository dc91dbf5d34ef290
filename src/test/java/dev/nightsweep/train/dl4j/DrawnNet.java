package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Draws net files: layers of all kinds in any order that makes sense. */
final class DrawnNet {
  private static final List<String> FUNCTIONS =
      List.of("linear", "relu", "tanh", "sigmoid", "leaky_relu", "elu");

  private final RandomStream random;
  private final List<String> layers = new ArrayList<>();
  private int names;

  private DrawnNet(long seed) {
    this.random = new RandomStreams(seed).stream("net");
  }

  /** The text of a net file; it may not fit together. */
  static String of(long seed) {
    DrawnNet net = new DrawnNet(seed);
    net.addMaps();
    net.addHead();
    return "input: {channels: 3, height: 9, width: 8, classes: 7}\nlayers:\n"
        + net.layers.stream().map(layer -> "  - " + layer + "\n").collect(Collectors.joining());
  }

  private void addMaps() {
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      layers.add(random.nextInt(3) == 0 ? residual() : onMaps());
    }
  }

  private void addHead() {
    switch (random.nextInt(4)) {
      case 0 -> layers.add(layer("global_average_pooling"));
      case 1 -> layers.add(layer("global_max_pooling"));
      case 2 -> layers.add(layer("flatten"));
      default -> {}
    }
    layers.add(layer("dense", "units: 12", "dropout: 0.25", weights()));
    if (random.nextInt(2) == 0) {
      layers.add(layer("batch_normalization", "momentum: 0.8"));
    }
    layers.add(alike());
    layers.add(layer("dense", "units: classes", weights()));
  }

  private String onMaps() {
    return switch (random.nextInt(6)) {
      case 0 -> layer("max_pooling", window(), "padding: " + any("same", "valid", "1"));
      case 1 -> layer("average_pooling", window(), "padding: " + any("same", "valid", "1"));
      case 2 -> alike();
      default -> convolution("stride: " + any("1", "1", "2"));
    };
  }

  private String window() {
    return "kernel: %s, stride: %s".formatted(any("2", "3"), any("1", "2"));
  }

  private String convolution(String stride) {
    return layer(
        "convolution",
        "filters: 6",
        "kernel: " + any("1", "2", "3", "5"),
        "padding: " + any("same", "same", "valid", "2"),
        "groups: " + any("1", "1", "3"),
        stride,
        "dilation: " + any("1", "1", "2"),
        weights());
  }

  private String weights() {
    return "activation: %s, bias: %s, bias_start: 0.1, initialization: %s, deviation: 0.2, weight_decay: %s"
        .formatted(
            FUNCTIONS.get(random.nextInt(FUNCTIONS.size())),
            any("true", "false"),
            any("he", "xavier", "normal"),
            any("0", "0.01"));
  }

  /** A layer that keeps its input's shape. */
  private String alike() {
    return switch (random.nextInt(4)) {
      case 0 -> layer("batch_normalization", "epsilon: 0.01", "momentum: " + any("0", "0.9"));
      case 1 -> layer("activation", "function: " + FUNCTIONS.get(random.nextInt(6)));
      case 2 -> layer("dropout", "rate: 0.2");
      default -> layer("scale", "factor: 0.7");
    };
  }

  private String residual() {
    String stride = any("1", "2");
    String inside =
        layer(
            "convolution",
            "filters: 6, kernel: 3, padding: same, bias: false, stride: " + stride,
            "groups: " + any("1", "3"));
    String shortcut =
        random.nextInt(2) == 0
            ? ""
            : ", shortcut: [%s, %s]"
                .formatted(
                    layer("dropout", "rate: 0.1"),
                    layer(
                        "convolution", "filters: 6, kernel: 1, padding: same, stride: " + stride));
    return layer(
        "residual",
        "activation: " + any("relu", "linear"),
        "layers: [%s, %s, %s]%s".formatted(alike(), inside, alike(), shortcut));
  }

  private String any(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String layer(String kind, String... properties) {
    names++;
    return "{name: l%d, kind: %s%s}"
        .formatted(names, kind, properties.length == 0 ? "" : ", " + String.join(", ", properties));
  }
}
