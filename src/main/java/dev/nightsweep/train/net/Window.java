package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import java.util.List;

/**
 * A square window that moves over maps.
 *
 * @param dilation 1 where it covers neighbouring pixels
 * @param padding {@code same}, {@code valid}, or pixels of zeros on every side
 */
public record Window(int kernel, int stride, int dilation, String padding) {
  static final int MAX_KERNEL = 63;
  static final int MAX_STRIDE = 63;
  private static final int MAX_PADDING = 31;

  static final Property PADDING =
      new Property(
          "padding",
          new Domain.Either(
              new Domain.Choice(List.of("valid", "same")), new Domain.Whole(0, MAX_PADDING, false)),
          "valid",
          "valid: none; same: as much as makes the output input/stride, rounded up, an odd pixel right and at the bottom; or pixels on every side",
          true);

  public boolean isSame() {
    return padding.equals("same");
  }

  /** The shape of that many maps out of the input; throws if the window does not fit in. */
  FeatureShape over(LayerSetup layer, int channels) {
    layer.requireMaps();
    FeatureShape input = layer.input();
    FeatureShape output =
        FeatureShape.maps(channels, across(input.height()), across(input.width()));
    if (output.height() < 1 || output.width() < 1) {
      throw new MisfitException(
          "%s does not fit: %s with padding %s would make %s of its input %s"
              .formatted(layer.name(), text(), padding, output.text(), input.text()));
    }
    return output;
  }

  /** {@code 3×3, stride 2, padding same}, without what is usual. */
  String text() {
    return "%1$d×%1$d".formatted(kernel)
        + (stride == 1 ? "" : ", stride " + stride)
        + (dilation == 1 ? "" : ", dilation " + dilation);
  }

  /** Pixels of zeros on every side; none of same padding, which differs from side to side. */
  public int around() {
    return padding.equals("same") || padding.equals("valid") ? 0 : Integer.parseInt(padding);
  }

  private int across(int length) {
    if (isSame()) {
      return (length + stride - 1) / stride;
    }
    int reach = dilation * (kernel - 1) + 1;
    return Math.floorDiv(length + 2 * around() - reach, stride) + 1;
  }
}
