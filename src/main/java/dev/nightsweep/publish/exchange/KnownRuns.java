package dev.nightsweep.publish.exchange;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Ids;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.PlanCheck;
import dev.nightsweep.model.PlannedRun;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arms, runs and attempts that a sweep's journal has told of so far. */
final class KnownRuns {
  private final Set<String> arms = new HashSet<>();
  private final Set<String> runs = new HashSet<>();
  private final Set<String> reused = new HashSet<>();
  private final Map<String, Set<Integer>> begun = new HashMap<>();

  private final Map<String, Set<String>> metrics = new HashMap<>();

  /** The attempts whose end the runs' own journals must tell of, too. */
  private final Map<String, Set<Integer>> ended = new HashMap<>();

  void add(List<Arm> newArms, List<PlannedRun> newRuns) {
    newArms.forEach(arm -> arms.add(arm.armId()));
    newRuns.forEach(run -> runs.add(run.runId()));
  }

  Optional<String> addTrials(Entry.TrialsAdded added) {
    add(added.arms(), added.runs());
    return PlanCheck.wrongWithForeign(added.runs())
        .or(() -> unknownArm(added.runs().stream().map(PlannedRun::armId).toList()));
  }

  Optional<String> reuse(Entry.RunReused reuse) {
    reused.add(reuse.runId());
    return unknown(reuse.runId())
        .or(() -> Ids.isId(reuse.fromRunId()) ? Optional.empty() : noRun(reuse.fromRunId()));
  }

  Optional<String> begin(Entry.AttemptStarted started) {
    begun.computeIfAbsent(started.runId(), id -> new HashSet<>()).add(started.attempt());
    return unknown(started.runId())
        .or(() -> started.attempt() > 0 ? Optional.empty() : noAttempt(started.attempt()));
  }

  Optional<String> end(Entry.AttemptEnded end) {
    if (end.state() == AttemptState.COMPLETED || end.state() == AttemptState.DIVERGED) {
      ended.computeIfAbsent(end.runId(), id -> new HashSet<>()).add(end.attempt());
    }
    return unknown(end.runId()).or(() -> unbegun(end.runId(), end.attempt()));
  }

  /** A line of a run's own journal; a reused run's tell of another run's attempts. */
  Optional<String> tell(String runId, Entry.OfRun entry) {
    if (entry instanceof Entry.RunEnded end) {
      ended.getOrDefault(runId, new HashSet<>()).remove(end.attempt());
    }
    if (!entry.hasEpoch()) {
      return Optional.of("there is no such epoch");
    }
    Set<String> names = metrics.computeIfAbsent(runId, id -> new HashSet<>());
    names.addAll(entry.metrics().keySet());
    if (names.size() > Metrics.MAX_OF_RUN) {
      return Optional.of(Metrics.TOO_MANY);
    }
    return reused.contains(runId) ? Optional.empty() : unbegun(runId, entry.attempt());
  }

  Optional<String> unknown(List<String> runIds) {
    return runIds.stream().map(this::unknown).flatMap(Optional::stream).findFirst();
  }

  Optional<String> unknown(String runId) {
    return runs.contains(runId) ? Optional.empty() : noRun(runId);
  }

  Optional<String> unknownArm(List<String> armIds) {
    return armIds.stream()
        .filter(id -> !arms.contains(id))
        .findFirst()
        .map(id -> "no arm has the id “%s”".formatted(Ids.shown(id)));
  }

  /** Ids that differ in case alone would share a folder on some systems. */
  Optional<String> alike() {
    Set<String> folders = new HashSet<>();
    return runs.stream()
        .filter(id -> !folders.add(id.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(id -> "another run's id differs from %s in case alone".formatted(Ids.shown(id)));
  }

  Optional<String> missingEnd() {
    return ended.entrySet().stream()
        .filter(run -> !run.getValue().isEmpty())
        .findFirst()
        .map(
            run ->
                "the end of attempt %d of run %s is missing"
                    .formatted(run.getValue().iterator().next(), run.getKey()));
  }

  private Optional<String> unbegun(String runId, int attempt) {
    return begun.getOrDefault(runId, Set.of()).contains(attempt)
        ? Optional.empty()
        : noAttempt(attempt);
  }

  private static Optional<String> noRun(String runId) {
    return Optional.of("no run has the id “%s”".formatted(Ids.shown(runId)));
  }

  private static Optional<String> noAttempt(int attempt) {
    return Optional.of("attempt %d was never begun".formatted(attempt));
  }
}
