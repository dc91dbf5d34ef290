package dev.nightsweep.forecast;

import java.time.Duration;

/** Hears of samples that are trained to time runs. */
public interface TimingListener {

  /** So many samples will be trained, in about that time. */
  default void timingSamples(int samples, Duration expected) {}

  /** No timing came of a sample, or of all of them. */
  default void samplesFailed(String cause) {}

  /** The timings hold for this session alone. */
  default void timingsNotKept(String cause) {}
}
