package dev.nightsweep.wording;

/**
 * What the audit says of a finding.
 *
 * @param what was found, in a sentence
 * @param advice what to do, in a sentence
 */
record AuditSentences(String what, String advice) {}
