package dev.nightsweep.publish;

import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.model.Picture;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.report.WrongImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The test images that one of two runs alone has right, with what the other saw. */
final class OnlyRight {
  private static final int MAX_IMAGES = 24;

  private OnlyRight() {}

  static List<WrongImage> of(RunResult right, RunResult wrong, LabelledImages images) {
    return IntStream.range(0, images.size())
        .filter(i -> right.predictions().get(i) == images.label(i))
        .filter(i -> wrong.predictions().get(i) != images.label(i))
        .limit(MAX_IMAGES)
        .mapToObj(
            i ->
                new WrongImage(
                    i,
                    images.label(i),
                    wrong.predictions().get(i),
                    OptionalDouble.empty(),
                    picture(images, i)))
        .toList();
  }

  /** One of the images. */
  static Picture picture(LabelledImages images, int number) {
    return new Picture(
        images.rows(),
        images.columns(),
        IntStream.range(0, images.area()).mapToObj(p -> images.pixel(number, p)).toList());
  }
}
