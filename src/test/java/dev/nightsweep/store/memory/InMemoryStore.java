package dev.nightsweep.store.memory;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Table;
import dev.nightsweep.store.Contents;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The store as objects in memory. It keeps the whole contract but one promise: what it holds ends
 * with the process. It has no SQL.
 */
public final class InMemoryStore implements Store {
  /** Never changed once it is here; null after the store was closed. */
  private volatile Map<String, MemorySweep> sweeps = Map.of();

  // Guarded by this.
  private long lastNumber;

  @Override
  public synchronized void index(List<JournalLine> lines) {
    sweeps = new MemoryBatch(stored(), () -> ++lastNumber).apply(lines);
  }

  @Override
  public synchronized void delete(String sweepId) {
    Map<String, MemorySweep> rest = new LinkedHashMap<>(stored());
    rest.remove(sweepId);
    sweeps = rest;
  }

  @Override
  public synchronized void close() {
    sweeps = null;
  }

  @Override
  public long position(JournalName journal) {
    Optional<MemorySweep> sweep = find(journal.sweepId());
    return journal.runId().isEmpty()
        ? sweep.map(s -> s.position).orElse(0L)
        : sweep.flatMap(s -> s.anyRun(journal.runId().get())).map(r -> r.position).orElse(0L);
  }

  @Override
  public List<SweepRecord> sweeps() {
    return stored().values().stream()
        .sorted(
            Comparator.comparing(MemorySweep::createdAt)
                .reversed()
                .thenComparing(MemorySweep::sweepId))
        .map(MemorySweep::snapshot)
        .toList();
  }

  @Override
  public Optional<SweepRecord> sweep(String sweepId) {
    return find(sweepId).map(MemorySweep::snapshot);
  }

  @Override
  public Optional<SweepState> state(String sweepId) {
    return find(sweepId).map(MemorySweep::state);
  }

  @Override
  public List<RunRecord> runs(String sweepId) {
    return plannedRuns(sweepId).map(run -> run.snapshot(sweepId)).toList();
  }

  @Override
  public Optional<RunRecord> run(String runId) {
    return stored().values().stream()
        .flatMap(sweep -> sweep.anyRun(runId).map(run -> run.snapshot(sweep.sweepId())).stream())
        .findFirst();
  }

  /** Of several with one identity the oldest. */
  @Override
  public Map<String, JournalName> trained() {
    Map<Long, JournalName> byAge = new TreeMap<>();
    Map<Long, String> identities = new HashMap<>();
    for (MemorySweep sweep : stored().values()) {
      sweep
          .allRuns()
          .filter(run -> run.state == RunState.COMPLETED && run.reusedFrom.isEmpty())
          .forEach(
              run -> {
                byAge.put(run.number, JournalName.ofRun(sweep.sweepId(), run.plan.runId()));
                identities.put(run.number, run.plan.identity());
              });
    }
    Map<String, JournalName> trained = new HashMap<>();
    byAge.forEach((number, name) -> trained.putIfAbsent(identities.get(number), name));
    return trained;
  }

  @Override
  public List<String> idsStartingWith(String prefix) {
    Map<String, MemorySweep> now = stored();
    Stream<String> ofSweeps = now.keySet().stream().sorted();
    Stream<String> ofRuns =
        now.values().stream().flatMap(MemorySweep::allRuns).map(run -> run.plan.runId()).sorted();
    return Stream.concat(ofSweeps, ofRuns).filter(id -> id.startsWith(prefix)).toList();
  }

  @Override
  public List<AttemptRecord> attempts(String runId) {
    return anyRun(runId).map(MemoryRun::attemptRecords).orElse(List.of());
  }

  @Override
  public List<AttemptRecord> sweepAttempts(String sweepId) {
    return find(sweepId).map(MemorySweep::attempts).orElse(List.of());
  }

  @Override
  public Map<String, List<Point>> curves(String runId) {
    return anyRun(runId).map(MemoryRun::curves).orElse(Map.of());
  }

  @Override
  public Map<String, List<Point>> curves(String sweepId, String metric) {
    return byRun(plannedRuns(sweepId), run -> Optional.ofNullable(run.curves().get(metric)));
  }

  @Override
  public Map<String, List<Point>> systemCurves(String sweepId, String reading) {
    return byRun(
        plannedRuns(sweepId),
        run -> Optional.of(run.systemCurve(reading)).filter(points -> !points.isEmpty()));
  }

  @Override
  public Optional<Environment> environment(String runId) {
    return anyRun(runId).flatMap(InMemoryStore::environment);
  }

  @Override
  public Optional<ModelCard> model(String runId) {
    return anyRun(runId).flatMap(InMemoryStore::model);
  }

  @Override
  public Optional<RunResult> result(String runId) {
    return anyRun(runId).flatMap(MemoryRun::result);
  }

