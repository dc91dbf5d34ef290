package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Steps of the net against the update rules as published, in plain arithmetic. */
class OptimizersTest {
  private static final double RATE = 0.02;
  private static final List<String> LAYERS = List.of("conv1", "conv4", "fc6", "fc8");

  /** The last batch is smaller: its gradient is the mean over its own images. */
  private static final int[] BATCHES = {8, 8, 5};

  /** A published rule for one parameter, with what it remembers. */
  private static final class UpdateRule {
    private final String optimizer;
    private final double momentum;
    private final double decay;
    private double first;
    private double second;
    private int steps;

    UpdateRule(String optimizer, double momentum, double decay) {
      this.optimizer = optimizer;
      this.momentum = momentum;
      this.decay = decay;
    }

    double step(double w, double gradient, double rate) {
      steps++;
      double coupled = gradient + decay * w;
      return switch (optimizer) {
        case "sgd" -> w - rate * coupled;
        case "nesterov" -> w + nesterov(coupled, rate);
        case "adam" -> w - adam(coupled, rate);
        case "adamw" -> w - adam(gradient, rate) - rate * decay * w;
        default -> throw new AssertionError(optimizer);
      };
    }

    /** Sutskever et al. 2013, in the form of Bengio et al. 2013: the look-ahead is w itself. */
    private double nesterov(double gradient, double rate) {
      first = momentum * first - rate * gradient;
      return momentum * first - rate * gradient;
    }

    /**
     * Kingma and Ba 2015, with β 0.9 and 0.999; ε beside the uncorrected root, as their §2 ends.
     */
    private double adam(double gradient, double rate) {
      first = 0.9 * first + 0.1 * gradient;
      second = 0.999 * second + 0.001 * gradient * gradient;
      double corrected = rate * Math.sqrt(1 - Math.pow(0.999, steps)) / (1 - Math.pow(0.9, steps));
      return corrected * first / (Math.sqrt(second) + 1e-8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sgd,      0.9, 0",
    "sgd,      0.9, 0.05",
    "nesterov, 0.9, 0",
    "nesterov, 0.5, 0.05",
    "nesterov, 0.0, 0.05",
    "adam,     0.9, 0",
    "adam,     0.9, 0.05",
    "adamw,    0.9, 0",
    "adamw,    0.9, 0.05"
  })
  void stepsFollowTheRule(String optimizer, double momentum, double decay) {
    NetInTraining net = net("optimizer", optimizer, "momentum", momentum, "weight_decay", decay);
    Map<String, UpdateRule[]> rules = new HashMap<>();
    net.beginEpoch(1);
    for (int size : BATCHES) {
      ImageBatch batch = batch(size);
      Map<String, double[]> expected = new HashMap<>();
      prepareGradient(net.net(), batch);
      for (String name : names()) {
        double[] w = parameters(net.net(), name);
        double[] g = gradient(net.net(), name);
        UpdateRule[] each =
            rules.computeIfAbsent(
                name, n -> rules(w.length, optimizer, momentum, n.endsWith("W") ? decay : 0));
        for (int i = 0; i < w.length; i++) {
          w[i] = each[i].step(w[i], g[i] / size, RATE);
        }
        expected.put(name, w);
      }
      net.step(batch);
      expected.forEach(
          (name, w) ->
              assertThat(parameters(net.net(), name)).as(name).containsExactly(w, offset(1e-9)));
    }
    net.close();
  }

  /** Rates in epochs 1 to 6, by hand. */
  @ParameterizedTest
  @CsvSource({
    "constant, 0.02, 0.02, 0.02,  0.02,  0.02,  0.02",
    "step,     0.02, 0.02, 0.005, 0.005, 0.00125, 0.00125",
    "cosine,   0.02, 0.018660254037844388, 0.015, 0.01, 0.005, 0.0013397459621556124"
  })
  void aStepsRateIsTheSchedules(
      String schedule, double e1, double e2, double e3, double e4, double e5, double e6) {
    NetInTraining net =
        net(
            "optimizer",
            "sgd",
            "lr_schedule",
            schedule,
            "epochs",
            6,
            "lr_step.every",
            2,
            "lr_step.factor",
            0.25);
    double[] rates = {e1, e2, e3, e4, e5, e6};
    for (int epoch = 1; epoch <= rates.length; epoch++) {
      net.beginEpoch(epoch);
      for (int step = 0; step < 2; step++) {
        ImageBatch batch = batch(4);
        prepareGradient(net.net(), batch);
        double[] before = parameters(net.net(), "fc8.b");
        double[] gradient = gradient(net.net(), "fc8.b");
        net.step(batch);
        double[] after = parameters(net.net(), "fc8.b");
        for (int i = 0; i < before.length; i++) {
          assertThat(before[i] - after[i])
              .isCloseTo(rates[epoch - 1] * gradient[i] / 4, offset(1e-12));
        }
      }
    }
    net.close();
  }

  private static UpdateRule[] rules(int count, String optimizer, double momentum, double decay) {
    UpdateRule[] rules = new UpdateRule[count];
    for (int i = 0; i < count; i++) {
      rules[i] = new UpdateRule(optimizer, momentum, decay);
    }
    return rules;
  }

  private static NetInTraining net(Object... settings) {
    Object[] all = new Object[settings.length + 6];
    Object[] common = {"width", 0.02, "dropout", 0.0, "learning_rate", RATE};
    System.arraycopy(common, 0, all, 0, common.length);
    System.arraycopy(settings, 0, all, common.length, settings.length);
    return TrainingFixtures.net(TrainingFixtures.settings(all), 4, Arithmetic.DOUBLE);
  }

  private static List<String> names() {
    return LAYERS.stream().flatMap(layer -> List.of(layer + ".W", layer + ".b").stream()).toList();
  }

  private static double[] parameters(ComputationGraph net, String name) {
    int dot = name.indexOf('.');
    return net.getLayer(name.substring(0, dot))
        .getParam(name.substring(dot + 1))
        .dup('c')
        .data()
        .asDouble();
  }

  /** Sums over the batch: DL4J divides when it updates. */
  private static double[] gradient(ComputationGraph net, String name) {
    int dot = name.indexOf('.');
    String key = name.substring(0, dot) + "_" + name.substring(dot + 1);
    return net.gradient().getGradientFor(key).dup('c').data().asDouble();
  }

  private static void prepareGradient(ComputationGraph net, ImageBatch batch) {
    net.setInputs(TrainingFixtures.features(batch).castTo(DataType.DOUBLE));
    net.setLabels(TrainingFixtures.oneHot(batch).castTo(DataType.DOUBLE));
    net.computeGradientAndScore();
  }

  private static ImageBatch batch(int images) {
    RandomStream random = new RandomStreams(6).stream("batch", images, 0);
    float[] pixels = new float[images * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    int[] labels = IntStream.range(0, images).map(i -> random.nextInt(10)).toArray();
    return TrainingFixtures.batch(pixels, labels);
  }
}
