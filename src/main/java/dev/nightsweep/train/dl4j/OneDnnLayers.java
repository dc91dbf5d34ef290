package dev.nightsweep.train.dl4j;

import dev.nightsweep.train.dl4j.layers.KeyedDropout;
import dev.nightsweep.train.dl4j.onednn.Activation;
import dev.nightsweep.train.dl4j.onednn.BatchNormalizationParameters;
import dev.nightsweep.train.dl4j.onednn.Lrn;
import dev.nightsweep.train.dl4j.onednn.NetworkLayers;
import dev.nightsweep.train.dl4j.onednn.Padding;
import dev.nightsweep.train.dl4j.onednn.Parameters;
import dev.nightsweep.train.dl4j.onednn.PoolingKind;
import dev.nightsweep.train.dl4j.onednn.SlidingWindow;
import dev.nightsweep.train.net.PlannedActivation;
import dev.nightsweep.train.net.PlannedBatchNormalization;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedDense;
import dev.nightsweep.train.net.PlannedDropout;
import dev.nightsweep.train.net.PlannedFlatten;
import dev.nightsweep.train.net.PlannedGlobalPooling;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedPooling;
import dev.nightsweep.train.net.PlannedResidual;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import dev.nightsweep.train.net.PlannedScale;
import dev.nightsweep.train.net.WeightedLayer;
import dev.nightsweep.train.net.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers of a plan as oneDNN computes them, on the parameters of DL4J's net.
 *
 * @param images in a batch
 * @param learns whether the network is for training
 * @param places gets where each layer stands: the number of its input
 */
record OneDnnLayers(
    ComputationGraph net, long seed, int images, boolean learns, Map<String, Integer> places) {

  void add(NetworkLayers network, List<PlannedLayer> chain) {
    chain.forEach(layer -> add(network, layer));
  }

  private void add(NetworkLayers network, PlannedLayer layer) {
    places.put(layer.name(), network.place());
    if (layer instanceof PlannedConvolution convolution) {
      network.convolve(
          parameters(convolution),
          convolution.filters(),
          convolution.groups(),
          window(convolution.window()),
          activation(convolution.activation()));
    } else if (layer instanceof PlannedPooling pooling) {
      network.pool(rule(pooling.average()), window(pooling.window()));
    } else if (layer instanceof PlannedGlobalPooling pooling) {
      network.poolGlobally(rule(pooling.average()));
    } else if (layer instanceof PlannedDense dense) {
      network.flatten();
      drop(network, dense.name(), dense.dropout());
      network.connect(parameters(dense), dense.units(), activation(dense.activation()));
    } else if (layer instanceof PlannedResidual block) {
      network.residual(ours -> add(ours, block.layers()), beside -> add(beside, block.shortcut()));
      network.activate(activation(block.activation()));
    } else {
      addUnweighted(network, layer);
    }
  }

  private void addUnweighted(NetworkLayers network, PlannedLayer layer) {
    if (layer instanceof PlannedDropout dropout) {
      drop(network, dropout.name(), dropout.rate());
    } else if (layer instanceof PlannedBatchNormalization normalization) {
      network.normalizeBatch(parameters(normalization));
    } else if (layer instanceof PlannedResponseNormalization lrn && lrn.exact()) {
      network.normalize(new Lrn(lrn.k(), lrn.n(), lrn.alpha(), lrn.beta()));
    } else if (layer instanceof PlannedResponseNormalization lrn) {
      network.outside(new StockLayer(net.getLayer(lrn.name()), images, lrn.output()));
    } else if (layer instanceof PlannedActivation function) {
      network.activate(activation(function.function()));
    } else if (layer instanceof PlannedFlatten) {
      network.flatten();
    } else if (layer instanceof PlannedScale scale) {
      network.scale(scale.factor());
    } else {
      throw new AssertionError(layer);
    }
  }

  private void drop(NetworkLayers network, String layer, double rate) {
    if (learns && rate > 0) {
      KeyedDropout dropout = new KeyedDropout(layer, rate, seed);
      network.drop(count -> dropout.factors(count, net.getIterationCount(), net.getEpochCount()));
    }
  }

  private Parameters parameters(WeightedLayer layer) {
    return new Parameters(
        numbers(net, layer, "W"), layer.weights().bias() ? numbers(net, layer, "b") : null);
  }

  private BatchNormalizationParameters parameters(PlannedBatchNormalization layer) {
    return new BatchNormalizationParameters(
        numbers(net, layer, "gamma"),
        numbers(net, layer, "beta"),
        numbers(net, layer, "mean"),
        numbers(net, layer, "var"),
        layer.epsilon(),
        layer.momentum());
  }

  /** The parameters of that kind where they lie: {@code W} or {@code b}. */
  static FloatPointer numbers(ComputationGraph net, PlannedLayer layer, String kind) {
    INDArray view = net.getLayer(layer.name()).getParam(kind);
    return new FloatPointer(view.data().addressPointer()).capacity(view.length());
  }

  private static SlidingWindow window(Window window) {
    Padding padding = window.isSame() ? Padding.SAME : new Padding.Pixels(window.around());
    return new SlidingWindow(window.kernel(), window.stride(), window.dilation(), padding);
  }

  private static PoolingKind rule(boolean average) {
    return average ? PoolingKind.AVERAGE : PoolingKind.MAX;
  }

  private static Activation activation(String word) {
    return word.equals(PlannedActivation.LINEAR)
        ? Activation.IDENTITY
        : Activation.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
