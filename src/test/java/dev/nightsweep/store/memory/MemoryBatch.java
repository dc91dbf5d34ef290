package dev.nightsweep.store.memory;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.RunState;
import dev.nightsweep.store.RefusedLineException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A batch of lines on its way into the store: it changes copies of what it touches, so that readers
 * see nothing of it before it is applied whole.
 */
final class MemoryBatch {
  private final Map<String, MemorySweep> sweeps;
  private final Map<String, MemorySweep> copied = new HashMap<>();
  private final LongSupplier numbers;

  MemoryBatch(Map<String, MemorySweep> stored, LongSupplier numbers) {
    this.sweeps = new LinkedHashMap<>(stored);
    this.numbers = numbers;
  }

  /** What the store holds after the lines. */
  Map<String, MemorySweep> apply(List<JournalLine> lines) {
    for (JournalLine line : lines) {
      if (line.entry() instanceof Entry.SweepPlanned planned) {
        plan(line, planned.plan());
      } else if (line.journal().runId().isPresent()) {
        applyToRun(line);
      } else {
        applyToSweep(line);
      }
    }
    return sweeps;
  }

  private void plan(JournalLine line, Plan plan) {
    String sweepId = plan.header().sweepId();
    if (!line.journal().equals(JournalName.ofSweep(sweepId))) {
      throw misplaced(line);
    }
    MemorySweep known = sweeps.get(sweepId);
    if (known == null) {
      MemorySweep sweep = new MemorySweep(plan.header());
      sweep.position = line.seq();
      refuseRunsOfOthers(plan);
      sweep.replan(plan, numbers);
      sweeps.put(sweepId, sweep);
      copied.put(sweepId, sweep);
    } else if (line.seq() > known.position) {
      throw new RefusedLineException(describe(line) + " plans a sweep that is planned already.");
    }
  }

  private void refuseRunsOfOthers(Plan plan) {
    String sweepId = plan.header().sweepId();
    plan.runs().stream()
        .filter(
            run ->
                sweeps.values().stream()
                    .anyMatch(
                        s -> !s.sweepId().equals(sweepId) && s.anyRun(run.runId()).isPresent()))
        .findFirst()
        .ifPresent(
            run -> {
              throw new RefusedLineException(
                  "The run %s belongs to another sweep already.".formatted(run.runId()));
            });
  }

  private void applyToSweep(JournalLine line) {
    MemorySweep sweep = sweep(line.journal().sweepId()).orElseThrow(() -> unknown(line));
    if (line.seq() > sweep.position) {
      if (!(line.entry() instanceof Entry.OfSweep entry)) {
        throw misplaced(line);
      }
      if (!write(sweep, line.seq(), entry)) {
        throw new RefusedLineException(
            describe(line)
                + " speaks of a run or an attempt that the sweep's journal never began.");
      }
      sweep.position = line.seq();
    }
  }

  private void applyToRun(JournalLine line) {
    MemoryRun run =
        sweep(line.journal().sweepId())
            .flatMap(sweep -> sweep.runToChange(line.journal().runId().orElseThrow()))
            .orElseThrow(() -> unknown(line));
    if (line.seq() > run.position) {
      if (line.entry() instanceof Entry.RunStarted started) {
        run.startTraining(started);
      } else if (line.entry() instanceof Entry.EpochFinished finished) {
        run.finishEpoch(finished);
      } else if (line.entry() instanceof Entry.RunEnded ended) {
        run.endTraining(ended);
      } else {
        throw misplaced(line);
      }
      run.position = line.seq();
    }
  }

  /** Whether the runs and attempts that the entry is about exist. */
  private boolean write(MemorySweep sweep, long seq, Entry.OfSweep entry) {
    if (entry instanceof Entry.SweepChanged changed) {
      sweep.change(changed);
    } else if (entry instanceof Entry.SweepReplanned replanned) {
      replan(sweep, replanned.plan());
    } else if (entry instanceof Entry.CandidatesChosen chosen) {
      replan(sweep, chosen.plan());
    } else if (entry instanceof Entry.TrialsAdded added) {
      sweep.add(added.arms(), added.runs(), numbers);
    } else if (entry instanceof Entry.Noted noted) {
      sweep.add(noted);
    } else if (entry instanceof Entry.AnalysisLocked locked) {
      sweep.add(locked);
    } else if (entry instanceof Entry.LookTaken taken) {
      sweep.add(taken);
    } else if (!(entry instanceof Entry.TrialDecided)) { // of which no store keeps anything
      return writeRuns(sweep, seq, entry);
    }
    return true;
  }

  private void replan(MemorySweep sweep, Plan plan) {
    refuseRunsOfOthers(plan);
    sweep.replan(plan, numbers);
  }

  private static boolean writeRuns(MemorySweep sweep, long seq, Entry.OfSweep entry) {
    if (entry instanceof Entry.RunReused reused) {
      Optional<MemoryRun> run = sweep.runToChange(reused.runId());
      run.ifPresent(r -> r.end(RunState.COMPLETED, reused.at()));
      run.ifPresent(r -> r.reusedFrom = Optional.of(reused.fromRunId()));
      return run.isPresent();
    } else if (entry instanceof Entry.AttemptStarted started) {
      Optional<MemoryRun> run = sweep.runToChange(started.runId());
      run.ifPresent(r -> r.startAttempt(seq, started));
      sweep.begin(started.at());
      return run.isPresent();
    } else if (entry instanceof Entry.AttemptEnded ended) {
      return sweep.runToChange(ended.runId()).filter(run -> run.endAttempt(ended)).isPresent();
    } else if (entry instanceof Entry.RunsStopped stopped) {
      List<Optional<MemoryRun>> runs = stopped.runIds().stream().map(sweep::runToChange).toList();
      runs.forEach(run -> run.ifPresent(r -> r.end(RunState.STOPPED_EARLY, stopped.at())));
      return runs.stream().allMatch(Optional::isPresent);
    }
    throw new AssertionError("nothing is kept of " + entry.getClass());
  }

  /** The sweep, to be changed by this batch. */
  private Optional<MemorySweep> sweep(String sweepId) {
    MemorySweep stored = sweeps.get(sweepId);
    if (stored != null && !copied.containsKey(sweepId)) {
      MemorySweep copy = new MemorySweep(stored);
      copied.put(sweepId, copy);
      sweeps.put(sweepId, copy);
    }
    return Optional.ofNullable(sweeps.get(sweepId));
  }

  private static RefusedLineException unknown(JournalLine line) {
    return new RefusedLineException(
        describe(line)
            + " belongs to a sweep or run that the store does not know:"
            + " the sweep's plan must be indexed first.");
  }

  private static RefusedLineException misplaced(JournalLine line) {
    return new RefusedLineException(
        "%s holds a %s, which belongs into another journal."
            .formatted(describe(line), line.entry().getClass().getSimpleName()));
  }

  private static String describe(JournalLine line) {
    JournalName journal = line.journal();
    String whose =
        journal.runId().map(run -> "run " + run).orElseGet(() -> "sweep " + journal.sweepId());
    return "Line %d of the journal of %s".formatted(line.seq(), whose);
  }
}
