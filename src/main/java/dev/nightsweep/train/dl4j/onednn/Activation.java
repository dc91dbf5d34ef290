package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;

/** What a layer does to each of its sums; every derivative is taken from the output. */
public enum Activation {
  IDENTITY(algorithm.undef, algorithm.undef, 0),
  RELU(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, 0),
  /** The slope below zero is DL4J's default. */
  LEAKY_RELU(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, 0.01f),
  TANH(algorithm.eltwise_tanh, algorithm.eltwise_tanh_use_dst_for_bwd, 0);

  final algorithm forward;
  final algorithm backward;

  /** Slope below zero, of those that have one. */
  final float slope;

  Activation(algorithm forward, algorithm backward, float slope) {
    this.forward = forward;
    this.backward = backward;
    this.slope = slope;
  }
}
