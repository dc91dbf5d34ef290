package dev.nightsweep.intake;

import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.SweepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journals of a sweep tell of runs that were trained elsewhere: the same as of its own,
 * with the tracker's times. What has no time there has that of the import.
 */
final class TrackedEntries {
  private static final int ATTEMPT = 1;

  /** Nobody knows which worker of which machine it was. */
  private static final int WORKER = 1;

  private static final RunResult NOTHING_ELSE =
      new RunResult(Map.of(), List.of(), ClassLabels.NONE, "");

  private final TrackedPlan.Planned planned;
  private final IntakeNames names;
  private final Instant now;

  TrackedEntries(TrackedPlan.Planned planned, IntakeNames names, Instant now) {
    this.planned = planned;
    this.names = names;
    this.now = now;
  }

  /** The whole sweep. */
  SweepFile file(List<String> remarks) {
    List<SweepFile.Part> parts = new ArrayList<>();
    List<Entry> ofSweep = new ArrayList<>();
    planned.byRun().forEach((id, run) -> parts.add(part(id, run, ofSweep)));
    ofSweep.sort(Comparator.comparing(Entry::at)); // stable: a start stands before its end
    Instant begun = ofSweep.get(0).at();
    Instant over = ofSweep.get(ofSweep.size() - 1).at();
    ofSweep.add(0, new Entry.SweepChanged(SweepState.RUNNING, "", begun));
    ofSweep.add(0, new Entry.SweepPlanned(planned.plan()));
    ofSweep.add(new Entry.SweepChanged(SweepState.COMPLETED, "", over));
    for (String remark : remarks) {
      ofSweep.add(new Entry.Noted("info", "import", Optional.empty(), remark, now));
    }
    parts.add(0, new SweepFile.Part(Optional.empty(), ofSweep));
    return new SweepFile(names.file(), planned.spec().source().text(), parts);
  }

  private SweepFile.Part part(String runId, StudyRun run, List<Entry> ofSweep) {
    String metric = planned.plan().header().objective().metric();
    RunFate fate = run.fate(metric);
    List<MetricEpochs.Epoch> epochs = MetricEpochs.of(run.run().metrics(), metric);
    Instant began = run.run().began().orElse(now);
    Instant ended = run.run().ended().filter(end -> !end.isBefore(began)).orElse(began);
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry.RunStarted(
            ATTEMPT, environment(run.run()), Optional.empty(), Start.BEGINNING, began));
    int number = 0;
    for (MetricEpochs.Epoch epoch : epochs) {
      number++;
      entries.add(
          new Entry.EpochFinished(
              ATTEMPT, number, epoch.readings(), Map.of(), epoch.at().orElse(ended)));
    }
    entries.add(new Entry.RunEnded(ATTEMPT, number, outcome(fate), ended));
    ofSweep.add(new Entry.AttemptStarted(runId, ATTEMPT, WORKER, began));
    ofSweep.add(
        new Entry.AttemptEnded(
            runId,
            ATTEMPT,
            fate.attempt(),
            fate.run(),
            fate.cause(names.kind().text()),
            List.of(),
            ended));
    return new SweepFile.Part(Optional.of(runId), entries);
  }

  private Outcome outcome(RunFate fate) {
    String cause = fate.cause(names.kind().text());
    return switch (fate) {
      case FINISHED -> new Outcome.Completed(NOTHING_ELSE);
      case DIVERGED -> new Outcome.Diverged(cause);
      case FAILED, KILLED -> new Outcome.Failed(cause);
      case STOPPED, RUNNING -> new Outcome.Interrupted();
    };
  }

  /** Which run of the tracker it is, and the little that some trackers know of where it ran. */
  private static Environment environment(FoundRun run) {
    Map<String, String> facts = new HashMap<>();
    facts.put(Environment.TRACKED_RUN, run.id());
    Optional.ofNullable(run.labels().get("mlflow.source.git.commit"))
        .ifPresent(commit -> facts.put("git_commit", commit));
    return Environment.of(facts);
  }
}
