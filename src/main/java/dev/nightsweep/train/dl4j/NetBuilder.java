package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.layers.EpochSchedule;
import dev.nightsweep.train.net.FeatureShape;
import dev.nightsweep.train.net.PlannedActivation;
import dev.nightsweep.train.net.PlannedDropout;
import dev.nightsweep.train.net.PlannedFlatten;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedResidual;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Turns a plan, and the settings of {@link TrainingParameters}, into DL4J's configuration of the
 * net: a graph of vertices that are called as the layers are. No layer's name has a hyphen.
 */
final class NetBuilder {
  private static final String IMAGES = "input-images";

  /** After the name of a block whose sum goes through an activation. */
  private static final String SUM = "-sum";

  /** After the name of a layer that gets its input as a copy. */
  private static final String COPY = "-copy";

  private final Settings settings;
  private final DataType type;
  private final long seed;
  private final LayerBuilder layers;

  NetBuilder(Settings settings, long seed, DataType type) {
    this.settings = settings;
    this.type = type;
    this.seed = seed;
    this.layers = new LayerBuilder(seed, settings.word("optimizer").equals("adamw"));
  }

  /** The net without its weights: {@link InitialWeights} sets those. */
  ComputationGraphConfiguration configuration(PlannedNet net) {
    GraphBuilder graph = common().graphBuilder().addInputs(IMAGES).setInputTypes(input(net.data()));
    String last = add(graph, net.layers(), IMAGES);
    graph.addLayer(
        PlannedNet.SOFTMAX,
        new LossLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .activation(Activation.SOFTMAX)
            .build(),
        last);
    return ordered(graph.setOutputs(PlannedNet.SOFTMAX).build());
  }

  /** One image as DL4J describes it. */
  private static InputType input(DataShape data) {
    return InputType.convolutional(data.height(), data.width(), data.channels());
  }

  /** The learning rate by epoch. */
  static ISchedule schedule(Settings settings) {
    return new EpochSchedule(
        settings.word("lr_schedule"),
        settings.real("learning_rate"),
        settings.whole("lr_step.every"),
        settings.real("lr_step.factor"),
        settings.whole("epochs"));
  }

  private NeuralNetConfiguration.Builder common() {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(type)
        .weightInit(WeightInit.ZERO)
        .updater(updater())
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
  }

  private IUpdater updater() {
    ISchedule rate = schedule(settings);
    return switch (settings.word("optimizer")) {
      case "sgd" -> new Sgd(rate);
      case "adam", "adamw" -> Adam.builder().learningRateSchedule(rate).build();
      default -> new Nesterovs(rate, settings.real("momentum"));
    };
  }

  /** Parameters lie in the order of the file, whatever order DL4J would find. */
  private static ComputationGraphConfiguration ordered(ComputationGraphConfiguration graph) {
    List<String> order = new ArrayList<>(graph.getNetworkInputs());
    order.addAll(graph.getVertices().keySet());
    graph.setTopologicalOrder(IntStream.range(0, order.size()).toArray());
    graph.setTopologicalOrderStr(order);
    return graph;
  }

  /**
   * Adds layers one after another.
   *
   * @return the vertex that puts out what the last does
   */
  private String add(GraphBuilder graph, List<PlannedLayer> chain, String input) {
    String from = input;
    if (!chain.isEmpty() && mayKeepArray(chain.get(0))) {
      from = chain.get(0).name() + COPY;
      graph.addVertex(from, new ScaleVertex(1), input);
    }
    for (PlannedLayer layer : chain) {
      if (layer instanceof PlannedResidual block) {
        add(graph, block, from);
      } else if (layer instanceof PlannedFlatten && !layer.input().vector()) {
        graph.addVertex(layer.name(), flattening(layer.input()), from);
      } else {
        graph.addLayer(layer.name(), layers.of(layer), from);
      }
      from = layer.name();
    }
    return from;
  }

  /**
   * Whether DL4J may put the layer's output into the array of its input, or pass that on: then the
   * block's other way would get what this one makes of it.
   */
  private static boolean mayKeepArray(PlannedLayer layer) {
    return layer instanceof PlannedActivation
        || layer instanceof PlannedDropout
        || layer instanceof PlannedFlatten;
  }

  private void add(GraphBuilder graph, PlannedResidual block, String input) {
    boolean plain = block.activation().equals(PlannedActivation.LINEAR);
    String sum = plain ? block.name() : block.name() + SUM;
    String ours = add(graph, block.layers(), input);
    String beside = add(graph, block.shortcut(), input);
    graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), ours, beside);
    if (!plain) {
      graph.addLayer(block.name(), layers.activation(block.activation()), sum);
    }
  }

  private static PreprocessorVertex flattening(FeatureShape maps) {
    return new PreprocessorVertex(
        new CnnToFeedForwardPreProcessor(maps.height(), maps.width(), maps.channels()));
  }
}
