package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.model.Filters;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.WeightedLayer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A net in training: DL4J's, with its weights drawn, and what computes it. Not thread-safe. */
final class NetInTraining implements AutoCloseable {
  private final PlannedNet plan;
  private final ComputationGraph net;
  private final Computation computation;

  private NetInTraining(PlannedNet plan, ComputationGraph net, Computation computation) {
    this.plan = plan;
    this.net = net;
    this.computation = computation;
  }

  /**
   * Builds the net and draws its first weights.
   *
   * @param settings of {@link TrainingParameters} at least
   */
  static NetInTraining create(PlannedNet plan, Settings settings, long seed) {
    return create(plan, settings, seed, Arithmetic.here());
  }

  static NetInTraining create(
      PlannedNet plan, Settings settings, long seed, Arithmetic arithmetic) {
    ComputationGraph net =
        new ComputationGraph(new NetBuilder(settings, seed, arithmetic.type()).configuration(plan));
    net.init();
    new InitialWeights(new RandomStreams(seed)).fill(net, plan);
    Computation computation =
        arithmetic == Arithmetic.FAST
            ? new OneDnnComputation(plan, net, settings, seed)
            : new Dl4jComputation(net, decays(plan));
    return new NetInTraining(plan, net, computation);
  }

  private static boolean decays(PlannedNet plan) {
    return plan.all(WeightedLayer.class).anyMatch(layer -> layer.weights().decay() > 0);
  }

  PlannedNet plan() {
    return plan;
  }

  ComputationGraph net() {
    return net;
  }

  Computation computation() {
    return computation;
  }

  /** How many steps were taken, in all epochs. */
  int iterations() {
    return net.getIterationCount();
  }

  /** Goes on as if that many steps had been taken: Adam's correction and dropout count them. */
  void setIterations(int steps) {
    net.getConfiguration().setIterationCount(steps);
  }

  /** Tells schedules and dropout which epoch it is, from 1. */
  void beginEpoch(int epoch) {
    net.getConfiguration().setEpochCount(epoch - 1);
  }

  /**
   * Takes one step on a batch.
   *
   * @return the batch's mean data loss before the step, without any penalty on weights
   */
  double step(ImageBatch batch) {
    return computation.step(batch);
  }

  /** Class probabilities, image by image. */
  float[] probabilities(ImageBatch batch) {
    return computation.probabilities(batch);
  }

  /** As {@link Computation#inputs}. */
  Map<String, float[]> inputs(ImageBatch batch, List<String> layers) {
    return computation.inputs(batch, layers);
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
    return DigestUtils.sha256Hex(bytes.array());
  }

  /** The weights of the first convolution, if it looks at grey images: others are no pictures. */
  Optional<Filters> firstFilters() {
    return plan.all(PlannedConvolution.class)
        .findFirst()
        .filter(convolution -> convolution.input().channels() == 1)
        .map(
            convolution -> {
              INDArray weights = net.getLayer(convolution.name()).getParam("W");
              return Filters.of(
                  convolution.filters(),
                  convolution.window().kernel(),
                  weights.dup('c').data().asFloat());
            });
  }

  /** Gives the net's memory back at once, rather than at some later collection. */
  @Override
  public void close() {
    computation.close();
    net.close();
  }
}
