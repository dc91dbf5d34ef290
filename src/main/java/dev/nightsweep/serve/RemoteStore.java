package dev.nightsweep.serve;

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
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.store.Contents;
import dev.nightsweep.store.SqlQueries;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store of another process, which owns it: every question goes to that process. It can be read
 * and not written.
 */
public final class RemoteStore implements Store {
  private final OwnerClient owner;

  public RemoteStore(OwnerClient owner) {
    this.owner = owner;
  }

  @Override
  public List<SweepRecord> sweeps() {
    return ask(StoreQuestion.SWEEPS, StoreQuestion.Sweeps.class).all();
  }

  @Override
  public Optional<SweepRecord> sweep(String sweepId) {
    return ask(StoreQuestion.SWEEP, StoreQuestion.Sweep.class, sweepId).one();
  }

  @Override
  public Optional<SweepState> state(String sweepId) {
    return ask(StoreQuestion.STATE, StoreQuestion.State.class, sweepId).one();
  }

  @Override
  public List<RunRecord> runs(String sweepId) {
    return ask(StoreQuestion.RUNS, StoreQuestion.Runs.class, sweepId).all();
  }

  @Override
  public Optional<RunRecord> run(String runId) {
    return ask(StoreQuestion.RUN, StoreQuestion.Run.class, runId).one();
  }

  @Override
  public Map<String, JournalName> trained() {
    return ask(StoreQuestion.TRAINED, StoreQuestion.Journals.class).all();
  }

  @Override
  public List<String> idsStartingWith(String prefix) {
    return ask(StoreQuestion.IDS, StoreQuestion.Texts.class, prefix).all();
  }

  @Override
  public List<AttemptRecord> attempts(String runId) {
    return ask(StoreQuestion.ATTEMPTS, StoreQuestion.Attempts.class, runId).all();
  }

  @Override
  public List<AttemptRecord> sweepAttempts(String sweepId) {
    return ask(StoreQuestion.SWEEP_ATTEMPTS, StoreQuestion.Attempts.class, sweepId).all();
  }

  @Override
  public Map<String, List<Point>> curves(String runId) {
    return ask(StoreQuestion.CURVES, StoreQuestion.Curves.class, runId).all();
  }

  @Override
  public Map<String, List<Point>> curves(String sweepId, String metric) {
    return ask(StoreQuestion.METRIC_CURVES, StoreQuestion.Curves.class, sweepId, metric).all();
  }

  @Override
  public Map<String, List<Point>> systemCurves(String sweepId, String reading) {
    return ask(StoreQuestion.SYSTEM_CURVES, StoreQuestion.Curves.class, sweepId, reading).all();
  }

  @Override
  public Optional<Environment> environment(String runId) {
    return ask(StoreQuestion.ENVIRONMENT, StoreQuestion.OneEnvironment.class, runId).one();
  }

  @Override
  public Optional<ModelCard> model(String runId) {
    return ask(StoreQuestion.MODEL, StoreQuestion.OneModel.class, runId).one();
  }

  @Override
  public Optional<RunResult> result(String runId) {
    return ask(StoreQuestion.RESULT, StoreQuestion.OneResult.class, runId).one();
  }

  @Override
  public Map<String, Map<String, List<Point>>> sweepCurves(String sweepId) {
    return ask(StoreQuestion.SWEEP_CURVES, StoreQuestion.SweepCurves.class, sweepId).all();
  }

  @Override
  public Map<String, Environment> sweepEnvironments(String sweepId) {
    return ask(StoreQuestion.SWEEP_ENVIRONMENTS, StoreQuestion.Environments.class, sweepId).all();
  }

  @Override
  public Map<String, ModelCard> sweepModels(String sweepId) {
    return ask(StoreQuestion.SWEEP_MODELS, StoreQuestion.Models.class, sweepId).all();
  }

  @Override
  public Map<String, RunResult> sweepResults(String sweepId) {
    return ask(StoreQuestion.SWEEP_RESULTS, StoreQuestion.Results.class, sweepId).all();
  }

  @Override
  public List<ContrastResult> contrasts(String sweepId) {
    return ask(StoreQuestion.CONTRASTS, StoreQuestion.Contrasts.class, sweepId).all();
  }

  @Override
  public List<String> said(String sweepId) {
    return ask(StoreQuestion.SAID, StoreQuestion.Texts.class, sweepId).all();
  }

  @Override
  public List<ContrastResult> looks(String sweepId) {
    return ask(StoreQuestion.LOOKS, StoreQuestion.Contrasts.class, sweepId).all();
  }

  @Override
  public Optional<Entry.AnalysisLocked> lock(String sweepId) {
    return ask(StoreQuestion.LOCK, StoreQuestion.Lock.class, sweepId).one();
  }

  @Override
  public Map<String, Integer> repeated(String sweepId) {
    return ask(StoreQuestion.REPEATED, StoreQuestion.Counts.class, sweepId).all();
  }

  @Override
  public List<Entry.Noted> notes(String sweepId) {
    return ask(StoreQuestion.NOTES, StoreQuestion.Notes.class, sweepId).all();
  }

  @Override
  public Optional<SqlQueries> sql() {
    return Optional.of(owner::query);
  }

  @Override
  public void index(List<JournalLine> lines) {
    throw onlyRead();
  }

  @Override
  public void delete(String sweepId) {
    throw onlyRead();
  }

  @Override
  public long position(JournalName journal) {
    throw onlyRead();
  }

  @Override
  public Contents contents(JournalName journal) {
    throw onlyRead();
  }

  @Override
  public Contents definitions() {
    throw onlyRead();
  }

  @Override
  public List<String> contradictions() {
    throw onlyRead();
  }

  /** Nothing is open here. */
  @Override
  public void close() {}

  private <T> T ask(StoreQuestion question, Class<T> answer) {
    return ask(question, answer, "");
  }

  private <T> T ask(StoreQuestion question, Class<T> answer, String first) {
    return ask(question, answer, first, "");
  }

  private <T> T ask(StoreQuestion question, Class<T> answer, String first, String second) {
    return answer.cast(owner.read(question, new StoreQuestion.Subject(first, second)));
  }

  private StoreException onlyRead() {
    return new StoreException(
        "Process %d has the database open: it alone writes and checks it.".formatted(owner.pid()));
  }
}
