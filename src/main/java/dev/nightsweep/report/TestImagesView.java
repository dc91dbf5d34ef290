package dev.nightsweep.report;

import java.util.Optional;

/**
 * What a run made of the test images.
 *
 * @param confusion shares by true and predicted class
 * @param gallery images that it tells wrong
 */
public record TestImagesView(Confusion confusion, GalleryView gallery) {

  /** Of a run that completed. */
  static Optional<Section> section(RunFacts facts, TestedImages images) {
    return facts
        .result()
        .flatMap(result -> Confusion.of(result.confusion(), images))
        .map(confusion -> new TestImagesView(confusion, GalleryView.of(images.worst())))
        .map(view -> Section.of("confusion", "Test images", "testimages", view));
  }
}
