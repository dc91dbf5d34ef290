package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.ProvenanceFinding;
import dev.nightsweep.analysis.audit.ProvenanceFinding.KnownForOneSide;
import dev.nightsweep.analysis.audit.ProvenanceFinding.OfClocks;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramChanged;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramNotCovered;
import dev.nightsweep.analysis.audit.ProvenanceFinding.TwoSpeeds;
import dev.nightsweep.analysis.audit.ProvenanceFinding.UnlikeElapsed;
import dev.nightsweep.text.Numbers;
import java.util.List;

/** The sentences of the audit on where, when and by which files the runs were made. */
final class ProvenanceAuditText {
  private static final int MAX_FILES = 5;

  private ProvenanceAuditText() {}

  static AuditSentences of(ProvenanceFinding detail, int runs) {
    if (detail instanceof KnownForOneSide found) {
      return said(found);
    } else if (detail instanceof ProgramChanged found) {
      return said(found);
    } else if (detail instanceof ProgramNotCovered found) {
      return said(found);
    } else if (detail instanceof UnlikeElapsed found) {
      return said(found);
    } else if (detail instanceof TwoSpeeds found) {
      return said(found);
    }
    return said((OfClocks) detail, runs);
  }

  private static AuditSentences said(KnownForOneSide found) {
    String side = found.ofLevel() ? "level" : "baseline";
    return found.fact().isEmpty()
        ? new AuditSentences(
            "In %s pair(s) only the %s tells where it was trained.".formatted(found.pairs(), side),
            "Train the other side again: nothing shows that it was trained alike.")
        : new AuditSentences(
            "%s is known for one side only in %s pair(s), the %s."
                .formatted(found.fact(), found.pairs(), side),
            "Take it as unknown whether the sides agree in it; train the pairs again to know.");
  }

  private static AuditSentences said(ProgramChanged found) {
    String files = files(found.files());
    return found.pairs() > 0
        ? new AuditSentences(
            "Files of the program differ within %s pair(s): %s.".formatted(found.pairs(), files),
            "Train these pairs again with one and the same program.")
        : new AuditSentences(
            "Files of the program changed while the sweep ran, though within no pair: %s."
                .formatted(files),
            "Train again what was trained before the change, unless it bears on nothing.");
  }

  private static String files(List<String> files) {
    int more = files.size() - MAX_FILES;
    return String.join(", ", files.subList(0, Math.min(MAX_FILES, files.size())))
        + (more > 0 ? " and %s more".formatted(more) : "");
  }

  private static AuditSentences said(ProgramNotCovered found) {
    return new AuditSentences(
        "What the program loads is not covered: %s.".formatted(found.why()),
        "See to it yourself that the program stays as it is while the sweep runs.");
  }

  private static AuditSentences said(UnlikeElapsed found) {
    return new AuditSentences(
        "Beside the seconds that they tell, the runs of the level of %s took %s the time of the baseline's."
            .formatted(found.contrast().title(), Numbers.ratio(found.ratio(), 2)),
        "Look whether one side's results were made here: what is read from a cache comes at once.");
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
          case ENDED_BEFORE_START -> "%s run(s) ended before they were started.";
          case ATTEMPTS_OVERLAP ->
              "%s run(s) were tried again before the attempt before had ended.";
          case BEFORE_THE_SWEEP -> "%s run(s) were started before their sweep was planned.";
        };
    return new AuditSentences(
        what.formatted(runs),
        "Look at the machine's clock, and at who wrote these journals: believe no time of theirs.");
  }
}
