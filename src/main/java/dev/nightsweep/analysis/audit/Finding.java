package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.LookDifference;
import java.util.List;

/**
 * Something that the audit found.
 *
 * @param check what was looked at
 * @param runs the ids of the runs that it is about, in starting order; empty if it is about the
 *     sweep
 * @param detail what was found, with its numbers
 */
public record Finding(
    Severity severity, AuditCheck check, List<String> runs, FindingDetail detail) {
  public Finding {
    runs = List.copyOf(runs);
  }

  /** A finding about the sweep. */
  static Finding ofSweep(Severity severity, AuditCheck check, FindingDetail detail) {
    return new Finding(severity, check, List.of(), detail);
  }

  /** A look tells what its readings do not give. */
  public static Finding ofLook(LookDifference difference) {
    return ofSweep(
        Severity.ERROR, AuditCheck.LOOKS, new FindingDetail.ContradictedLook(difference));
  }

  /** Whether it should be read before a verdict is believed. */
  public boolean isAlarm() {
    return severity != Severity.NOTE;
  }
}
