package dev.nightsweep.train.dl4j;

import dev.nightsweep.train.dl4j.layers.ConstantScale;
import dev.nightsweep.train.dl4j.layers.ExactNormalization;
import dev.nightsweep.train.dl4j.layers.KeyedDropout;
import dev.nightsweep.train.dl4j.layers.PlainConvolution;
import dev.nightsweep.train.net.PlannedActivation;
import dev.nightsweep.train.net.PlannedBatchNormalization;
import dev.nightsweep.train.net.PlannedConvolution;
import dev.nightsweep.train.net.PlannedDense;
import dev.nightsweep.train.net.PlannedDropout;
import dev.nightsweep.train.net.PlannedFlatten;
import dev.nightsweep.train.net.PlannedGlobalPooling;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedPooling;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import dev.nightsweep.train.net.PlannedScale;
import dev.nightsweep.train.net.WeightedLayer;
import dev.nightsweep.train.net.Window;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/**
 * Layers of a plan as DL4J configures them. A failing oneDNN must not change results in silence: no
 * layer falls back to other arithmetic.
 *
 * @param decoupled whether weight decay acts after the update rule
 */
record LayerBuilder(long seed, boolean decoupled) {

  Layer of(PlannedLayer plan) {
    if (plan instanceof PlannedConvolution convolution) {
      return convolution(convolution);
    } else if (plan instanceof PlannedPooling pooling) {
      return pooling(pooling);
    } else if (plan instanceof PlannedGlobalPooling pooling) {
      return new GlobalPoolingLayer.Builder(rule(pooling.average())).build();
    } else if (plan instanceof PlannedDense dense) {
      return dense(dense);
    } else if (plan instanceof PlannedDropout dropout) {
      return new DropoutLayer.Builder(new KeyedDropout(dropout.name(), dropout.rate(), seed))
          .build();
    } else if (plan instanceof PlannedBatchNormalization normalization) {
      return normalization(normalization);
    } else if (plan instanceof PlannedResponseNormalization normalization) {
      return normalization(normalization);
    } else if (plan instanceof PlannedActivation activation) {
      return activation(activation.function());
    } else if (plan instanceof PlannedFlatten) {
      return activation(PlannedActivation.LINEAR);
    } else if (plan instanceof PlannedScale scale) {
      return new ConstantScale(scale.name(), scale.factor());
    }
    throw new AssertionError(plan);
  }

  Layer activation(String function) {
    return new ActivationLayer.Builder().activation(function(function)).build();
  }

  private Layer convolution(PlannedConvolution plan) {
    Window window = plan.window();
    ConvolutionLayer.Builder builder =
        new ConvolutionLayer.Builder(window.kernel(), window.kernel())
            .stride(window.stride(), window.stride())
            .dilation(window.dilation(), window.dilation())
            .convolutionMode(mode(window))
            .padding(window.around(), window.around())
            .nOut(plan.filters())
            .hasBias(plan.weights().bias())
            .activation(function(plan.activation()))
            .helperAllowFallback(false);
    decay(builder, plan);
    return plan.groups() == 1 && window.dilation() == 1
        ? builder.build()
        : new PlainConvolution(builder, plan.groups());
  }

  private static Layer pooling(PlannedPooling plan) {
    Window window = plan.window();
    return new SubsamplingLayer.Builder(rule(plan.average()))
        .kernelSize(window.kernel(), window.kernel())
        .stride(window.stride(), window.stride())
        .convolutionMode(mode(window))
        .padding(window.around(), window.around())
        .helperAllowFallback(false)
        .build();
  }

  private Layer dense(PlannedDense plan) {
    DenseLayer.Builder builder =
        new DenseLayer.Builder()
            .nOut(plan.units())
            .hasBias(plan.weights().bias())
            .activation(function(plan.activation()));
    decay(builder, plan);
    if (plan.dropout() > 0) {
      builder.dropOut(new KeyedDropout(plan.name(), plan.dropout(), seed));
    }
    return builder.build();
  }

  private static Layer normalization(PlannedBatchNormalization plan) {
    return new BatchNormalization.Builder()
        .decay(plan.momentum())
        .eps(plan.epsilon())
        .useLogStd(false)
        .helperAllowFallback(false)
        .build();
  }

  private static Layer normalization(PlannedResponseNormalization plan) {
    return plan.exact()
        ? new ExactNormalization(plan.name(), plan.k(), plan.n(), plan.alpha(), plan.beta())
        : new LocalResponseNormalization.Builder(plan.k(), plan.n(), plan.alpha(), plan.beta())
            .build();
  }

  /**
   * Adds the weight decay, which leaves biases alone; DL4J's {@code weightDecay} acts after the
   * update rule: decoupled. Set for every layer, since DL4J applies one set for the net twice.
   */
  private void decay(BaseLayer.Builder<?> layer, WeightedLayer plan) {
    if (decoupled) {
      layer.weightDecay(plan.weights().decay(), true);
    } else {
      layer.l2(plan.weights().decay());
    }
  }

  private static ConvolutionMode mode(Window window) {
    return window.isSame() ? ConvolutionMode.Same : ConvolutionMode.Truncate;
  }

  private static PoolingType rule(boolean average) {
    return average ? PoolingType.AVG : PoolingType.MAX;
  }

  private static IActivation function(String word) {
    boolean linear = word.equals(PlannedActivation.LINEAR);
    return Activation.fromString(linear ? "identity" : word.replace("_", ""))
        .getActivationFunction();
  }
}
