package dev.nightsweep.data;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A change to training images that leaves their classes alone, drawn anew for each image from a
 * stream of its own.
 */
public sealed interface Augmentation {

  /** No change at all. */
  String NONE = "none";

  /**
   * Changes that go together, joined by +, in the order in which they are made. A crop is a shift
   * already, so there is none with both.
   */
  List<String> COMBINATIONS =
      List.of(
          "shift",
          "flip",
          "cutout",
          "crop",
          "shift+flip",
          "shift+cutout",
          "flip+cutout",
          "crop+flip",
          "crop+cutout",
          "shift+flip+cutout",
          "crop+flip+cutout");

  /** Its name, which is also the purpose of its random stream: see {@link RandomStreams}. */
  String name();

  /** Changes one of the images. */
  void apply(ScaledImages images, int image, RandomStream random);

  /** Changes all images in their order, as one step of training asks for. */
  default void applyToAll(ScaledImages images, RandomStream random) {
    for (int image = 0; image < images.size(); image++) {
      apply(images, image, random);
    }
  }

  /**
   * Those of that combination, as strong as is usual for images of that size.
   *
   * @param names one of {@link #COMBINATIONS} or {@link #NONE}
   */
  static List<Augmentation> of(String names, DataShape shape) {
    return names.equals(NONE)
        ? List.of()
        : Pattern.compile("+", Pattern.LITERAL)
            .splitAsStream(names)
            .map(name -> named(name, shape))
            .toList();
  }

  /**
   * The one of that name, as strong as is usual for images of that size.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Augmentation named(String name, DataShape shape) {
    int side = Math.min(shape.height(), shape.width());
    return switch (name) {
      case "shift" -> new Shift(2);
      case "flip" -> new Flip();
      case "crop" -> new Crop(Math.max(1, Math.round(side / 8f)));
      case "cutout" -> new Cutout(Math.max(1, side / 2));
      default -> throw new IllegalArgumentException("no augmentation is called " + name);
    };
  }

  /**
   * Moves the image by up to so many pixels both ways; black moves in.
   *
   * @param reach the most pixels
   */
  record Shift(int reach) implements Augmentation {
    @Override
    public String name() {
      return "shift";
    }

    @Override
    public void apply(ScaledImages images, int image, RandomStream random) {
      int down = random.nextInt(2 * reach + 1) - reach;
      int right = random.nextInt(2 * reach + 1) - reach;
      images.shift(image, down, right);
    }
  }

  /** Exchanges left and right, of every second image on average. */
  record Flip() implements Augmentation {
    @Override
    public String name() {
      return "flip";
    }

    @Override
    public void apply(ScaledImages images, int image, RandomStream random) {
      if (random.nextInt(2) == 1) {
        images.mirror(image);
      }
    }
  }

  /**
   * Puts black around the image and cuts one of its size out, anywhere: a shift by up to the width
   * of what was put around.
   *
   * @param padding pixels on each side: 4 of 32 is usual
   */
  record Crop(int padding) implements Augmentation {
    @Override
    public String name() {
      return "crop";
    }

    @Override
    public void apply(ScaledImages images, int image, RandomStream random) {
      new Shift(padding).apply(images, image, random);
    }
  }

  /**
   * Blots out a square, the part of it that lies within the image.
   *
   * @param side pixels of the square: 16 of 32 is usual
   * @see <a href="https://arxiv.org/abs/1708.04552">DeVries and Taylor, Improved regularization of
   *     convolutional neural networks with cutout, 2017</a>
   */
  record Cutout(int side) implements Augmentation {
    @Override
    public String name() {
      return "cutout";
    }

    @Override
    public void apply(ScaledImages images, int image, RandomStream random) {
      DataShape shape = images.shape();
      int top = random.nextInt(shape.height()) - side / 2;
      int left = random.nextInt(shape.width()) - side / 2;
      images.clear(
          image,
          Math.max(0, top),
          Math.min(shape.height(), top + side),
          Math.max(0, left),
          Math.min(shape.width(), left + side));
    }
  }
}
