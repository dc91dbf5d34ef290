package dev.nightsweep.store.memory;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.store.RefusedLineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep with its runs. It changes only while a batch is applied that has a copy of its own; once
 * stored it stays as it is.
 */
final class MemorySweep {
  private SweepHeader header;
  private SweepState state = SweepState.PLANNED;
  private String reason = "";
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<Entry.AnalysisLocked> lock = Optional.empty();
  long position;

  /** The plan's arms and runs, in its order. */
  private final Map<String, Arm> arms;

  private final Map<String, MemoryRun> runs;

  /** Those that an earlier plan had. */
  private final Map<String, Arm> removedArms;

  private final Map<String, MemoryRun> removedRuns;
  private final List<Entry.Noted> notes;
  private final List<Entry.LookTaken> looks;

  /** Those of its runs that belong to the batch that changes it. */
  private final Map<String, MemoryRun> copied = new TreeMap<>();

  MemorySweep(SweepHeader header) {
    this.header = header;
    this.arms = new LinkedHashMap<>();
    this.runs = new LinkedHashMap<>();
    this.removedArms = new LinkedHashMap<>();
    this.removedRuns = new LinkedHashMap<>();
    this.notes = new ArrayList<>();
    this.looks = new ArrayList<>();
  }

  MemorySweep(MemorySweep other) {
    this.header = other.header;
    this.state = other.state;
    this.reason = other.reason;
    this.startedAt = other.startedAt;
    this.endedAt = other.endedAt;
    this.lock = other.lock;
    this.position = other.position;
    this.arms = new LinkedHashMap<>(other.arms);
    this.runs = new LinkedHashMap<>(other.runs);
    this.removedArms = new LinkedHashMap<>(other.removedArms);
    this.removedRuns = new LinkedHashMap<>(other.removedRuns);
    this.notes = new ArrayList<>(other.notes);
    this.looks = new ArrayList<>(other.looks);
  }

  /** Makes the sweep's arms and runs those of the plan; what it does not have is removed. */
  void replan(Plan plan, LongSupplier numbers) {
    header = plan.header();
    removedArms.putAll(arms);
    removedRuns.putAll(runs);
    arms.clear();
    runs.clear();
    add(plan.arms(), plan.runs(), numbers);
  }

  /** Puts arms and runs behind those that the sweep has. */
  void add(List<Arm> moreArms, List<PlannedRun> moreRuns, LongSupplier numbers) {
    for (Arm arm : moreArms) {
      Arm known = Optional.ofNullable(arms.remove(arm.armId())).orElse(arm);
      removedArms.remove(arm.armId());
      arms.put(arm.armId(), new Arm(arm.armId(), arm.label(), arm.levels(), known.settings()));
    }
    for (PlannedRun run : moreRuns) {
      if (!arms.containsKey(run.armId())) {
        throw new RefusedLineException(
            "The plan's run %s is of an arm (%s) that the plan does not have."
                .formatted(run.runId(), run.armId()));
      }
      MemoryRun known =
          anyRun(run.runId()).orElseGet(() -> new MemoryRun(run, numbers.getAsLong()));
      runs.remove(run.runId());
      removedRuns.remove(run.runId());
      runs.put(run.runId(), known);
    }
  }

  void change(Entry.SweepChanged changed) {
    state = changed.state();
    reason = changed.reason();
    boolean goesOn = state == SweepState.RUNNING || state == SweepState.PLANNED;
    endedAt = goesOn ? Optional.empty() : Optional.of(changed.at());
  }

  void begin(Instant at) {
    startedAt = startedAt.or(() -> Optional.of(at));
  }

  void add(Entry.Noted noted) {
    notes.add(noted);
  }

  /** The first lock stands. */
  void add(Entry.AnalysisLocked locked) {
    lock = lock.or(() -> Optional.of(locked));
  }

  void add(Entry.LookTaken taken) {
    looks.add(taken);
  }

  Optional<Entry.AnalysisLocked> lock() {
    return lock;
  }

  /** Whether a verdict was shown before that time. */
  boolean isJudgedBefore(Instant time) {
    return looks.stream()
        .filter(look -> look.at().isBefore(time))
        .flatMap(look -> look.results().stream())
        .anyMatch(result -> result.verdict() != Verdict.NO_VERDICT);
  }

  /** The identities of its finished comparison runs, of those that an earlier plan had, too. */
  Set<String> comparedIdentities() {
    return allRuns()
        .filter(MemoryRun::isCompared)
        .map(run -> run.plan.identity())
        .collect(Collectors.toSet());
  }

  String sweepId() {
    return header.sweepId();
  }

  Instant createdAt() {
    return header.createdAt();
  }

  SweepState state() {
    return state;
  }

  SweepRecord snapshot() {
    Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
    runs.values().forEach(run -> counts.merge(run.state, 1, Integer::sum));
    return new SweepRecord(
        header,
        state,
        List.copyOf(arms.values()),
        counts,
        startedAt,
        endedAt,
        looks.size(),
        looks.stream().map(Entry.LookTaken::at).max(Comparator.naturalOrder()));
  }

  /** The plan's runs, in its order. */
  List<MemoryRun> runs() {
    return List.copyOf(runs.values());
  }

  /** The same, and those that an earlier plan had. */
  Stream<MemoryRun> allRuns() {
    return Stream.concat(runs.values().stream(), removedRuns.values().stream());
  }

  Optional<MemoryRun> anyRun(String runId) {
    return Optional.ofNullable(runs.getOrDefault(runId, removedRuns.get(runId)));
  }

  /** The run, to be changed by the batch that this sweep is a copy for. */
  Optional<MemoryRun> runToChange(String runId) {
    MemoryRun copy = copied.get(runId);
    if (copy != null) {
      return Optional.of(copy);
    }
    Optional<MemoryRun> run = anyRun(runId).map(MemoryRun::new);
    run.ifPresent(
        changing -> {
          copied.put(runId, changing);
          (runs.containsKey(runId) ? runs : removedRuns).put(runId, changing);
        });
    return run;
  }

  /** The attempts of all runs, in order of their start. */
  List<AttemptRecord> attempts() {
    return allRuns()
        .flatMap(run -> run.attempts().stream())
        .sorted(Comparator.comparing(MemoryAttempt::line))
        .map(MemoryAttempt::record)
        .toList();
  }

  List<Entry.Noted> notes() {
    return List.copyOf(notes);
  }

  /** Its looks, the first look first. */
  List<Entry.LookTaken> looks() {
    return List.copyOf(looks);
  }

  /** What the sweep's journal decides, row by row. */
  Map<String, List<List<Object>>> contents() {
    Map<String, List<List<Object>>> rows = new TreeMap<>();
    rows.put("sweep", List.of(List.of(header, state, reason, startedAt, endedAt, lock)));
    rows.put("arms", arms.values().stream().map(List::<Object>of).toList());
    rows.put("removed_arms", removedArms.values().stream().map(List::<Object>of).toList());
    rows.put("runs", runs.values().stream().map(MemorySweep::row).toList());
    rows.put("removed_runs", removedRuns.values().stream().map(MemorySweep::row).toList());
    rows.put("notes", notes.stream().map(List::<Object>of).toList());
    rows.put("looks", looks.stream().map(List::<Object>of).toList());
    return rows;
  }

  private static List<Object> row(MemoryRun run) {
    return List.of(run.plan, run.state, run.reusedFrom, run.startedAt, run.endedAt, run.attempts());
  }
}
