package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.ProvenanceFinding;
import dev.nightsweep.analysis.audit.ProvenanceFinding.CodeDeclaredSame;
import dev.nightsweep.analysis.audit.ProvenanceFinding.CodeUnknown;
import dev.nightsweep.analysis.audit.ProvenanceFinding.KnownForOneSide;
import dev.nightsweep.analysis.audit.ProvenanceFinding.OfClocks;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramChanged;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramNotCovered;
import dev.nightsweep.analysis.audit.ProvenanceFinding.TwoSpeeds;
import dev.nightsweep.analysis.audit.ProvenanceFinding.UnlikeElapsed;
import dev.nightsweep.text.Numbers;

/** The sentences of the audit on where, when and by which files the runs were made. */
public final class ProvenanceAuditText {
  /** To follow a colon. */
  public static final String WHY_CODE_IS_UNKNOWN =
      "the sweep was begun by an earlier version, or its command names no file";

  private ProvenanceAuditText() {}

  static AuditSentences of(ProvenanceFinding detail, int runs) {
    if (detail instanceof KnownForOneSide found) {
      return said(found);
    } else if (detail instanceof ProgramChanged found) {
      return said(found);
    } else if (detail instanceof ProgramNotCovered found) {
      return said(found);
    } else if (detail instanceof CodeDeclaredSame found) {
      return said(found);
    } else if (detail instanceof CodeUnknown) {
      return codeUnknown();
    } else if (detail instanceof UnlikeElapsed found) {
      return said(found);
    } else if (detail instanceof TwoSpeeds found) {
      return said(found);
    }
    return said((OfClocks) detail, runs);
  }

  private static AuditSentences said(KnownForOneSide found) {
    String pairs = Numbers.count(found.pairs(), "pair");
    String side = found.ofLevel() ? "level" : "baseline";
    return found.fact().isEmpty()
        ? new AuditSentences(
            "In %s only the %s tells where it was trained.".formatted(pairs, side),
            "Train the other side again: nothing shows that it was trained alike.")
        : new AuditSentences(
            "%s is known for one side only, the %s, in %s.".formatted(found.fact(), side, pairs),
            "Whether the sides agree in it is unknown; train the pairs again to find out.");
  }

  private static AuditSentences said(ProgramChanged found) {
    String files = FileNames.of(found.files());
    return found.pairs() > 0
        ? new AuditSentences(
            "Files of the program differ within %s: %s."
                .formatted(Numbers.count(found.pairs(), "pair"), files),
            "Train these pairs again with one and the same program.")
        : new AuditSentences(
            "Files of the program changed while the sweep ran, though within no pair: %s."
                .formatted(files),
            "Train again what was trained before the change, unless the change cannot affect any reading.");
  }

  private static AuditSentences said(CodeDeclaredSame found) {
    return new AuditSentences(
        "The program changed after there were results (%s), and the sweep went on as if it had not: --same-code."
            .formatted(FileNames.of(found.files())),
        "Believe the verdicts as far as you know that the change cannot affect any reading.");
  }

  private static AuditSentences codeUnknown() {
    return new AuditSentences(
        "By what code the runs were trained is not known: %s.".formatted(WHY_CODE_IS_UNKNOWN),
        "See to it yourself that all of it is of one code, or train it anew.");
  }

  private static AuditSentences said(ProgramNotCovered found) {
    return new AuditSentences(
        "What the program loads is not covered: %s.".formatted(found.why()),
        "See to it yourself that the program stays as it is while the sweep runs.");
  }

  private static AuditSentences said(UnlikeElapsed found) {
    return new AuditSentences(
        "Beyond the seconds that they report, the runs at the level of %s took %s the time of those at the baseline."
            .formatted(found.contrast().title(), Numbers.ratio(found.ratio(), 2)),
        "Check whether the results of both sides were computed here: what is read from a cache comes at once.");
  }

  private static AuditSentences said(TwoSpeeds found) {
    return new AuditSentences(
        "%s of the runs of %s took %s as long an epoch as its %s others, on machines of the same name."
            .formatted(found.slow(), found.arm(), Numbers.ratio(found.ratio(), 2), found.fast()),
        "Do not compare their times: train both sides of a seed on one machine.");
  }

  private static AuditSentences said(OfClocks kind, int runs) {
    String what =
        switch (kind) {
          case ENDED_BEFORE_START -> "%s ended before starting.";
          case ATTEMPTS_OVERLAP -> "%s began another attempt before the previous one had ended.";
          case BEFORE_THE_SWEEP -> "%s started before the sweep was planned.";
        };
    return new AuditSentences(
        what.formatted(Numbers.count(runs, "run")),
        "Check the machine's clock, and who wrote these journals; do not trust their times.");
  }
}
