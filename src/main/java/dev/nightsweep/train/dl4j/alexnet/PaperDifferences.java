package dev.nightsweep.train.dl4j.alexnet;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in sentences where a net and its training depart from {@link Paper}. */
final class PaperDifferences {
  private final Settings settings;
  private final List<String> sentences = new ArrayList<>();

  private PaperDifferences(Settings settings) {
    this.settings = settings;
  }

  /**
   * The differences in the order of the net, then of its training.
   *
   * @param settings resolved
   */
  static List<String> of(Settings settings) {
    PaperDifferences differences = new PaperDifferences(settings);
    differences.addInput();
    differences.addConvolutions();
    differences.addPools();
    differences.addNormalization();
    differences.addHead();
    differences.addTraining();
    differences.addSchedule();
    return List.copyOf(differences.sentences);
  }

  private void addInput() {
    add(
        "Images are 28×28 and grey, in ten classes; the paper's are 224×224 and in colour, in"
            + " 1000.");
    add(
        switch (settings.word("input.scaling")) {
          case "standard" ->
              "Pixels are standardized by one mean and deviation; the paper subtracts every pixel's"
                  + " own mean.";
          case "raw" -> "Pixels are 0…255; the paper subtracts every pixel's own mean.";
          default -> "Pixels are scaled to 0…1; the paper subtracts every pixel's own mean.";
        });
    add(
        settings.word("augmentation").equals("shift")
            ? "Training images are shifted by up to 2 pixels; the paper crops, mirrors and alters"
                + " colours."
            : "Training images are not augmented; the paper crops, mirrors and alters colours.");
    add("A test image is seen once; the paper averages over ten crops of it.");
  }

  private void addConvolutions() {
    add("The net is one tower without groups; the paper splits conv2, conv4 and conv5 in two.");
    add(
        "conv1 has stride 1 and same padding, as all convolutions; the paper's has stride %d."
            .formatted(Paper.FIRST_STRIDE));
    addIfNot(
        "Kernels of conv1 to conv5 are %s; the paper's %s.",
        ofConvolutions("conv%d.kernel", false), joined(Paper.KERNELS));
    String scale = settings.real("width") == 1 ? "" : " at width " + text("width");
    String filters = ofConvolutions("conv%d.filters", true);
    if (!filters.equals(joined(Paper.FILTERS))) {
      add(
          "conv1 to conv5 have %s filters%s; the paper's %s."
              .formatted(filters, scale, joined(Paper.FILTERS)));
    }
    int units = AlexNetPlan.scaled(settings, "fc.units");
    if (units != Paper.UNITS) {
      add("fc6 and fc7 have %d units%s; the paper's %d.".formatted(units, scale, Paper.UNITS));
    }
  }

  private void addPools() {
    add("Max-pools are padded to keep every pixel; the paper's are not padded.");
    if (settings.whole("pool.kernel") != Paper.POOL_KERNEL
        || settings.whole("pool.stride") != Paper.POOL_STRIDE) {
      add(
          "Max-pools are %s wide with stride %s; the paper's %d with stride %d."
              .formatted(
                  text("pool.kernel"), text("pool.stride"), Paper.POOL_KERNEL, Paper.POOL_STRIDE));
    }
    if (!settings.flag("pool5")) {
      add("No max-pool follows conv5; in the paper one does.");
    }
  }

  private void addNormalization() {
    if (!settings.flag("lrn")) {
      boolean constant = settings.real("constant_scale") != 1;
      add(
          constant
              ? "A constant factor of %s stands where the paper has local response normalization."
                  .formatted(text("constant_scale"))
              : "There is no local response normalization; the paper has it after conv1 and"
                  + " conv2.");
      return;
    }
    addIfNotEqual("lrn.k", Paper.LRN_K);
    addIfNotEqual("lrn.n", Paper.LRN_N);
    addIfNotEqual("lrn.alpha", Paper.LRN_ALPHA);
    addIfNotEqual("lrn.beta", Paper.LRN_BETA);
    if (settings.word("lrn.order").equals("after_pool")) {
      add("Local response normalization follows the max-pools; in the paper it precedes them.");
    }
    if (settings.word("lrn.impl").equals("dl4j")) {
      add("Local response normalization is the library's, whose gradient is not exact.");
    }
  }

  private void addHead() {
    addIfNot("The activation is %s; the paper's %s.", settings.word("activation"), "relu");
    if (settings.flag("output_relu")) {
      add("A ReLU stands before the softmax; the paper has none there.");
    }
    addIfNotEqual("dropout", Paper.DROPOUT);
    if (!settings.word("init").equals("paper")) {
      add(
          "First weights are drawn by the rule of %s and biases are 0; the paper's have deviation 0.01, and some biases are 1."
              .formatted(settings.word("init").equals("he") ? "He et al." : "Glorot and Bengio"));
    }
  }

  private void addTraining() {
    String optimizer = settings.word("optimizer");
    add(
        optimizer.equals("nesterov")
            ? "The optimizer is momentum in Nesterov's form; the paper's is classical momentum."
            : "The optimizer is %s; the paper's is classical momentum.".formatted(optimizer));
    if (optimizer.equals("nesterov")) {
      addIfNotEqual("momentum", Paper.MOMENTUM);
    }
    addIfNotEqual("weight_decay", Paper.WEIGHT_DECAY);
    if (optimizer.equals("adamw") && settings.real("weight_decay") > 0) {
      add("Weight decay is decoupled from the gradient; the paper's is part of it.");
    }
    addIfNotEqual("batch_size", Paper.BATCH_SIZE);
    addIfNotEqual("epochs", Paper.EPOCHS);
  }

  private void addSchedule() {
    addIfNotEqual("learning_rate", Paper.LEARNING_RATE);
    String paper = "; the paper divides it by ten when the validation error no longer falls.";
    add(
        switch (settings.word("lr_schedule")) {
          case "step" ->
              "The learning rate is multiplied by %s every %s epochs%s"
                  .formatted(text("lr_step.factor"), text("lr_step.every"), paper);
          case "cosine" -> "The learning rate falls to 0 as a cosine" + paper;
          default -> "The learning rate is constant" + paper;
        });
  }

  private void add(String sentence) {
    sentences.add(sentence);
  }

  /** A sentence of two texts, unless they are equal. */
  private void addIfNot(String sentence, String ours, String papers) {
    if (!ours.equals(papers)) {
      add(sentence.formatted(ours, papers));
    }
  }

  private void addIfNotEqual(String parameter, double papers) {
    if (settings.real(parameter) != papers) {
      String text = Setting.of(papers).text();
      add("%s is %s; the paper's is %s.".formatted(parameter, text(parameter), text));
    }
  }

  private String text(String parameter) {
    return settings.get(parameter).text();
  }

  private String ofConvolutions(String pattern, boolean scaled) {
    return joined(
        IntStream.rangeClosed(1, AlexNetParameters.CONVOLUTIONS)
            .mapToObj(pattern::formatted)
            .map(name -> scaled ? AlexNetPlan.scaled(settings, name) : settings.whole(name))
            .toList());
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
