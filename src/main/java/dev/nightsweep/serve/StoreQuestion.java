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
import java.util.function.BiFunction;

/**
 * A question about what a store holds, which the process that owns the store answers for another
 * one: one for each reading method of {@link Store} that commands use.
 */
enum StoreQuestion {
  SWEEPS(Sweeps.class, (store, about) -> new Sweeps(store.sweeps())),
  SWEEP(Sweep.class, (store, about) -> new Sweep(store.sweep(about.first()))),
  STATE(State.class, (store, about) -> new State(store.state(about.first()))),
  RUNS(Runs.class, (store, about) -> new Runs(store.runs(about.first()))),
  RUN(Run.class, (store, about) -> new Run(store.run(about.first()))),
  TRAINED(Journals.class, (store, about) -> new Journals(store.trained())),
  IDS(Texts.class, (store, about) -> new Texts(store.idsStartingWith(about.first()))),
  ATTEMPTS(Attempts.class, (store, about) -> new Attempts(store.attempts(about.first()))),
  SWEEP_ATTEMPTS(
      Attempts.class, (store, about) -> new Attempts(store.sweepAttempts(about.first()))),
  CURVES(Curves.class, (store, about) -> new Curves(store.curves(about.first()))),
  METRIC_CURVES(
      Curves.class, (store, about) -> new Curves(store.curves(about.first(), about.second()))),
  SYSTEM_CURVES(
      Curves.class,
      (store, about) -> new Curves(store.systemCurves(about.first(), about.second()))),
  SWEEP_CURVES(
      SweepCurves.class, (store, about) -> new SweepCurves(store.sweepCurves(about.first()))),
  ENVIRONMENT(
      OneEnvironment.class, (store, about) -> new OneEnvironment(store.environment(about.first()))),
  SWEEP_ENVIRONMENTS(
      Environments.class,
      (store, about) -> new Environments(store.sweepEnvironments(about.first()))),
  MODEL(OneModel.class, (store, about) -> new OneModel(store.model(about.first()))),
  SWEEP_MODELS(Models.class, (store, about) -> new Models(store.sweepModels(about.first()))),
  RESULT(OneResult.class, (store, about) -> new OneResult(store.result(about.first()))),
  SWEEP_RESULTS(Results.class, (store, about) -> new Results(store.sweepResults(about.first()))),
  CONTRASTS(Contrasts.class, (store, about) -> new Contrasts(store.contrasts(about.first()))),
  LOOKS(Contrasts.class, (store, about) -> new Contrasts(store.looks(about.first()))),
  SAID(Texts.class, (store, about) -> new Texts(store.said(about.first()))),
  NOTES(Notes.class, (store, about) -> new Notes(store.notes(about.first())));

  private final Class<?> answer;
  private final BiFunction<Store, Subject, Object> read;

  <T> StoreQuestion(Class<T> answer, BiFunction<Store, Subject, Object> read) {
    this.answer = answer;
    this.read = read;
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
    return read.apply(store, about);
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

  record Notes(List<Entry.Noted> all) {}
}
