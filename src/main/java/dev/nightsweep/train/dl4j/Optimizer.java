package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.onednn.Learner;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.WeightedLayer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The update rules in one pass over parameters, gradients and what the rule remembers, which lies
 * where and as DL4J's updater keeps it. Numbers go through small arrays that stay in the cache,
 * since Java compiles loops over those to vector instructions.
 */
final class Optimizer implements Learner {
  private static final int CHUNK = 4096;

  private final UpdateRule rule;
  private final ISchedule schedule;

  /** By the address of the weights; every layer has its own. */
  private final NavigableMap<Long, Double> decays;

  private final long base;
  private final FloatPointer state;
  private final List<UpdaterBlock> blocks;
  private final float[] parameters = new float[CHUNK];
  private final float[] gradients = new float[CHUNK];
  private final float[][] memory;
  private UpdateRule.Step step;

  private Optimizer(UpdateRule rule, Settings settings, ComputationGraph net, PlannedNet plan) {
    this.rule = rule;
    this.schedule = NetBuilder.schedule(settings);
    this.decays = new TreeMap<>();
    plan.all(WeightedLayer.class)
        .forEach(
            layer ->
                decays.put(
                    OneDnnLayers.numbers(net, layer, "W").address(), layer.weights().decay()));
    this.base = new FloatPointer(net.params().data().addressPointer()).address();
    INDArray remembered = net.getUpdater().getStateViewArray();
    this.state = remembered == null ? null : new FloatPointer(remembered.data().addressPointer());
    this.blocks = ((BaseMultiLayerUpdater<?>) net.getUpdater()).getUpdaterBlocks();
    this.memory = new float[rule.moments()][CHUNK];
  }

  /** The optimizer of those settings for that net. */
  static Optimizer of(ComputationGraph net, PlannedNet plan, Settings settings) {
    return new Optimizer(UpdateRule.of(settings), settings, net, plan);
  }

  /**
   * Begins a step.
   *
   * @param iteration how many were taken before, in all epochs
   * @param epoch from 0
   */
  void begin(int iteration, int epoch) {
    step = new UpdateRule.Step(iteration + 1, schedule.valueAt(iteration, epoch));
  }

  /** Weight decay leaves biases alone. */
  @Override
  public void learn(FloatPointer learned, FloatPointer gradient, boolean decays) {
    // What is learned may be a part of a layer's weights.
    float penalty = decays ? this.decays.floorEntry(learned.address()).getValue().floatValue() : 0;
    FloatBuffer parametersAt = learned.asBuffer();
    FloatBuffer gradientsAt = gradient.asBuffer();
    List<FloatBuffer> memoryAt = memory(learned);
    int length = parametersAt.capacity();
    for (int start = 0; start < length; start += CHUNK) {
      int count = Math.min(CHUNK, length - start);
      parametersAt.get(start, parameters, 0, count);
      gradientsAt.get(start, gradients, 0, count);
      for (int m = 0; m < memory.length; m++) {
        memoryAt.get(m).get(start, memory[m], 0, count);
      }
      rule.apply(new UpdateRule.Numbers(parameters, gradients, memory, count), step, penalty);
      parametersAt.put(start, parameters, 0, count);
      for (int m = 0; m < memory.length; m++) {
        memoryAt.get(m).put(start, memory[m], 0, count);
      }
    }
  }

  /** What the rule remembers of these parameters. */
  private List<FloatBuffer> memory(FloatPointer learned) {
    long place = (learned.address() - base) / Float.BYTES;
    UpdaterBlock block =
        blocks.stream().filter(b -> place < b.getParamOffsetEnd()).findFirst().orElseThrow();
    long length = (long) block.getParamOffsetEnd() - block.getParamOffsetStart();
    long remembered = block.getUpdaterViewOffsetStart() + place - block.getParamOffsetStart();
    return IntStream.range(0, memory.length)
        .mapToObj(
            m -> state.getPointer(remembered + m * length).capacity(learned.capacity()).asBuffer())
        .toList();
  }
}
