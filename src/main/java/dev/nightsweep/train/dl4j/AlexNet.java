package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Filters;
import dev.nightsweep.model.Settings;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A net in training: DL4J's, with its weights drawn. Not thread-safe. */
final class AlexNet {
  private final MultiLayerNetwork net;
  private final boolean penalized;

  private AlexNet(MultiLayerNetwork net, boolean penalized) {
    this.net = net;
    this.penalized = penalized;
  }

  static AlexNet create(Settings settings, long seed) {
    return create(settings, seed, Arithmetic.here());
  }

  static AlexNet create(Settings settings, long seed, Arithmetic arithmetic) {
    AlexNetPlan plan = AlexNetPlan.of(settings);
    MultiLayerNetwork net =
        new MultiLayerNetwork(new AlexNetBuilder(settings, seed, arithmetic).configuration(plan));
    net.init();
    new InitialWeights(settings.word("init"), new RandomStreams(seed)).fill(net, plan);
    return new AlexNet(net, settings.real("weight_decay") > 0);
  }

  MultiLayerNetwork net() {
    return net;
  }

  /** How many steps were taken, in all epochs. */
  int iterations() {
    return net.getIterationCount();
  }

  /** Goes on as if that many steps had been taken: Adam's correction and dropout count them. */
  void setIterations(int steps) {
    net.setIterationCount(steps);
  }

  /** Tells schedules and dropout which epoch it is, from 1. */
  void beginEpoch(int epoch) {
    net.setEpochCount(epoch - 1);
  }

  /**
   * Takes one step on a batch.
   *
   * @return the batch's mean data loss before the step, without any penalty on weights
   */
  double step(Batch batch) {
    double penalty = penalized ? net.calcRegularizationScore(true) : 0;
    net.fit(batch.features(), batch.labels());
    return net.score() - penalty;
  }

  /** Class probabilities, image by image, ten each. */
  float[] probabilities(Batch batch) {
    try (INDArray output = net.output(batch.features(), false);
        INDArray rows = output.dup('c')) {
      return rows.data().asFloat();
    }
  }

  /** Whether every parameter is a finite number. */
  boolean isFinite() {
    return Double.isFinite(net.params().sumNumber().doubleValue());
  }

  /** SHA-256, in hex, of all parameters in the net's own order as big-endian floats. */
  String parameterHash() {
    float[] parameters = net.params().dup('c').data().asFloat();
    ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
    bytes.asFloatBuffer().put(parameters);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The weights of the first convolution. */
  Filters firstFilters() {
    INDArray weights = net.getLayer("conv1").getParam("W");
    return Filters.of(
        (int) weights.size(0), (int) weights.size(2), weights.dup('c').data().asFloat());
  }

  /** Gives the net's memory back at once, rather than at some later collection. */
  void close() {
    net.close();
  }
}
