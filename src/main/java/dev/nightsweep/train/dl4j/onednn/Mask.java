package dev.nightsweep.train.dl4j.onednn;

/** Where a dropout's factors come from. */
public interface Mask {
  /** So many factors for the step that is being taken, image after image. */
  float[] factors(int count);
}
