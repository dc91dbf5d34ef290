package dev.nightsweep.train.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What oneDNN says itself that it computes in the common shapes of each kind of layer. */
class KernelChoiceTest {
  private static final String FIRST_WORD = "onednn_verbose,v1,primitive,exec";
  private static List<String> said;

  /** One step, and one pass of a network that does not learn, in a process of its own. */
  static final class OneStep {
    private static final int IMAGES = 4;
    private static final MapShape SHAPE = new MapShape(3, 16, 16);

    private OneStep() {}

    public static void main(String[] arguments) {
      float[] images = new float[(int) (IMAGES * SHAPE.size())];
      try (Network learning = Network.of(IMAGES, SHAPE, true, layers -> add(layers, true));
          Network evaluating = Network.of(IMAGES, SHAPE, false, layers -> add(layers, false))) {
        learning.backward(learning.forward(images), (parameters, gradient, decays) -> {});
        evaluating.forward(images);
      }
      Runtime.getRuntime().halt(0);
    }

    private static void add(NetworkLayers layers, boolean learns) {
      convolve(layers, 3, 16, 1, window(3, 1));
      layers.normalizeBatch(norm(16));
      layers.activate(Activation.RELU);
      layers.residual(
          block -> {
            convolve(block, 16, 32, 1, window(3, 2));
            block.normalizeBatch(norm(32));
            block.activate(Activation.ELU);
            convolve(block, 32, 32, 32, window(3, 1));
          },
          shortcut -> convolve(shortcut, 16, 32, 1, window(1, 2)));
      layers.activate(Activation.SIGMOID);
      convolve(layers, 32, 64, 2, window(3, 1));
      layers.pool(PoolingKind.AVERAGE, window(2, 2));
      layers.pool(PoolingKind.MAX, window(3, 2));
      if (learns) {
        layers.drop(float[]::new);
      }
      layers.poolGlobally(PoolingKind.AVERAGE);
      layers.connect(parameters(64 * 10, 10), 10, Activation.TANH);
    }

    private static void convolve(
        NetworkLayers layers, int from, int to, int groups, SlidingWindow window) {
      int taps = window.kernel() * window.kernel();
      Parameters parameters = parameters(from / groups * to * taps, 0);
      layers.convolve(parameters, to, groups, window, Activation.IDENTITY);
    }

    private static SlidingWindow window(int kernel, int stride) {
      return new SlidingWindow(kernel, stride, 1, Padding.SAME);
    }

    private static Parameters parameters(int weights, int biases) {
      return new Parameters(
          new FloatPointer(new float[weights]),
          biases == 0 ? null : new FloatPointer(new float[biases]));
    }

    private static BatchNormalizationParameters norm(int channels) {
      FloatPointer numbers = new FloatPointer(new float[channels]);
      return new BatchNormalizationParameters(
          numbers, numbers, numbers, new FloatPointer(new float[channels]), 1e-3, 0.9);
    }
  }

  @BeforeAll
  static void listen() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                OneStep.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ONEDNN_VERBOSE", "1");
    Process process = builder.start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      said = reader.lines().filter(line -> line.startsWith(FIRST_WORD)).toList();
    }
  }

  /** Its plain reference kernels are a hundred times slower. */
  @Test
  void nothingIsLeftToItsReferenceKernels() {
    assertThat(said).hasSizeGreaterThan(50).noneMatch(line -> line.contains(",ref"));
  }

  /** All five go backward but the first, whose images need no gradient. */
  @Test
  void convolutionsAreItsOwnBothWays() {
    assertThat(said).filteredOn(line -> line.contains(",convolution,")).hasSize(5 + 4 + 5 + 5);
  }

  @Test
  void normalizationsSumsAndPoolingsAreItsOwnBothWays() {
    assertThat(said).filteredOn(line -> line.contains(",batch_normalization,")).hasSize(2 + 2 + 2);
    assertThat(said).filteredOn(line -> line.contains(",pooling,")).hasSize(3 + 3 + 3);
    assertThat(said).filteredOn(line -> line.contains("alg:binary_add")).hasSize(1 + 1 + 1);
  }
}
