package dev.nightsweep.train.dl4j.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Means or variances that follow those of the batches.
 *
 * @param decay weight of the old
 */
record RunningStatistic(FloatPointer running, memory batch, float decay) {

  /** Brings them nearer to the current batch's. */
  void follow() {
    float[] old = new float[Math.toIntExact(running.capacity())];
    float[] now = new float[old.length];
    running.get(old);
    Tensor.numbers(batch).get(now);
    for (int c = 0; c < old.length; c++) {
      old[c] = decay * old[c] + (1 - decay) * now[c];
    }
    running.put(old);
  }
}
