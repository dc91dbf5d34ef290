package dev.nightsweep.train.dl4j;

import static dev.nightsweep.train.dl4j.Declaration.choice;
import static dev.nightsweep.train.dl4j.Declaration.fixed;
import static dev.nightsweep.train.dl4j.Declaration.given;
import static dev.nightsweep.train.dl4j.Declaration.real;
import static dev.nightsweep.train.dl4j.Declaration.whole;

import dev.nightsweep.data.Augmentation;
import dev.nightsweep.data.DataOptions;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Setting;
import java.util.List;
import java.util.Set;

/** The parameters that the training loop reads, whatever net it trains. */
public final class TrainingParameters {
  private static final int MANY = Integer.MAX_VALUE;

  /** The revision in which nets came to take any images. */
  private static final int ANY_IMAGES = 2;

  /** Those that change what is computed, and not how long it takes. */
  static final Set<String> WITHOUT_COST =
      Set.of(
          "input.scaling",
          "momentum",
          "learning_rate",
          "lr_schedule",
          "lr_step.every",
          "lr_step.factor");

  private TrainingParameters() {}

  /**
   * Which images, and how they are shown to the net.
   *
   * @param images what the net can learn: {@code 28×28 grey images in ten classes}
   */
  public static List<Declaration> ofData(String images) {
    return List.of(
        fixed(
            "dataset",
            new Domain.Text("mnist | fashion-mnist | cifar10 | … | a folder | an .npz file"),
            Setting.of("mnist"),
            "what to learn; " + images),
        whole("train_size", 1, MANY, 50_000, "training images, drawn by seed, classes in balance"),
        whole("validation_size", 100, MANY, 10_000, "validation images, drawn by seed"),
        choice(
            "input.scaling",
            "unit",
            "pixels as 0…1, as (x - mean) / sd of the training images, or as 0…255",
            "standard",
            "raw"),
        choice(
            "augmentation",
            Augmentation.NONE,
            "changes to training images, anew each epoch: shift by -2…2 pixels both ways; flip left"
                + " and right; crop after padding by an eighth; cutout of a square of half the side",
            Augmentation.COMBINATIONS.toArray(String[]::new)),
        whole(
                DataOptions.RESIZE,
                0,
                DataOptions.MAX_SIDE,
                0,
                "height and width to which all images are brought; 0 leaves them as they are")
            .since(ANY_IMAGES),
        real(
                DataOptions.TEST_SHARE,
                new Domain.Real(0, false, 1, false),
                DataOptions.DEFAULT.testShare(),
                "share of each class that becomes the test set, where the data set has none")
            .since(ANY_IMAGES),
        whole(
                DataOptions.TEST_SEED,
                0,
                MANY,
                DataOptions.DEFAULT.splitSeed(),
                "decides which images these are, whatever the seed of a run")
            .since(ANY_IMAGES));
  }

  /** The penalty on large weights. */
  public static Declaration weightDecay() {
    return real(
        "weight_decay",
        Domain.Real.atLeast(0),
        0,
        "added to the gradient of weights, not biases, as wd·w; decoupled for adamw");
  }

  /** Update rule, learning rate, and how many steps of how many images. */
  public static List<Declaration> ofSteps() {
    return List.of(
        choice("optimizer", "nesterov", "update rule", "sgd", "adam", "adamw"),
        real("momentum", new Domain.Real(0, true, 1, false), 0.9, "of nesterov; others ignore it"),
        real("learning_rate", Domain.Real.above(0), 0.01, "in the first epoch"),
        choice(
            "lr_schedule",
            "constant",
            "step: times lr_step.factor every lr_step.every epochs; cosine: to 0 over all epochs",
            "step",
            "cosine"),
        whole("lr_step.every", 1, MANY, 10, "epochs between steps"),
        real("lr_step.factor", new Domain.Real(0, false, 1, true), 0.1, "factor at each step"),
        whole("batch_size", 1, 4096, 64, "images a step; an epoch's last batch may be smaller"),
        whole("epochs", 1, 10_000, 5, "passes over the training images"),
        given(
            "seed",
            new Domain.Whole(Long.MIN_VALUE, Long.MAX_VALUE, false),
            "decides everything random"));
  }
}
