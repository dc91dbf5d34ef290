package dev.nightsweep.publish;

import dev.nightsweep.model.RunResult;
import dev.nightsweep.report.WrongImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The test images that one of two runs alone has right, with what the other saw. */
final class OnlyRight {
  private static final int MAX_IMAGES = 24;

  private OnlyRight() {}

  static List<WrongImage> of(RunResult right, RunResult wrong, TestImages images) {
    return IntStream.range(0, images.size())
        .filter(i -> right.predictions().get(i) == images.images().label(i))
        .filter(i -> wrong.predictions().get(i) != images.images().label(i))
        .limit(MAX_IMAGES)
        .mapToObj(
            i ->
                new WrongImage(
                    i,
                    images.truth(i),
                    images.name(wrong.predictions().get(i)),
                    OptionalDouble.empty(),
                    images.images().thumbnail(i)))
        .toList();
  }
}
