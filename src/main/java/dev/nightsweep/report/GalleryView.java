package dev.nightsweep.report;

import dev.nightsweep.model.Picture;
import dev.nightsweep.report.chart.PngImage;
import dev.nightsweep.report.chart.Raster;
import dev.nightsweep.text.Numbers;
import java.util.List;

/** Drawings of images that a net misclassifies. */
public record GalleryView(List<Item> items) {
  /** Small grey images are taken for writing, dark on the page's paper; larger ones for photos. */
  private static final int MAX_INK = 32;

  /**
   * An image.
   *
   * @param drawing finished and escaped
   * @param verdict the true and the predicted class
   */
  public record Item(String drawing, String verdict, String number) {}

  static GalleryView of(List<WrongImage> images) {
    return new GalleryView(images.stream().map(GalleryView::item).toList());
  }

  private static Item item(WrongImage image) {
    String sure =
        image.probability().isPresent()
            ? ", %s %% sure".formatted(Numbers.plain(100 * image.probability().getAsDouble(), 1))
            : "";
    String verdict = "%s, seen as %s%s".formatted(image.truth(), image.predicted(), sure);
    return new Item(drawing(image), verdict, "test image " + image.number());
  }

  private static String drawing(WrongImage image) {
    Picture picture = image.picture();
    return picture.isGrey() && Math.max(picture.rows(), picture.columns()) <= MAX_INK
        ? Raster.picture(
            picture.columns(),
            picture.values(),
            "image-" + image.number(),
            "A " + image.truth() + ".")
        : PngImage.element(
            picture.channels(), picture.columns(), picture.values(), "A " + image.truth() + ".");
  }
}
