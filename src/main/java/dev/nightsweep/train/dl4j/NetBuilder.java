package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.layers.ConstantScale;
import dev.nightsweep.train.dl4j.layers.EpochSchedule;
import dev.nightsweep.train.dl4j.layers.ExactNormalization;
import dev.nightsweep.train.dl4j.layers.KeyedDropout;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Turns a plan, and the settings of {@link TrainingParameters}, into DL4J's configuration of the
 * net.
 */
final class NetBuilder {
  /** The name of the layer behind the plan's last. */
  static final String SOFTMAX = "softmax";

  private final Settings settings;
  private final long seed;
  private final DataType type;

  NetBuilder(Settings settings, long seed, DataType type) {
    this.settings = settings;
    this.seed = seed;
    this.type = type;
  }

  /** The net without its weights: {@link InitialWeights} sets those. */
  MultiLayerConfiguration configuration(NetPlan plan) {
    NeuralNetConfiguration.ListBuilder layers = common().list();
    plan.layers().forEach(layer -> layers.layer(layer(layer)));
    layers.layer(
        new LossLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .name(SOFTMAX)
            .activation(Activation.SOFTMAX)
            .build());
    return layers.setInputType(input(plan.data())).build();
  }

  /** One image as DL4J describes it. */
  static InputType input(DataShape data) {
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
        .convolutionMode(ConvolutionMode.Same)
        .updater(updater())
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
  }

  /**
   * Adds the weight decay, which leaves biases alone; DL4J's {@code weightDecay} acts after the
   * update rule: decoupled. Set for every layer, since DL4J applies one set for the net twice.
   */
  private void decay(BaseLayer.Builder<?> layer) {
    double decay = settings.real("weight_decay");
    if (settings.word("optimizer").equals("adamw")) {
      layer.weightDecay(decay, true);
    } else {
      layer.l2(decay);
    }
  }

  private IUpdater updater() {
    ISchedule rate = schedule(settings);
    return switch (settings.word("optimizer")) {
      case "sgd" -> new Sgd(rate);
      case "adam", "adamw" -> Adam.builder().learningRateSchedule(rate).build();
      default -> new Nesterovs(rate, settings.real("momentum"));
    };
  }

  private Layer layer(LayerPlan plan) {
    if (plan instanceof LayerPlan.Convolution convolution) {
      return convolution(convolution);
    } else if (plan instanceof LayerPlan.Pooling pooling) {
      return pooling(pooling);
    } else if (plan instanceof LayerPlan.Dense dense) {
      return dense(dense);
    } else if (plan instanceof LayerPlan.Scaling scaling) {
      return new ConstantScale(scaling.name(), scaling.factor());
    } else if (plan instanceof LayerPlan.Normalization normalization) {
      return normalization(normalization);
    }
    throw new AssertionError(plan);
  }

  private Layer convolution(LayerPlan.Convolution convolution) {
    ConvolutionLayer.Builder builder =
        new ConvolutionLayer.Builder(convolution.kernel(), convolution.kernel())
            .name(convolution.name())
            .stride(1, 1)
            .nOut(convolution.filters())
            .activation(activation(convolution.activation()))
            .helperAllowFallback(false); // a failing oneDNN must not change results in silence
    decay(builder);
    return builder.build();
  }

  private Layer pooling(LayerPlan.Pooling pooling) {
    return new SubsamplingLayer.Builder(PoolingType.MAX)
        .name(pooling.name())
        .kernelSize(pooling.kernel(), pooling.kernel())
        .stride(pooling.stride(), pooling.stride())
        .helperAllowFallback(false)
        .build();
  }

  private Layer dense(LayerPlan.Dense dense) {
    DenseLayer.Builder builder =
        new DenseLayer.Builder()
            .name(dense.name())
            .nOut(dense.units())
            .activation(activation(dense.activation()));
    decay(builder);
    if (dense.dropout() > 0) {
      builder.dropOut(new KeyedDropout(dense.name(), dense.dropout(), seed));
    }
    return builder.build();
  }

  private static Layer normalization(LayerPlan.Normalization plan) {
    return plan.exact()
        ? new ExactNormalization(plan.name(), plan.k(), plan.n(), plan.alpha(), plan.beta())
        : new LocalResponseNormalization.Builder(plan.k(), plan.n(), plan.alpha(), plan.beta())
            .name(plan.name())
            .build();
  }

  private IActivation activation(String name) {
    return Activation.fromString(name.replace("_", "")).getActivationFunction();
  }
}
