package dev.nightsweep.train.dl4j.onednn;

/** One layer of a net, for batches of one size. */
interface LayerKernel {
  /** Computes the layer's output from its input. */
  void forward();

  /**
   * Computes the gradients of the layer's input and parameters from that of its output.
   *
   * @param learner gets the parameters, all of them once, maybe in parts
   */
  void backward(Learner learner);
}
