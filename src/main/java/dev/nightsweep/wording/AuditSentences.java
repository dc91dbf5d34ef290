package dev.nightsweep.wording;

/**
 * What the audit says of a finding.
 *
 * @param what was found, in a sentence
 * @param advice what to do, in a sentence
 */
record AuditSentences(String what, String advice) {
  /** The advice where there is none to give. */
  static final String NOTHING = "Nothing to do.";
}
