package dev.nightsweep.analysis.audit;

import java.util.List;

/**
 * Something that the audit found.
 *
 * @param check what was looked at, in a word: {@code settings}, {@code training}, {@code
 *     environment}, {@code machines}, {@code load}, {@code order}, {@code balance}, {@code
 *     retries}, {@code tuning}, {@code leakage}, {@code power}, {@code normalization}, {@code time}
 *     or {@code looks}
 * @param runs the ids of the runs that it is about, in starting order; empty if it is about the
 *     sweep
 * @param what was found, in a sentence
 * @param advice what to do, in a sentence
 */
public record Finding(
    Severity severity, String check, List<String> runs, String what, String advice) {
  public Finding {
    runs = List.copyOf(runs);
  }

  /** Whether it should be read before a verdict is believed. */
  public boolean isAlarm() {
    return severity != Severity.NOTE;
  }
}
