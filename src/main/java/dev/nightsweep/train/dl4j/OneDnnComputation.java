package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.layers.KeyedDropout;
import dev.nightsweep.train.dl4j.onednn.Activation;
import dev.nightsweep.train.dl4j.onednn.Learner;
import dev.nightsweep.train.dl4j.onednn.Lrn;
import dev.nightsweep.train.dl4j.onednn.MapShape;
import dev.nightsweep.train.dl4j.onednn.Network;
import dev.nightsweep.train.dl4j.onednn.Parameters;
import dev.nightsweep.train.dl4j.onednn.SlidingWindow;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedDense;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedPooling;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import dev.nightsweep.train.net.PlannedScale;
import dev.nightsweep.train.net.WeightedLayer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The net computed by oneDNN, on the parameters and the optimizer's memory of DL4J's net. */
final class OneDnnComputation implements Computation {
  private final PlannedNet plan;
  private final ComputationGraph net;
  private final long seed;
  private final Optimizer optimizer;
  private final FloatPointer gradientRoom;

  /** By batch size. */
  private final Map<Integer, Network> learning = new HashMap<>();

  private final Map<Integer, Network> evaluating = new HashMap<>();

  /** Where each layer stands in a network that evaluates: how many layers come before it. */
  private final Map<String, Integer> places = new HashMap<>();

  OneDnnComputation(PlannedNet plan, ComputationGraph net, Settings settings, long seed) {
    this.plan = plan;
    this.net = net;
    this.seed = seed;
    this.optimizer = Optimizer.of(net, settings);
    this.gradientRoom =
        new FloatPointer(plan.rows().mapToLong(PlannedLayer::parameters).max().orElse(0));
  }

  @Override
  public double step(ImageBatch batch) {
    optimizer.begin(net.getIterationCount(), net.getEpochCount());
    double loss = pass(batch, optimizer);
    net.getConfiguration().setIterationCount(net.getIterationCount() + 1);
    return loss;
  }

  /**
   * Goes forward and backward.
   *
   * @return the batch's mean data loss
   */
  double pass(ImageBatch batch, Learner learner) {
    Network network = learning.computeIfAbsent(batch.images(), size -> network(size, true));
    float[] sums = network.forward(batch.pixels());
    double loss = Softmax.gradient(sums, batch.labels());
    network.backward(sums, learner);
    return loss;
  }

  @Override
  public float[] probabilities(ImageBatch batch) {
    float[] sums = evaluating(batch).forward(batch.pixels());
    Softmax.probabilities(sums, batch.shape().classes());
    return sums;
  }

  @Override
  public Map<String, float[]> inputs(ImageBatch batch, List<String> layers) {
    Network network = evaluating(batch);
    network.forward(batch.pixels());
    Map<String, float[]> inputs = new TreeMap<>();
    layers.forEach(layer -> inputs.put(layer, network.values(places.get(layer))));
    return inputs;
  }

  private Network evaluating(ImageBatch batch) {
    return evaluating.computeIfAbsent(batch.images(), size -> network(size, false));
  }

  private Network network(int images, boolean learns) {
    MapShape input =
        new MapShape(plan.data().channels(), plan.data().height(), plan.data().width());
    return Network.of(
        images,
        input,
        learns ? gradientRoom : null,
        network -> {
          plan.layers().forEach(layer -> add(network, layer, images, learns));
          places.put(PlannedNet.SOFTMAX, network.size());
        });
  }

  private void add(Network network, PlannedLayer layer, int images, boolean learns) {
    if (!learns) {
      places.put(layer.name(), network.size());
    }
    if (layer instanceof PlannedConvolution convolution) {
      network.convolve(
          parameters(layer),
          convolution.filters(),
          new SlidingWindow(convolution.window().kernel(), 1),
          activation(convolution));
    } else if (layer instanceof PlannedPooling pooling) {
      network.pool(new SlidingWindow(pooling.window().kernel(), pooling.window().stride()));
    } else if (layer instanceof PlannedDense dense) {
      add(network, dense, learns);
    } else if (layer instanceof PlannedScale scaling) {
      network.scale(scaling.factor());
    } else if (layer instanceof PlannedResponseNormalization lrn && lrn.exact()) {
      network.normalize(new Lrn(lrn.k(), lrn.n(), lrn.alpha(), lrn.beta()));
    } else if (layer instanceof PlannedResponseNormalization lrn) {
      network.outside(new StockLayer(net.getLayer(lrn.name()), images, lrn.output()));
    } else {
      throw new AssertionError(layer);
    }
  }

  private void add(Network network, PlannedDense dense, boolean learns) {
    network.flatten();
    if (learns && dense.dropout() > 0) {
      KeyedDropout dropout = new KeyedDropout(dense.name(), dense.dropout(), seed);
      network.drop(count -> dropout.factors(count, net.getIterationCount(), net.getEpochCount()));
    }
    network.connect(parameters(dense), dense.units(), activation(dense));
  }

  private Parameters parameters(PlannedLayer layer) {
    return new Parameters(numbers(layer, "W"), numbers(layer, "b"));
  }

  private FloatPointer numbers(PlannedLayer layer, String kind) {
    INDArray view = net.getLayer(layer.name()).getParam(kind);
    return new FloatPointer(view.data().addressPointer()).capacity(view.length());
  }

  private static Activation activation(WeightedLayer layer) {
    return layer.activation().equals("linear")
        ? Activation.IDENTITY
        : Activation.valueOf(layer.activation().toUpperCase(Locale.ROOT));
  }

  @Override
  public void close() {
    learning.values().forEach(Network::close);
    evaluating.values().forEach(Network::close);
    gradientRoom.close();
  }
}
