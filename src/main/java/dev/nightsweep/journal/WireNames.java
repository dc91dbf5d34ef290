package dev.nightsweep.journal;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Signal;
import java.util.List;
import java.util.Map;

/**
 * The names that sealed types have in journals, exports and between processes, in their field
 * {@code type}. They are frozen: a name is never changed or given another meaning, whatever the
 * Java class is called; a new type gets a new line here.
 */
final class WireNames {
  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          Map.entry(Entry.SweepPlanned.class, "SweepPlanned"),
          Map.entry(Entry.SweepReplanned.class, "SweepReplanned"),
          Map.entry(Entry.TrialsAdded.class, "TrialsAdded"),
          Map.entry(Entry.TrialDecided.class, "TrialDecided"),
          Map.entry(Entry.CandidatesChosen.class, "CandidatesChosen"),
          Map.entry(Entry.RunReused.class, "RunReused"),
          Map.entry(Entry.SweepChanged.class, "SweepChanged"),
          Map.entry(Entry.AttemptStarted.class, "AttemptStarted"),
          Map.entry(Entry.AttemptEnded.class, "AttemptEnded"),
          Map.entry(Entry.RunsStopped.class, "RunsStopped"),
          Map.entry(Entry.Noted.class, "Noted"),
          Map.entry(Entry.LookTaken.class, "LookTaken"),
          Map.entry(Entry.AnalysisLocked.class, "AnalysisLocked"),
          Map.entry(Entry.RunStarted.class, "RunStarted"),
          Map.entry(Entry.EpochFinished.class, "EpochFinished"),
          Map.entry(Entry.RunEnded.class, "RunEnded"),
          Map.entry(Outcome.Completed.class, "Completed"),
          Map.entry(Outcome.Diverged.class, "Diverged"),
          Map.entry(Outcome.Failed.class, "Failed"),
          Map.entry(Outcome.Interrupted.class, "Interrupted"),
          Map.entry(Pruner.Bands.class, "Bands"),
          Map.entry(Pruner.Median.class, "Median"),
          Map.entry(Pruner.Halving.class, "Halving"),
          Map.entry(Pruner.Brackets.class, "Brackets"),
          Map.entry(Signal.Ready.class, "Ready"),
          Map.entry(Signal.Progress.class, "Progress"),
          Map.entry(Signal.Journaled.class, "Journaled"),
          Map.entry(Signal.Remarked.class, "Remarked"),
          Map.entry(Signal.Idle.class, "Idle"),
          Map.entry(Assignment.class, "Assignment"),
          Map.entry(Instruction.Interrupt.class, "Interrupt"),
          Map.entry(Instruction.GoOn.class, "GoOn"));

  /** The sealed types whose cases are told apart by their names. */
  static final List<Class<?>> SEALED =
      List.of(Entry.class, Signal.class, Instruction.class, Outcome.class, Pruner.class);

  private WireNames() {}

  /**
   * The name of one case of a sealed type.
   *
   * @throws IllegalArgumentException if the table has none
   */
  static String of(Class<?> type) {
    String name = NAMES.get(type);
    if (name == null) {
      throw new IllegalArgumentException(type.getName() + " has no name on the wire");
    }
    return name;
  }
}
