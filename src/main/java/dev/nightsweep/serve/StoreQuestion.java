package dev.nightsweep.serve;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question about what a store holds, which the process that owns the store answers for another
 * one: one for each reading method of {@link Store} that commands use.
 */
enum StoreQuestion {
  SWEEPS(Sweeps.class),
  SWEEP(Sweep.class),
  STATE(State.class),
  RUNS(Runs.class),
  RUN(Run.class),
  TRAINED(Journals.class),
  IDS(Texts.class),
  ATTEMPTS(Attempts.class),
  SWEEP_ATTEMPTS(Attempts.class),
  CURVES(Curves.class),
  METRIC_CURVES(Curves.class),
  SYSTEM_CURVES(Curves.class),
  SWEEP_CURVES(SweepCurves.class),
  ENVIRONMENT(OneEnvironment.class),
  SWEEP_ENVIRONMENTS(Environments.class),
  MODEL(OneModel.class),
  SWEEP_MODELS(Models.class),
  RESULT(OneResult.class),
  SWEEP_RESULTS(Results.class),
  CONTRASTS(Contrasts.class),
  LOOKS(Contrasts.class),
  SAID(Texts.class),
  LOCK(Lock.class),
  REPEATED(Counts.class),
  NOTES(Notes.class);

  private final Class<?> answer;

  StoreQuestion(Class<?> answer) {
    this.answer = answer;
  }

  /**
   * What a question is about.
   *
   * @param first an id, or the beginning of one; empty if it is about everything
   * @param second a metric; empty if all are meant
   */
  record Subject(String first, String second) {}

  /** The record that the answer is sent as. */
  Class<?> answer() {
    return answer;
  }

  Object answeredBy(Store store, Subject about) {
    return switch (this) {
      case SWEEPS -> new Sweeps(store.sweeps());
      case SWEEP -> new Sweep(store.sweep(about.first()));
      case STATE -> new State(store.state(about.first()));
      case RUNS -> new Runs(store.runs(about.first()));
      case RUN -> new Run(store.run(about.first()));
      case TRAINED -> new Journals(store.trained());
      case IDS -> new Texts(store.idsStartingWith(about.first()));
      case ATTEMPTS -> new Attempts(store.attempts(about.first()));
      case SWEEP_ATTEMPTS -> new Attempts(store.sweepAttempts(about.first()));
      case CURVES -> new Curves(store.curves(about.first()));
      case METRIC_CURVES -> new Curves(store.curves(about.first(), about.second()));
      case SYSTEM_CURVES -> new Curves(store.systemCurves(about.first(), about.second()));
      case SWEEP_CURVES -> new SweepCurves(store.sweepCurves(about.first()));
      case ENVIRONMENT -> new OneEnvironment(store.environment(about.first()));
      case SWEEP_ENVIRONMENTS -> new Environments(store.sweepEnvironments(about.first()));
      case MODEL -> new OneModel(store.model(about.first()));
      case SWEEP_MODELS -> new Models(store.sweepModels(about.first()));
      case RESULT -> new OneResult(store.result(about.first()));
      case SWEEP_RESULTS -> new Results(store.sweepResults(about.first()));
      case CONTRASTS -> new Contrasts(store.contrasts(about.first()));
      case LOOKS -> new Contrasts(store.looks(about.first()));
      case SAID -> new Texts(store.said(about.first()));
      case LOCK -> new Lock(store.lock(about.first()));
      case REPEATED -> new Counts(store.repeated(about.first()));
      case NOTES -> new Notes(store.notes(about.first()));
    };
  }

  record Sweeps(List<SweepRecord> all) {}

  record Sweep(Optional<SweepRecord> one) {}

  record State(Optional<SweepState> one) {}

  record Runs(List<RunRecord> all) {}

  record Run(Optional<RunRecord> one) {}

  record Journals(Map<String, JournalName> all) {}

  record Texts(List<String> all) {}

  record Attempts(List<AttemptRecord> all) {}

  record Curves(Map<String, List<Point>> all) {}

  record SweepCurves(Map<String, Map<String, List<Point>>> all) {}

  record OneEnvironment(Optional<Environment> one) {}

  record Environments(Map<String, Environment> all) {}

  record OneModel(Optional<ModelCard> one) {}

  record Models(Map<String, ModelCard> all) {}

  record OneResult(Optional<RunResult> one) {}

  record Results(Map<String, RunResult> all) {}

  record Contrasts(List<ContrastResult> all) {}

  record Lock(Optional<Entry.AnalysisLocked> one) {}

  record Counts(Map<String, Integer> all) {}

  record Notes(List<Entry.Noted> all) {}
}
