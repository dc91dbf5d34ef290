package dev.nightsweep.train.net;

import java.util.stream.Stream;

/**
 * A convolution with its activation.
 *
 * @param groups parts into which channels and filters fall, each convolved alone
 */
public record PlannedConvolution(
    String name,
    FeatureShape input,
    FeatureShape output,
    Window window,
    int groups,
    String activation,
    WeightSetup weights)
    implements WeightedLayer {

  static final LayerKind KIND =
      LayerKind.plain(
          "convolution",
          "Conv2D",
          "filters that move over maps",
          Stream.concat(
                  Stream.of(
                      Property.size("filters", "maps that it puts out"),
                      Property.whole("kernel", Window.MAX_KERNEL, "", "height and width"),
                      Property.whole("stride", Window.MAX_STRIDE, "1", "pixels a step"),
                      Window.PADDING,
                      Property.whole(
                          "dilation", Window.MAX_STRIDE, "1", "pixels between two of the kernel"),
                      Property.whole(
                          "groups",
                          Integer.MAX_VALUE,
                          "1",
                          "parts of the channels that are convolved alone"),
                      PlannedActivation.PROPERTY),
                  WeightSetup.PROPERTIES.stream())
              .toList(),
          PlannedConvolution::of);

  private static PlannedConvolution of(LayerSetup layer) {
    int filters = layer.whole("filters");
    Window window =
        new Window(
            layer.whole("kernel"),
            layer.whole("stride"),
            layer.whole("dilation"),
            layer.word("padding"));
    FeatureShape output = window.over(layer, filters);
    int groups = layer.whole("groups");
    if (layer.input().channels() % groups != 0 || filters % groups != 0) {
      throw new MisfitException(
          "%s: %d groups must divide its %d input channels and its %d filters (%s to %s)"
              .formatted(
                  layer.name(),
                  groups,
                  layer.input().channels(),
                  filters,
                  layer.input().text(),
                  output.text()));
    }
    return new PlannedConvolution(
        layer.name(),
        layer.input(),
        output,
        window,
        groups,
        layer.word("activation"),
        WeightSetup.of(layer));
  }

  /** Of a path beside a block's layers: filters of 1×1 that only change the shape. */
  static PlannedConvolution projection(LayerSetup block, FeatureShape output, int stride) {
    return new PlannedConvolution(
        block.name() + ".projection",
        block.input(),
        output,
        new Window(1, stride, 1, "same"),
        1,
        PlannedActivation.LINEAR,
        WeightSetup.withoutBias(block));
  }

  public int filters() {
    return output.channels();
  }

  @Override
  public long fanIn() {
    return Sizes.product(input.channels() / groups, window.kernel(), window.kernel());
  }

  @Override
  public long fanOut() {
    return Sizes.product(filters(), window.kernel(), window.kernel());
  }

  @Override
  public String kind() {
    String grouped = groups == 1 ? "" : ", %d groups".formatted(groups);
    return PlannedActivation.after("convolution " + window.text() + grouped, activation);
  }

  @Override
  public long parameters() {
    return Sizes.product(fanIn(), filters()) + (weights.bias() ? filters() : 0);
  }

  @Override
  public long multiplyAdds() {
    return Sizes.product(fanIn(), output.size());
  }
}
