package dev.nightsweep.train.net;

import java.util.List;

/**
 * The maximum or mean of every window.
 *
 * @param average whether it is the mean; of padded windows, of the pixels inside
 */
public record PlannedPooling(
    String name, FeatureShape input, FeatureShape output, Window window, boolean average)
    implements PlannedLayer {

  private static final List<Property> PROPERTIES =
      List.of(
          Property.whole("kernel", Window.MAX_KERNEL, "2", "height and width of the windows"),
          Property.whole(
              "stride",
              Window.MAX_STRIDE,
              "kernel",
              "pixels a step; the kernel's where none is said"),
          Window.PADDING);

  static final LayerKind MAX =
      LayerKind.plain(
          "max_pooling",
          "MaxPooling2D",
          "the maximum of every window",
          PROPERTIES,
          layer -> of(layer, false));

  static final LayerKind AVERAGE =
      LayerKind.plain(
          "average_pooling",
          "AveragePooling2D",
          "the mean of every window, without what is padded",
          PROPERTIES,
          layer -> of(layer, true));

  private static PlannedPooling of(LayerSetup layer, boolean average) {
    Window window =
        new Window(layer.whole("kernel"), layer.whole("stride"), 1, layer.word("padding"));
    FeatureShape output = window.over(layer, layer.input().channels());
    if (!window.isSame() && !window.padding().equals("valid")) {
      refuseWidePadding(layer, window, output);
    }
    return new PlannedPooling(layer.name(), layer.input(), output, window, average);
  }

  /** Else there would be windows without any pixel. */
  private static void refuseWidePadding(LayerSetup layer, Window window, FeatureShape output) {
    if (2 * Integer.parseInt(window.padding()) > window.kernel()) {
      throw new MisfitException(
          "%s: padding %s is more than half of its kernel %d (%s to %s)"
              .formatted(
                  layer.name(),
                  window.padding(),
                  window.kernel(),
                  layer.input().text(),
                  output.text()));
    }
  }

  @Override
  public String kind() {
    return "%s-pool %s".formatted(average ? "average" : "max", window.text());
  }
}
