package dev.nightsweep.store.h2;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.PlanCheck;
import java.util.Optional;

/** Finds lines that contradict themselves, which whoever wrote the journal may have put there. */
final class LineCheck {
  private LineCheck() {}

  /** What is wrong with it, in a clause; an epoch that is none would land at another run's. */
  static Optional<String> wrongWith(JournalLine line) {
    String sweepId = line.journal().sweepId();
    if (line.entry() instanceof Entry.SweepPlanned planned) {
      return PlanCheck.wrongWith(planned.plan(), sweepId);
    } else if (line.entry() instanceof Entry.SweepReplanned replanned) {
      return PlanCheck.wrongWith(replanned.plan(), sweepId);
    } else if (line.entry() instanceof Entry.CandidatesChosen chosen) {
      return PlanCheck.wrongWith(chosen.plan(), sweepId);
    } else if (line.entry() instanceof Entry.TrialsAdded added) {
      return PlanCheck.wrongWith(added.runs());
    }
    return line.entry() instanceof Entry.OfRun of && !of.hasEpoch()
        ? Optional.of("there is no such epoch")
        : Optional.empty();
  }
}
