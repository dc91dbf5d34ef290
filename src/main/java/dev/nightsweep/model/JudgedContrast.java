package dev.nightsweep.model;

/** A contrast on the metric that its sweep was judged by. */
public record JudgedContrast(String metric, Contrast contrast) {

  /** Whether it is the same question, which way round and under which names it may be asked. */
  public boolean asksTheSame(JudgedContrast other) {
    return metric.equals(other.metric) && contrast.key().equals(other.contrast.key());
  }
}
