package dev.nightsweep.model;

/** What the seeds say about a contrast. */
public enum Verdict {
  BETTER("better"),
  WORSE("worse"),
  EQUIVALENT("equivalent"),
  INCONCLUSIVE("inconclusive"),
  NO_VERDICT("no verdict");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As stored and shown. */
  public String text() {
    return text;
  }
}
