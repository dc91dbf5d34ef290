package dev.nightsweep.train.dl4j.onednn;

/** What is done to a layer's parameters as soon as their gradient is known. */
public interface Learner {
  /**
   * Changes the parameters.
   *
   * @param gradients of the batch's mean loss; valid during this call alone
   */
  void learn(Parameters parameters, Parameters gradients);
}
