package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlanCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds the journals of a sweep against each other: what an entry names must have been planned or
 * begun by an earlier one.
 */
final class SweepReferences {
  /** Beyond these dates cannot be written in every time zone. */
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9998-12-31T00:00:00Z");

  private static final int MAX_NAME_LENGTH = 1_000;
  private static final int MAX_TEXT_LENGTH = 100_000;

  private final String sweepId;
  private final KnownRuns known = new KnownRuns();

  private SweepReferences(String sweepId) {
    this.sweepId = sweepId;
  }

  /**
   * Checks all of them.
   *
   * @return the sweep's id
   */
  static String check(SweepFile sweep) throws UnusableFileException {
    List<SweepFile.Part> journals = sweep.journals();
    boolean begins =
        !journals.isEmpty()
            && journals.get(0).runId().isEmpty()
            && !journals.get(0).entries().isEmpty()
            && journals.get(0).entries().get(0) instanceof Entry.SweepPlanned;
    if (!begins) {
      throw new UnusableFileException("The file's first journal does not begin with a plan.");
    }
    Plan plan = ((Entry.SweepPlanned) journals.get(0).entries().get(0)).plan();
    refuse("Line 1 of the sweep's journal", PlanCheck.wrongWithForeign(plan));
    if (plan.header().name().length() > MAX_NAME_LENGTH
        || plan.header().question().length() > MAX_TEXT_LENGTH) {
      throw new UnusableFileException(
          "The sweep's name or description is longer than %,d or %,d characters."
              .formatted(MAX_NAME_LENGTH, MAX_TEXT_LENGTH));
    }
    SweepReferences references = new SweepReferences(plan.header().sweepId());
    references.checkSweep(plan, journals.get(0).entries());
    for (SweepFile.Part run : journals.subList(1, journals.size())) {
      references.checkRun(run.runId().orElse(""), run.entries());
    }
    refuse("The journals", references.known.missingEnd());
    return references.sweepId;
  }

  private void checkSweep(Plan plan, List<Entry> entries) throws UnusableFileException {
    known.add(plan.arms(), plan.runs());
    int number = 1;
    for (Entry entry : entries) {
      String where = "Line %d of the sweep's journal".formatted(number);
      if (number > 1) {
        refuse(where, entry instanceof Entry.OfSweep of ? wrongWith(of) : misplaced());
      }
      refuse(where, wrongDate(entry));
      number++;
    }
    refuse("The sweep's journal", known.alike());
  }

  private Optional<String> wrongWith(Entry.OfSweep entry) {
    if (entry instanceof Entry.SweepPlanned) {
      return Optional.of("the sweep is planned already");
    } else if (entry instanceof Entry.SweepReplanned replanned) {
      return planned(replanned.plan());
    } else if (entry instanceof Entry.CandidatesChosen chosen) {
      return planned(chosen.plan());
    } else if (entry instanceof Entry.TrialsAdded added) {
      return known.addTrials(added);
    } else if (entry instanceof Entry.TrialDecided decided) {
      return known.unknown(decided.runId());
    } else if (entry instanceof Entry.RunReused reuse) {
      return known.reuse(reuse);
    } else if (entry instanceof Entry.AttemptStarted started) {
      return known.begin(started);
    } else if (entry instanceof Entry.AttemptEnded end) {
      return known.end(end);
    } else if (entry instanceof Entry.RunsStopped stopped) {
      return known.unknown(stopped.runIds());
    } else if (entry instanceof Entry.Noted noted) {
      return noted.runId().flatMap(known::unknown);
    } // What a look tells is held against what the readings give, once it can be judged.
    return Optional.empty();
  }

  private Optional<String> planned(Plan next) {
    known.add(next.arms(), next.runs());
    return PlanCheck.wrongWith(next, sweepId).or(() -> PlanCheck.wrongWithForeign(next));
  }

  private void checkRun(String runId, List<Entry> entries) throws UnusableFileException {
    refuse("A journal", known.unknown(runId));
    int number = 1;
    for (Entry entry : entries) {
      String where = "Line %d of the journal of run %s".formatted(number, runId);
      refuse(where, entry instanceof Entry.OfRun of ? known.tell(runId, of) : misplaced());
      refuse(where, wrongDate(entry));
      number++;
    }
  }

  private static Optional<String> misplaced() {
    return Optional.of("it belongs into another journal");
  }

  private static Optional<String> wrongDate(Entry entry) {
    Instant at = entry.at();
    return at == null || at.isBefore(FIRST) || at.isAfter(LAST)
        ? Optional.of("it tells no date that could be")
        : Optional.empty();
  }

  private static void refuse(String where, Optional<String> wrong) throws UnusableFileException {
    if (wrong.isPresent()) {
      throw new UnusableFileException("%s cannot be used: %s.".formatted(where, wrong.get()));
    }
  }
}
