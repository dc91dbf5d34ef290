package dev.nightsweep.train.dl4j.onednn;

/**
 * A layer that is one call each way.
 *
 * @param back null where nobody asks for the input's gradient
 */
record Calls(Call there, Call back) implements LayerKernel {
  @Override
  public void forward() {
    there.run();
  }

  @Override
  public void backward(Learner learner) {
    if (back != null) {
      back.run();
    }
  }
}
