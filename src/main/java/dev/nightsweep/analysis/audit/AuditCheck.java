package dev.nightsweep.analysis.audit;

/** What a check of the audit looks at. */
public enum AuditCheck {
  SETTINGS,
  TRAINING,
  ENVIRONMENT,
  MACHINES,
  LOAD,
  ORDER,
  BALANCE,
  LEARNING,
  RETRIES,
  TUNING,
  LEAKAGE,
  SEEDS,
  LOOKS,
  POWER,
  TIME,
  NORMALIZATION,
  CONVERGENCE,
  REPORTING,
  CLOCKS,
  PROGRAM,
  ASSUMPTIONS,
  SOURCE
}
