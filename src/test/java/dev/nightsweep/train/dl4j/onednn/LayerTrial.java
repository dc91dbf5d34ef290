package dev.nightsweep.train.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Layers on random numbers, computed by oneDNN and by a plain function in double precision whose
 * gradients are finite differences: so no derivative is written down twice.
 */
final class LayerTrial {
  private static final double STEP = 1e-5;
  private static final double PRECISION = 3e-5;

  /** Of the derivatives of one array; chosen at random. */
  private static final int MAX_DERIVATIVES = 24;

  private final int images;
  private final MapShape shape;
  private final Random random;
  private final float[] input;
  private final List<FloatPointer> parameters = new ArrayList<>();
  private int ignored = -1;

  /** Layers as a function of a batch and their parameters. */
  interface Plain {
    PlainMaps apply(PlainMaps batch, List<double[]> parameters);
  }

  /** What oneDNN computes; gradients in the order of the parameters. */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Computed(float[] output, float[] inputGradient, List<float[]> gradients) {}

  LayerTrial(int images, MapShape shape, long seed) {
    this.images = images;
    this.shape = shape;
    this.random = new Random(seed);
    this.input = distinct((int) (images * shape.size()));
  }

  /** Numbers in (-2, 2) that are all different, so that every window has one maximum. */
  private float[] distinct(int count) {
    float[] numbers = new float[count];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i = 0; i < count; i++) {
      numbers[i] = 4f * (order.get(i) + 0.5f) / count - 2 + 0.1f / count;
    }
    return numbers;
  }

  private float[] noise(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** So many random parameters of a layer. */
  FloatPointer parameter(int count) {
    FloatPointer pointer = new FloatPointer(noise(count));
    parameters.add(pointer);
    return pointer;
  }

  Parameters parameters(int weights, int biases) {
    return new Parameters(parameter(weights), biases == 0 ? null : parameter(biases));
  }

  /** The number of a parameter that no layer has. */
  void ignore(int parameter) {
    ignored = parameter;
  }

  float[] input() {
    return input.clone();
  }

  PlainMaps batch() {
    return new PlainMaps(images, shape, doubles(input));
  }

  /** Holds outputs and all gradients of the layers against the plain function. */
  void check(Consumer<NetworkLayers> layers, Plain plain) {
    PlainMaps expected = plain.apply(batch(), values());
    float[] gradient = noise(expected.numbers().length);
    Computed computed = compute(layers, gradient);
    close("output", computed.output, expected.numbers());
    close("input", computed.inputGradient, inputGradient(plain, gradient));
    closeGradients(computed.gradients, plain, gradient);
    assertSame(computed, compute(layers, gradient));
  }

  /** Where layers come first in a net, they have no gradient to hand below. */
  void checkAsFirst(Consumer<NetworkLayers> layers, Plain plain) {
    PlainMaps expected = plain.apply(batch(), values());
    float[] gradient = noise(expected.numbers().length);
    List<float[]> gradients = new ArrayList<>();
    try (Network network = Network.of(images, shape, true, layers)) {
      close("output", network.forward(input), expected.numbers());
      gradients.addAll(learned(network, gradient));
    }
    closeGradients(gradients, plain, gradient);
  }

  private void closeGradients(List<float[]> computed, Plain plain, float[] gradient) {
    for (int p = 0; p < parameters.size(); p++) {
      if (p != ignored) {
        close("parameter " + p, computed.get(p), gradient(plain, gradient, p));
      }
    }
  }

  /** The parameters' gradients of layers that come first in a net. */
  List<float[]> gradientsAsFirst(Consumer<NetworkLayers> layers, int outputs) {
    try (Network network = Network.of(images, shape, true, layers)) {
      network.forward(input);
      return learned(network, noise(outputs));
    }
  }

  static boolean isFinite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  /** Holds the output of a network that does not learn against the plain function. */
  void checkEvaluating(Consumer<NetworkLayers> layers, Plain plain) {
    try (Network network = Network.of(images, shape, false, layers)) {
      close("output", network.forward(input), plain.apply(batch(), values()).numbers());
    }
  }

  /** Takes two passes: the second must not meet anything that the first left. */
  Computed compute(Consumer<NetworkLayers> layers, float[] gradient) {
    InputProbe probe = new InputProbe((int) (images * shape.size()));
    try (FloatPointer ones = new FloatPointer(shape.channels())) {
      for (int c = 0; c < shape.channels(); c++) {
        ones.put(c, 1);
      }
      Consumer<NetworkLayers> all =
          network -> {
            network.convolve(
                new Parameters(ones, null),
                shape.channels(),
                shape.channels(),
                new SlidingWindow(1, 1, 1, Padding.VALID),
                Activation.IDENTITY);
            network.outside(probe);
            layers.accept(network);
          };
      try (Network network = Network.of(images, shape, true, all)) {
        Computed first = pass(network, gradient, probe);
        Computed second = pass(network, gradient, probe);
        assertSame(first, second);
        return second;
      }
    }
  }

  private Computed pass(Network network, float[] gradient, InputProbe probe) {
    float[] output = network.forward(input);
    List<float[]> gradients = learned(network, gradient);
    return new Computed(output, probe.gradient(), gradients);
  }

  /** A layer may hand its weights over in parts, each after the one before it. */
  private List<float[]> learned(Network network, float[] gradient) {
    List<float[]> gradients = new ArrayList<>();
    parameters.forEach(parameter -> gradients.add(null));
    network.backward(
        gradient,
        (learned, its, decays) -> {
          for (int p = 0; p < parameters.size(); p++) {
            long place = (learned.address() - parameters.get(p).address()) / Float.BYTES;
            if (place >= 0 && place < parameters.get(p).capacity()) {
              float[] before = place == 0 ? new float[0] : gradients.get(p);
              float[] both = Arrays.copyOf(before, before.length + (int) its.capacity());
              System.arraycopy(numbers(its), 0, both, before.length, (int) its.capacity());
              gradients.set(p, both);
            }
          }
        });
    return gradients;
  }

  private static void assertSame(Computed one, Computed other) {
    assertThat(other.output).isEqualTo(one.output);
    assertThat(other.inputGradient).isEqualTo(one.inputGradient);
    assertThat(other.gradients).usingRecursiveComparison().isEqualTo(one.gradients);
  }

  private List<double[]> values() {
    List<double[]> values = new ArrayList<>();
    parameters.forEach(parameter -> values.add(doubles(numbers(parameter))));
    return values;
  }

  private double[] inputGradient(Plain plain, float[] gradient) {
    PlainMaps batch = batch();
    List<double[]> values = values();
    return differences(batch.numbers(), () -> loss(plain.apply(batch, values), gradient));
  }

  private double[] gradient(Plain plain, float[] gradient, int parameter) {
    PlainMaps batch = batch();
    List<double[]> values = values();
    return differences(values.get(parameter), () -> loss(plain.apply(batch, values), gradient));
  }

  private static double loss(PlainMaps output, float[] gradient) {
    double loss = 0;
    for (int i = 0; i < gradient.length; i++) {
      loss += output.numbers()[i] * gradient[i];
    }
    return loss;
  }

  /** Central differences; NaN where none was chosen. */
  private double[] differences(double[] at, DoubleSupplier loss) {
    double[] differences = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      if (random.nextInt(at.length) >= MAX_DERIVATIVES) {
        differences[i] = Double.NaN;
        continue;
      }
      double kept = at[i];
      at[i] = kept + STEP;
      double above = loss.getAsDouble();
      at[i] = kept - STEP;
      differences[i] = (above - loss.getAsDouble()) / (2 * STEP);
      at[i] = kept;
    }
    return differences;
  }

  private static void close(String what, float[] computed, double[] expected) {
    assertThat(computed).as(what).isNotNull().hasSameSizeAs(expected);
    double scale = 1;
    for (double number : expected) {
      scale = Double.isNaN(number) ? scale : Math.max(scale, Math.abs(number));
    }
    for (int i = 0; i < expected.length; i++) {
      boolean chosen = !Double.isNaN(expected[i]);
      if (chosen && !(Math.abs(computed[i] - expected[i]) <= PRECISION * scale)) {
        fail("%s[%d] is %s instead of %s", what, i, computed[i], expected[i]);
      }
    }
  }

  static float[] numbers(FloatPointer pointer) {
    float[] numbers = new float[(int) pointer.capacity()];
    pointer.get(numbers);
    return numbers;
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      doubles[i] = numbers[i];
    }
    return doubles;
  }
}
