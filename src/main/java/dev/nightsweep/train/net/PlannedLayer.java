package dev.nightsweep.train.net;

import java.util.stream.Stream;

/**
 * One layer of a net to be, with its shapes and all else that decides what it computes. Every kind
 * is a record in a file of its own, which also declares the kind's properties.
 */
public interface PlannedLayer {
  /** With those of the blocks around it before it: {@code block1.conv2}. */
  String name();

  /** What it gets, for one image. */
  FeatureShape input();

  /** What it puts out, for one image. */
  FeatureShape output();

  /** What it computes, in words: {@code convolution 5×5, relu}. */
  String kind();

  /** Weights and biases, without those of layers inside it. */
  default long parameters() {
    return 0;
  }

  /** Multiplications with a weight for one image, without those of layers inside it. */
  default long multiplyAdds() {
    return 0;
  }

  /** The layers inside it in the order in which they compute, and at last itself. */
  default Stream<PlannedLayer> rows() {
    return Stream.of(this);
  }
}
