package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.audit.Severity;
import dev.nightsweep.text.Labels;
import java.util.List;
import java.util.Optional;

/**
 * A finding of the audit in words.
 *
 * @param check what was looked at, in a word: {@code settings}, {@code training}, {@code
 *     environment}, {@code machines}, {@code load}, {@code order}, {@code balance}, {@code
 *     retries}, {@code learning}, {@code tuning}, {@code leakage}, {@code seeds}, {@code power},
 *     {@code normalization}, {@code time}, {@code looks}, {@code assumptions} or {@code source}
 * @param runs the ids of the runs that it is about, in starting order; empty if it is about the
 *     sweep
 * @param what was found, in a sentence
 * @param advice what to do, in a sentence
 */
public record FindingText(
    Severity severity, String check, List<String> runs, String what, String advice) {
  public FindingText {
    runs = List.copyOf(runs);
  }

  public static FindingText of(Finding finding) {
    AuditSentences said = AuditText.of(finding);
    return new FindingText(
        finding.severity(),
        Labels.word(finding.check()),
        finding.runs(),
        said.what(),
        said.advice());
  }

  /** In the same order. */
  public static List<FindingText> of(List<Finding> findings) {
    return findings.stream().map(FindingText::of).toList();
  }

  /** What there is to do, if there is anything. */
  public Optional<String> action() {
    return Optional.of(advice).filter(text -> !text.equals(AuditSentences.NOTHING));
  }

  /** One line: {@code Audit warning (power): … What to do.} */
  String line() {
    String action = action().map(text -> " " + text).orElse("");
    return "Audit %s (%s): %s%s".formatted(Labels.word(severity), check, what, action);
  }
}
