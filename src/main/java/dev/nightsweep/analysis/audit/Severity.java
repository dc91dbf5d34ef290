package dev.nightsweep.analysis.audit;

/** How much a finding weighs. */
public enum Severity {
  /** A verdict may be wrong for a reason that more seeds do not mend. */
  ERROR,
  /** A verdict needs this beside it to be understood. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
