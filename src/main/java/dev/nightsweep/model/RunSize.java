package dev.nightsweep.model;

/**
 * What a run has to do, counted in images.
 *
 * @param epochs how often it goes through the training images, at least once
 * @param trainingImages trained on in each epoch
 * @param validationImages evaluated after each epoch
 * @param testImages evaluated once, at the end
 */
public record RunSize(int epochs, long trainingImages, long validationImages, long testImages) {

  /** All images that are trained on, each as often as it is. */
  public long trained() {
    return epochs * trainingImages;
  }

  /** All images that are only evaluated. */
  public long evaluated() {
    return epochs * validationImages + testImages;
  }
}
