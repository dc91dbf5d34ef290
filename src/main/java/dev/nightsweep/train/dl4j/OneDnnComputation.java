package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.onednn.Learner;
import dev.nightsweep.train.dl4j.onednn.MapShape;
import dev.nightsweep.train.dl4j.onednn.Network;
import dev.nightsweep.train.net.PlannedNet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The net computed by oneDNN, on the parameters and the optimizer's memory of DL4J's net. */
final class OneDnnComputation implements Computation {
  private final PlannedNet plan;
  private final ComputationGraph net;
  private final long seed;
  private final Optimizer optimizer;

  /** By batch size. */
  private final Map<Integer, Network> learning = new HashMap<>();

  private final Map<Integer, Network> evaluating = new HashMap<>();

  /** Where each layer stands in a network that evaluates: the number of its input. */
  private final Map<String, Integer> places = new HashMap<>();

  OneDnnComputation(PlannedNet plan, ComputationGraph net, Settings settings, long seed) {
    this.plan = plan;
    this.net = net;
    this.seed = seed;
    this.optimizer = Optimizer.of(net, plan, settings);
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
    Map<String, Integer> numbers = new HashMap<>();
    OneDnnLayers layers = new OneDnnLayers(net, seed, images, learns, numbers);
    Network network =
        Network.of(
            images,
            input,
            learns,
            adding -> {
              layers.add(adding, plan.layers());
              numbers.put(PlannedNet.SOFTMAX, adding.place());
            });
    if (!learns) {
      places.putAll(numbers);
    }
    return network;
  }

  @Override
  public void close() {
    learning.values().forEach(Network::close);
    evaluating.values().forEach(Network::close);
  }
}