  @Override
  public Map<String, Map<String, List<Point>>> sweepCurves(String sweepId) {
    return byRun(
        plannedRuns(sweepId), run -> Optional.of(run.curves()).filter(all -> !all.isEmpty()));
  }

  @Override
  public Map<String, Environment> sweepEnvironments(String sweepId) {
    return byRun(allRuns(sweepId), InMemoryStore::environment);
  }

  @Override
  public Map<String, ModelCard> sweepModels(String sweepId) {
    return byRun(allRuns(sweepId), InMemoryStore::model);
  }

  @Override
  public Map<String, RunResult> sweepResults(String sweepId) {
    return byRun(allRuns(sweepId), MemoryRun::result);
  }

  @Override
  public List<ContrastResult> contrasts(String sweepId) {
    return lastLook(sweepId).map(Entry.LookTaken::results).orElse(List.of());
  }

  @Override
  public List<String> said(String sweepId) {
    return lastLook(sweepId).map(Entry.LookTaken::said).orElse(List.of());
  }

  @Override
  public List<ContrastResult> looks(String sweepId) {
    return find(sweepId).stream()
        .flatMap(sweep -> sweep.looks().stream())
        .flatMap(look -> look.results().stream())
        .toList();
  }

  @Override
  public Optional<Entry.AnalysisLocked> lock(String sweepId) {
    return find(sweepId).flatMap(MemorySweep::lock);
  }

  @Override
  public Map<String, Integer> repeated(String sweepId) {
    return find(sweepId).map(this::repeated).orElse(Map.of());
  }

  private Map<String, Integer> repeated(MemorySweep sweep) {
    Map<String, Integer> repeated = new TreeMap<>();
    List<MemoryRun> compared = sweep.runs().stream().filter(MemoryRun::isCompared).toList();
    for (MemorySweep other : stored().values()) {
      if (!other.sweepId().equals(sweep.sweepId()) && other.isJudgedBefore(sweep.createdAt())) {
        Set<String> identities = other.comparedIdentities();
        int same =
            Math.toIntExact(
                compared.stream().filter(run -> identities.contains(run.plan.identity())).count());
        if (same > 0) {
          repeated.put(other.sweepId(), same);
        }
      }
    }
    return repeated;
  }

  @Override
  public List<Entry.Noted> notes(String sweepId) {
    return find(sweepId).map(MemorySweep::notes).orElse(List.of());
  }

  @Override
  public Contents contents(JournalName journal) {
    Optional<MemorySweep> sweep = find(journal.sweepId());
    Optional<Map<String, List<List<Object>>>> rows =
        journal.runId().isEmpty()
            ? sweep.map(MemorySweep::contents)
            : sweep.flatMap(s -> s.anyRun(journal.runId().get())).map(MemoryRun::contents);
    Map<String, Table> tables = new TreeMap<>();
    rows.orElse(Map.of()).forEach((name, cells) -> tables.put(name, new Table(List.of(), cells)));
    return new Contents(position(journal), tables);
  }

  /** It has no structures but its classes. */
  @Override
  public Contents definitions() {
    return new Contents(0, Map.of());
  }

  /** Everything is here once: nothing can contradict it. */
  @Override
  public List<String> contradictions() {
    return List.of();
  }

  private Map<String, MemorySweep> stored() {
    Map<String, MemorySweep> now = sweeps;
    if (now == null) {
      throw new StoreException("The store in memory is closed.");
    }
    return now;
  }

  private Optional<MemorySweep> find(String sweepId) {
    return Optional.ofNullable(stored().get(sweepId));
  }

  private Optional<MemoryRun> anyRun(String runId) {
    return stored().values().stream().flatMap(s -> s.anyRun(runId).stream()).findFirst();
  }

  private Stream<MemoryRun> plannedRuns(String sweepId) {
    return find(sweepId).stream().flatMap(sweep -> sweep.runs().stream());
  }

  private Stream<MemoryRun> allRuns(String sweepId) {
    return find(sweepId).stream().flatMap(MemorySweep::allRuns);
  }

  private Optional<Entry.LookTaken> lastLook(String sweepId) {
    List<Entry.LookTaken> looks = find(sweepId).map(MemorySweep::looks).orElse(List.of());
    return looks.isEmpty() ? Optional.empty() : Optional.of(looks.get(looks.size() - 1));
  }

  private static Optional<Environment> environment(MemoryRun run) {
    return run.lastTraining().map(Entry.RunStarted::environment);
  }

  private static Optional<ModelCard> model(MemoryRun run) {
    return run.lastTraining().flatMap(Entry.RunStarted::model);
  }

  private static <T> Map<String, T> byRun(
      Stream<MemoryRun> runs, Function<MemoryRun, Optional<T>> part) {
    Map<String, T> parts = new LinkedHashMap<>();
    runs.forEach(run -> part.apply(run).ifPresent(p -> parts.put(run.plan.runId(), p)));
    return Collections.unmodifiableMap(parts);
  }
}
