package dev.nightsweep.train.dl4j.onednn;

import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl.algorithm;

/** What a layer does to each of its sums; every derivative is taken from the output. */
public enum Activation {
  IDENTITY(algorithm.undef, algorithm.undef, 0),
  RELU(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, 0),
  /** The slope below zero is DL4J's default. */
  LEAKY_RELU(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, 0.01f),
  TANH(algorithm.eltwise_tanh, algorithm.eltwise_tanh_use_dst_for_bwd, 0),
  SIGMOID(algorithm.eltwise_logistic, algorithm.eltwise_logistic_use_dst_for_bwd, 0),
  /** Tends to -1, DL4J's default. */
  ELU(algorithm.eltwise_elu, algorithm.eltwise_elu_use_dst_for_bwd, 1);

  final algorithm forward;
  final algorithm backward;

  /** oneDNN's alpha: the slope below zero, or what the output tends to there. */
  final float alpha;

  Activation(algorithm forward, algorithm backward, float alpha) {
    this.forward = forward;
    this.backward = backward;
    this.alpha = alpha;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
