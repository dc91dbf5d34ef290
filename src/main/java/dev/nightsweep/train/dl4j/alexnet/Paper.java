package dev.nightsweep.train.dl4j.alexnet;

import java.util.List;

/**
 * What Krizhevsky, Sutskever and Hinton published: "ImageNet Classification with Deep Convolutional
 * Neural Networks", NIPS 2012; sections in brackets.
 */
final class Paper {
  /** [3.5] Kernels of the five convolutions. */
  static final List<Integer> KERNELS = List.of(11, 5, 3, 3, 3);

  /** [3.5] Filters of the five convolutions, both halves of the net together. */
  static final List<Integer> FILTERS = List.of(96, 256, 384, 384, 256);

  /** [3.5] Stride of the first convolution; the others have 1. */
  static final int FIRST_STRIDE = 4;

  /** [3.5] Units of the two hidden fully connected layers. */
  static final int UNITS = 4096;

  /** [3.4] Windows of the max-pools, which overlap. */
  static final int POOL_KERNEL = 3;

  static final int POOL_STRIDE = 2;

  /** [3.3] Local response normalization; alpha is not divided by n. */
  static final double LRN_K = 2;

  static final int LRN_N = 5;
  static final double LRN_ALPHA = 1e-4;
  static final double LRN_BETA = 0.75;

  /** [4.2] Probability to drop an output of a hidden fully connected layer. */
  static final double DROPOUT = 0.5;

  /** [5] Training: stochastic gradient descent with classical momentum. */
  static final double MOMENTUM = 0.9;

  static final double WEIGHT_DECAY = 0.0005;
  static final double LEARNING_RATE = 0.01;
  static final int BATCH_SIZE = 128;

  /** [5] "Roughly 90 cycles" through the training set. */
  static final int EPOCHS = 90;

  private Paper() {}
}
