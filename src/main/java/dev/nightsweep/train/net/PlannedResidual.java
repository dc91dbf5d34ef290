package dev.nightsweep.train.net;

import java.util.List;
import java.util.stream.Stream;

/**
 * Layers whose output is added to their input, and an activation of the sum.
 *
 * @param layers at least one
 * @param shortcut layers on the way beside them; none where the input is added as it is
 */
public record PlannedResidual(
    String name,
    FeatureShape input,
    List<PlannedLayer> layers,
    List<PlannedLayer> shortcut,
    String activation)
    implements PlannedLayer {
  static final String LAYERS = "layers";
  static final String SHORTCUT = "shortcut";

  static final LayerKind KIND =
      new LayerKind(
          "residual",
          "Add, of a branch and its input",
          "layers whose output is added to their input; where the shapes differ and no shortcut is said, through a projection: a convolution 1×1 without bias",
          Stream.concat(Stream.of(PlannedActivation.PROPERTY), WeightSetup.OF_PROJECTIONS.stream())
              .toList(),
          List.of(LAYERS, SHORTCUT),
          PlannedResidual::of);

  public PlannedResidual {
    layers = List.copyOf(layers);
    shortcut = List.copyOf(shortcut);
  }

  private static PlannedResidual of(LayerSetup layer) {
    if (layer.inner(LAYERS).isEmpty()) {
      throw new MisfitException("%s: none of its layers is left".formatted(layer.name()));
    }
    FeatureShape output = last(layer.inner(LAYERS), layer.input());
    List<PlannedLayer> shortcut = layer.inner(SHORTCUT);
    if (shortcut.isEmpty() && !output.equals(layer.input())) {
      shortcut = List.of(projection(layer, output));
    }
    FeatureShape beside = last(shortcut, layer.input());
    if (!beside.equals(output)) {
      throw new MisfitException(
          "%s: its layers make %s and its shortcut %s of its input %s"
              .formatted(layer.name(), output.text(), beside.text(), layer.input().text()));
    }
    return new PlannedResidual(
        layer.name(), layer.input(), layer.inner(LAYERS), shortcut, layer.word("activation"));
  }

  private static PlannedLayer projection(LayerSetup layer, FeatureShape output) {
    FeatureShape input = layer.input();
    int stride = steps(input.height(), output.height());
    if (input.vector()
        || output.vector()
        || steps(input.height(), stride) != output.height()
        || steps(input.width(), stride) != output.width()) {
      throw new MisfitException(
          "%s: its layers make %s of its input %s, which no projection does; say a shortcut"
              .formatted(layer.name(), output.text(), input.text()));
    }
    return PlannedConvolution.projection(layer, output, stride);
  }

  /** How many steps of that length cover it. */
  private static int steps(int length, int step) {
    return (length + step - 1) / step;
  }

  private static FeatureShape last(List<PlannedLayer> layers, FeatureShape input) {
    return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
  }

  @Override
  public FeatureShape output() {
    return last(layers, input);
  }

  @Override
  public String kind() {
    return PlannedActivation.after("sum with the input", activation);
  }

  @Override
  public Stream<PlannedLayer> rows() {
    return Stream.concat(
        Stream.concat(layers.stream(), shortcut.stream()).flatMap(PlannedLayer::rows),
        Stream.of(this));
  }
}
