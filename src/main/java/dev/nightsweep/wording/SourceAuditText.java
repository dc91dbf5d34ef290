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
        "Not known of runs taken from %s: %s. Checks that need these find nothing here."
            .formatted(
                TrackedText.tracker(found.tracker()),
                found.unknown().stream()
                    .map(SourceAuditText::inWords)
                    .collect(Collectors.joining(", "))),
        "Believe the verdict as far as you know these yourself.");
  }

  private static AuditSentences said(Told found) {
    List<String> told = new ArrayList<>();
    told.add("settings and states");
    told.add(Numbers.count(found.metrics(), "metric"));
    found.known().forEach(known -> told.add(inWords(known)));
    told.addAll(found.facts());
    found.ofSome().forEach(fact -> told.add(fact + " of some"));
    return new AuditSentences(
        "Of %s %s tells: %s."
            .formatted(
                Numbers.count(found.runs(), "run"),
                TrackedText.tracker(found.tracker()),
                String.join(", ", told)),
        AuditSentences.NOTHING);
  }

  private static String inWords(Unknown unknown) {
    return switch (unknown) {
      case DATA -> "split and order of the data";
      case WEIGHTS -> "initial weights";
      case CODE -> "code";
      case ENVIRONMENT -> "libraries";
      case MACHINE -> "machine";
      case TIMES -> "start and end of runs";
      case SECONDS -> "seconds an epoch";
      case LOAD -> "load of the machine";
      case COURSE -> "readings before the last one";
      case ATTEMPTS -> "attempts at a run";
      case SETTINGS -> "how settings were chosen";
      case TEST -> "looks at the test set";
      case CHANCE -> "what a run reads that learned nothing";
      case PICKED -> "who picked these runs, and from which";
    };
  }
}
