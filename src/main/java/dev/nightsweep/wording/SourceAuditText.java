package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.SourceFinding;
import dev.nightsweep.analysis.audit.SourceFinding.NotKnown;
import dev.nightsweep.analysis.audit.SourceFinding.Told;
import dev.nightsweep.analysis.audit.SourceFinding.Unknown;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences of the audit on what a tracker tells of its runs. */
final class SourceAuditText {
  private SourceAuditText() {}

  static AuditSentences of(SourceFinding detail) {
    return detail instanceof NotKnown found ? said(found) : said((Told) detail);
  }

  private static AuditSentences said(NotKnown found) {
    return new AuditSentences(
        "Not known of runs taken from %s: %s. Checks that need it find nothing here."
            .formatted(
                TrackedText.tracker(found.tracker()),
                found.unknown().stream()
                    .map(SourceAuditText::inWords)
                    .collect(Collectors.joining("; "))),
        "Believe the verdict as far as you know these yourself.");
  }

  private static AuditSentences said(Told found) {
    List<String> told = new ArrayList<>();
    told.add("settings and states");
    told.add(Numbers.count(found.metrics(), "metric"));
    found.known().forEach(known -> told.add(inWords(known)));
    if (!found.facts().isEmpty()) {
      told.add("the facts " + String.join(", ", found.facts()));
    }
    return new AuditSentences(
        "Of %s %s tells: %s."
            .formatted(
                Numbers.count(found.runs(), "run"),
                TrackedText.tracker(found.tracker()),
                String.join("; ", told)),
        "Nothing to do.");
  }

  private static String inWords(Unknown unknown) {
    return switch (unknown) {
      case DATA -> "which split a seed had, and in what order it saw its data";
      case WEIGHTS -> "the weights that a seed began with";
      case CODE -> "the code";
      case ENVIRONMENT -> "the libraries";
      case MACHINE -> "the machine";
      case TIMES -> "when runs began and ended";
      case SECONDS -> "how long an epoch took";
      case LOAD -> "how busy the machine was";
      case COURSE -> "the course of the metric before the last reading";
      case ATTEMPTS -> "how often a run was tried";
      case SETTINGS -> "how settings that are not compared were chosen";
      case TEST -> "how often the test set was looked at";
      case CHANCE -> "what a run reads that has learned nothing";
      case PICKED -> "who picked these runs, and which others there were";
    };
  }
}
