package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What oneDNN computes of a net beside what DL4J does. */
final class PathComparison {
  private static final double TOLERANCE = 1e-5;
  private static final double PART = 0.05;

  /** Parameters that no gradient changes. */
  private static final Set<String> RUNNING = Set.of("mean", "var");

  private PathComparison() {}

  /** Arrays by name, which may differ by roundings. */
  static void assertAgree(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertAgree(actual, expected, 0);
  }

  /**
   * The same where some arrays are nothing but roundings, such as the gradient of a bias before
   * batch normalization: all are measured by a part of the largest too.
   */
  static void assertAgreeByTheLargest(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertAgree(actual, expected, PART);
  }

  private static void assertAgree(
      Map<String, float[]> actual, Map<String, float[]> expected, double part) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    double largest =
        expected.values().stream()
            .mapToDouble(numbers -> Nd4j.create(numbers).norm2Number().doubleValue())
            .max()
            .orElse(0);
    expected.forEach(
        (name, numbers) -> {
          INDArray wanted = Nd4j.create(numbers);
          double norm = Math.max(wanted.norm2Number().doubleValue(), part * largest);
          assertThat(Nd4j.create(actual.get(name)).distance2(wanted))
              .as(name)
              .isLessThanOrEqualTo(TOLERANCE * norm);
        });
  }

  static double relative(INDArray actual, INDArray expected) {
    double norm = expected.norm2Number().doubleValue();
    return actual.distance2(expected) / Math.max(norm, 1e-12);
  }

  /** By layer and kind of parameter, in the order in which the numbers are kept. */
  static Map<String, float[]> fastGradients(NetInTraining net, ImageBatch batch) {
    NavigableMap<Long, String> names = new TreeMap<>();
    parameters(net).forEach((name, numbers) -> names.put(address(numbers), name));
    Map<String, float[]> gradients = new TreeMap<>();
    ((OneDnnComputation) net.computation())
        .pass(
            batch,
            (learned, gradient, decays) ->
                gradients.merge(
                    names.floorEntry(learned.address()).getValue(),
                    numbers(gradient),
                    PathComparison::joined));
    return gradients;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The same by DL4J, whose own are sums over the batch. */
  static Map<String, float[]> plainGradients(NetInTraining net, ImageBatch batch) {
    DataType type = net.net().params().dataType();
    net.net().setInputs(TrainingFixtures.features(batch).castTo(type));
    net.net().setLabels(TrainingFixtures.oneHot(batch).castTo(type));
    net.net().computeGradientAndScore();
    Map<String, float[]> gradients = new TreeMap<>();
    parameters(net)
        .keySet()
        .forEach(
            name -> {
              INDArray sum = net.net().gradient().getGradientFor(name);
              gradients.put(
                  name, sum.div(batch.images()).dup(sum.rank() == 2 ? 'f' : 'c').data().asFloat());
            });
    return gradients;
  }

  private static Map<String, INDArray> parameters(NetInTraining net) {
    Map<String, INDArray> parameters = new TreeMap<>();
    for (Layer layer : net.net().getLayers()) {
      layer
          .paramTable()
          .forEach(
              (kind, numbers) -> {
                if (!RUNNING.contains(kind)) {
                  parameters.put(layer.conf().getLayer().getLayerName() + "_" + kind, numbers);
                }
              });
    }
    return parameters;
  }

  private static long address(INDArray numbers) {
    return new FloatPointer(numbers.data().addressPointer()).address();
  }

  private static float[] numbers(FloatPointer pointer) {
    float[] numbers = new float[Math.toIntExact(pointer.capacity() - pointer.position())];
    pointer.get(numbers);
    return numbers;
  }
}
