package dev.nightsweep.report;

import dev.nightsweep.report.chart.Raster;
import dev.nightsweep.text.Numbers;
import java.util.List;

/** Drawings of images that a net misclassifies. */
public record GalleryView(List<Item> items) {

  /**
   * An image.
   *
   * @param svg finished and escaped
   * @param verdict the true and the predicted class
   */
  public record Item(String svg, String verdict, String number) {}

  static GalleryView of(List<WrongImage> images) {
    return new GalleryView(images.stream().map(GalleryView::item).toList());
  }

  private static Item item(WrongImage image) {
    String sure =
        image.probability().isPresent()
            ? ", %s %% sure".formatted(Numbers.plain(100 * image.probability().getAsDouble(), 1))
            : "";
    String verdict = "%s, seen as %s%s".formatted(image.truth(), image.predicted(), sure);
    String svg =
        Raster.picture(
            image.picture().columns(),
            image.picture().pixels(),
            "image-" + image.number(),
            "A " + image.truth() + ".");
    return new Item(svg, verdict, "test image " + image.number());
  }
}
