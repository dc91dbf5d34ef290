package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.DataShape;
import dev.nightsweep.data.RandomStream;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the tests of this room start from. */
public final class TrainingFixtures {
  static final NetDefinition ALEXNET = NetFileDefinition.of(NetFiles.shipped("alexnet"));

  private TrainingFixtures() {}

  /** A trainer of AlexNets. */
  static Dl4jTrainer trainer() {
    return new Dl4jTrainer(ALEXNET);
  }

  /** AlexNet with those settings. */
  static PlannedNet plan(Settings settings) {
    return ALEXNET.plan(settings, ALEXNET.input());
  }

  static NetInTraining net(Settings settings, long seed) {
    return NetInTraining.create(plan(settings), settings, seed);
  }

  static NetInTraining net(Settings settings, long seed, Arithmetic arithmetic) {
    return NetInTraining.create(plan(settings), settings, seed, arithmetic);
  }

  /** Resolved settings from name, value, name, value, … */
  public static Settings settings(Object... namesAndValues) {
    Map<String, Setting> given = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put((String) namesAndValues[i], setting(namesAndValues[i + 1]));
    }
    return ALEXNET.catalog().resolve(Settings.of(given));
  }

  /** Grey images of 28×28 in ten classes, image after image. */
  static ImageBatch batch(float[] pixels, int... labels) {
    return new ImageBatch(pixels, labels, ALEXNET.input());
  }

  /** Random images, uniform in [0, 1), of classes 0, 1, 2, … */
  static ImageBatch noise(int images, String stream) {
    RandomStream random = new RandomStreams(9).stream(stream);
    float[] pixels = new float[images * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    return batch(pixels, IntStream.range(0, images).map(i -> i % 10).toArray());
  }

  /** The images as DL4J takes them. */
  static INDArray features(ImageBatch batch) {
    DataShape shape = batch.shape();
    long[] size = {batch.images(), shape.channels(), shape.height(), shape.width()};
    return Nd4j.create(batch.pixels(), size, 'c');
  }

  /** The classes as DL4J takes them: one-hot. */
  static INDArray oneHot(ImageBatch batch) {
    INDArray labels = Nd4j.zeros(batch.images(), batch.shape().classes());
    for (int i = 0; i < batch.images(); i++) {
      labels.putScalar(i, batch.labels()[i], 1);
    }
    return labels;
  }

  /** What every layer of the plan puts out when the net is evaluated, with the softmax last. */
  static Map<String, float[]> outputs(NetInTraining net, ImageBatch batch) {
    List<String> names =
        Stream.concat(
                net.plan().layers().stream().map(PlannedLayer::name), Stream.of(PlannedNet.SOFTMAX))
            .toList();
    Map<String, float[]> inputs = net.inputs(batch, names.subList(1, names.size()));
    Map<String, float[]> outputs = new LinkedHashMap<>();
    for (int i = 1; i < names.size(); i++) {
      outputs.put(names.get(i - 1), inputs.get(names.get(i)));
    }
    outputs.put(PlannedNet.SOFTMAX, net.probabilities(batch));
    return outputs;
  }

  private static Setting setting(Object value) {
    if (value instanceof Boolean flag) {
      return Setting.of(flag);
    } else if (value instanceof Integer whole) {
      return Setting.of((long) whole);
    } else if (value instanceof Double real) {
      return Setting.of(real);
    }
    return Setting.of((String) value);
  }

  /** A data set of given square images and labels, the same for training and test. */
  static DataSet dataSet(Path folder, byte[] pixels, byte... labels) throws IOException {
    int count = labels.length;
    int side = (int) Math.sqrt(pixels.length / (double) count);
    for (String stem : List.of("train", "t10k")) {
      ByteBuffer images = ByteBuffer.allocate(16 + pixels.length).putInt(0x803).putInt(count);
      Files.write(
          folder.resolve(stem + "-images-idx3-ubyte"),
          images.putInt(side).putInt(side).put(pixels).array());
      Files.write(
          folder.resolve(stem + "-labels-idx1-ubyte"),
          ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count).put(labels).array());
    }
    return new DataSets().load(folder.toString());
  }
}
