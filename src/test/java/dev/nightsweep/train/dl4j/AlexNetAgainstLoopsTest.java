package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The net that is trained computes what its definition says: {@link LoopNet} is the witness. */
class AlexNetAgainstLoopsTest {
  private static final int IMAGES = 2;
  private static final long[] SHAPE = {IMAGES, 1, 28, 28};

  /** Settings in words: {@code width=0.05 lrn=true}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "width=0.05",
        "preset=mnist-notes width=0.05",
        "preset=krizhevsky2012 width=0.05",
        "conv1.kernel=2 conv2.kernel=4 conv3.kernel=6 conv4.kernel=1 conv5.kernel=8",
        "conv1.kernel=27 conv2.kernel=26 conv3.kernel=7 conv4.kernel=12 conv5.kernel=2",
        "pool.kernel=1 pool.stride=1 pool5=true conv1.kernel=3 conv2.kernel=3",
        "pool.kernel=2 pool.stride=2 pool5=true activation=tanh",
        "pool.kernel=4 pool.stride=1 pool5=true activation=tanh",
        "pool.kernel=5 pool.stride=3 pool5=true activation=leaky_relu",
        "pool.kernel=6 pool.stride=4 activation=tanh",
        "pool.kernel=7 pool.stride=2 activation=leaky_relu",
        "activation=tanh init=xavier lrn=true lrn.alpha=1.0",
        "activation=leaky_relu output_relu=true lrn=true lrn.order=after_pool",
        "lrn=true lrn.n=1 lrn.alpha=1.0 lrn.beta=0.5 lrn.k=1.0",
        "lrn=true lrn.n=3 lrn.alpha=0.1 lrn.order=after_pool activation=tanh",
        "lrn=true lrn.n=31 lrn.alpha=0.1 lrn.beta=1.5",
        "lrn=true lrn.impl=dl4j lrn.alpha=1.0 lrn.k=1.0 conv1.filters=200",
        "lrn=true lrn.impl=dl4j lrn.order=after_pool lrn.n=7 lrn.beta=0.6 conv1.filters=200",
        "constant_scale=0.25",
        "constant_scale=3.0 lrn.order=after_pool activation=tanh",
        "width=0.29 conv1.filters=10 conv2.filters=17 fc.units=100 init=xavier",
        "conv1.filters=40 conv5.filters=100 fc.units=512",
      })
  void everyLayerPutsOutWhatPlainLoopsDo(String words) {
    Settings settings = settings(words);
    NetInTraining net = TrainingFixtures.net(settings, 5);
    LoopNet loops = new LoopNet(settings, net.net());
    INDArray images = images();

    ImageBatch batch = TrainingFixtures.batch(images.data().asFloat(), new int[IMAGES]);
    Map<String, float[]> outputs = TrainingFixtures.outputs(net, batch);

    for (int image = 0; image < IMAGES; image++) {
      Map<String, LoopNet.Maps> expected = loops.activations(pixels(images, image));
      assertThat(outputs.keySet()).containsExactlyElementsOf(expected.keySet());
      for (Map.Entry<String, LoopNet.Maps> layer : expected.entrySet()) {
        double[] found = ofImage(outputs.get(layer.getKey()), image);
        assertThat(found).as(layer.getKey()).hasSameSizeAs(layer.getValue().x());
        assertThat(distance(found, layer.getValue().x())).as(layer.getKey()).isLessThan(2e-5);
      }
    }
    net.close();
  }

  /** The five-point slope of the witness's loss, parameter by parameter, in double precision. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lrn=true lrn.n=1 lrn.alpha=1.0",
        "lrn=true lrn.n=3 lrn.alpha=0.01",
        "lrn=true lrn.n=5 lrn.alpha=1e-4",
        "lrn=true lrn.n=5 lrn.alpha=1.0 lrn.order=after_pool",
        "lrn=true lrn.n=7 lrn.alpha=1.0 lrn.beta=0.5 lrn.k=1.0",
        "lrn=true lrn.n=7 lrn.alpha=0.01 lrn.order=after_pool lrn.beta=1.3",
        "constant_scale=0.5 pool5=true",
        "conv1.kernel=4 conv2.kernel=2 conv3.kernel=6 pool.kernel=2",
        "pool.kernel=3 pool.stride=2 pool5=true output_relu=true init=xavier",
      })
  void gradientsAreSlopesOfTheLoss(String words) {
    Settings settings = settings(words + " activation=tanh dropout=0.0 conv1.filters=300");
    NetInTraining net = TrainingFixtures.net(settings, 5, Arithmetic.DOUBLE);
    LoopNet loops = new LoopNet(settings, net.net());
    INDArray images = images().castTo(DataType.DOUBLE);
    net.net().setInputs(images);
    net.net().setLabels(labels());
    net.net().computeGradientAndScore();

    double errors = 0;
    double norm = 0;
    RandomStream random = new RandomStreams(1).stream("parameters");
    for (String layer : List.of("conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc8")) {
      for (String kind : List.of("W", "b")) {
        double[] gradient = gradient(net.net(), layer, kind);
        for (int i = 0; i < 3; i++) {
          int place = random.nextInt(gradient.length);
          double slope = slope(loops, layer + "." + kind, place, images);
          errors += Math.pow(gradient[place] - slope, 2);
          norm += slope * slope;
        }
      }
    }
    assertThat(norm).isPositive();
    assertThat(Math.sqrt(errors / norm)).isLessThan(1e-6);
    net.close();
  }

  private static double slope(LoopNet loops, String name, int place, INDArray images) {
    double h = 1e-6; // so small that hardly a max-pool changes its mind
    return (8 * (loss(loops, name, place, h, images) - loss(loops, name, place, -h, images))
            - (loss(loops, name, place, 2 * h, images) - loss(loops, name, place, -2 * h, images)))
        / (12 * h);
  }

  private static double loss(LoopNet loops, String name, int place, double step, INDArray images) {
    double[] parameters = loops.parameters(name);
    double before = parameters[place];
    parameters[place] = before + step;
    double sum = 0;
    for (int image = 0; image < IMAGES; image++) {
      sum += loops.loss(pixels(images, image), label(image));
    }
    parameters[place] = before;
    return sum;
  }

  private static double[] gradient(ComputationGraph net, String layer, String kind) {
    String key = layer + "_" + kind;
    return net.gradient().getGradientFor(key).dup('c').data().asDouble();
  }

  private static INDArray labels() {
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, IMAGES, 10);
    for (int image = 0; image < IMAGES; image++) {
      labels.putScalar(image, label(image), 1);
    }
    return labels;
  }

  private static int label(int image) {
    return 3 * image + 1;
  }

  private static Settings settings(String words) {
    List<Object> all = new ArrayList<>();
    if (!words.contains("width=")) {
      all.addAll(List.of("width", 0.03));
    }
    for (String word : words.split(" ", -1)) {
      String[] pair = word.split("=", -1);
      all.add(pair[0]);
      all.add(value(pair[1]));
    }
    return TrainingFixtures.settings(all.toArray());
  }

  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    } else if (text.matches("[0-9]+")) {
      return Integer.valueOf(text);
    }
    return text.matches("[0-9.e-]+") ? (Object) Double.valueOf(text) : text;
  }

  private static double[] ofImage(float[] batch, int image) {
    int size = batch.length / IMAGES;
    return IntStream.range(image * size, (image + 1) * size).mapToDouble(i -> batch[i]).toArray();
  }

  private static INDArray images() {
    RandomStream random = new RandomStreams(11).stream("images");
    float[] pixels = new float[IMAGES * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(pixels, SHAPE, 'c');
  }

  private static double[] pixels(INDArray batch, int image) {
    return batch.slice(image).dup('c').data().asDouble();
  }

  /** Relative, over the whole layer. */
  private static double distance(double[] found, double[] expected) {
    double errors = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      errors += Math.pow(found[i] - expected[i], 2);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(errors / norm);
  }
}
