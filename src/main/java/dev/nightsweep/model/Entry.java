package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fact, as a journal keeps it. The journals are the truth; a database is an index over them that
 * can be built again by reading every entry in order.
 */
public sealed interface Entry {
  /** When it happened. */
  Instant at();

  /** A fact about a whole sweep; written by the parent before it acts, to {@code sweep.jsonl}. */
  sealed interface OfSweep extends Entry {}

  /** A fact about one run; written by its worker, to the run's {@code journal.jsonl}. */
  sealed interface OfRun extends Entry {
    int attempt();

    /** Whether the epoch that it tells of can be one. */
    boolean hasEpoch();

    /** The readings of metrics that it tells of; none, if it is not one that does. */
    default Map<String, Double> metrics() {
      return Map.of();
    }
  }

  /** The sweep exists, with all its arms and runs. Always a sweep journal's first entry. */
  record SweepPlanned(Plan plan) implements OfSweep {
    @Override
    public Instant at() {
      return plan.header().createdAt();
    }
  }

  /**
   * The spec has changed since, or seeds are added: from now on this is the plan. Runs that it
   * shares with the one before (same ids) stand; runs that it does not have are removed from the
   * sweep.
   */
  record SweepReplanned(Plan plan, Instant at) implements OfSweep {}

  /**
   * A search goes on with these points: arms and runs that the plan has from now on beside those
   * that it had.
   *
   * @param saw what trials read that no proposal before was told of; what those were told of
   *     stands. Empty in journals of earlier versions
   */
  record TrialsAdded(List<Arm> arms, List<PlannedRun> runs, List<TrialReading> saw, Instant at)
      implements OfSweep {
    public TrialsAdded {
      arms = arms == null ? List.of() : List.copyOf(arms);
      runs = runs == null ? List.of() : List.copyOf(runs);
      saw = saw == null ? List.of() : List.copyOf(saw);
    }
  }

  /**
   * It was decided what becomes of a trial at an epoch. It stands, whoever goes on with the sweep.
   *
   * @param ranking what it was decided by, if anything was compared
   * @param reason in words; empty if it goes on
   */
  record TrialDecided(
      String runId,
      int epoch,
      TrialAction action,
      Optional<Ranking> ranking,
      String reason,
      Instant at)
      implements OfSweep {
    public TrialDecided {
      ranking = ranking == null ? Optional.empty() : ranking;
      reason = reason == null ? "" : reason; // left out where empty
    }
  }

  /**
   * Every arm's own best setting was chosen from its selection runs: this is the plan from now on,
   * with the choices in its header and the runs that compare the arms at them.
   */
  record CandidatesChosen(Plan plan, Instant at) implements OfSweep {}

  /**
   * The run was not trained: another run with the same identity, of the same or another sweep, has
   * given its result, and its journal was copied.
   */
  record RunReused(String runId, String fromRunId, Instant at) implements OfSweep {}

  /** The sweep's state changed. */
  record SweepChanged(SweepState state, String reason, Instant at) implements OfSweep {}

  /** A worker was given the run. */
  record AttemptStarted(String runId, int attempt, int worker, Instant at) implements OfSweep {}

  /**
   * The attempt is over.
   *
   * @param runState what the run is now: {@code PENDING} again if it will be tried once more
   * @param cause why, in a sentence; empty when it completed
   * @param logTail the last lines of the worker's log, when something went wrong
   */
  record AttemptEnded(
      String runId,
      int attempt,
      AttemptState state,
      RunState runState,
      String cause,
      List<String> logTail,
      Instant at)
      implements OfSweep {
    public AttemptEnded {
      logTail = List.copyOf(logTail);
    }
  }

  /** Runs that waited for their promotion in a search have ended: others were better. */
  record RunsStopped(List<String> runIds, String reason, Instant at) implements OfSweep {
    public RunsStopped {
      runIds = List.copyOf(runIds);
    }
  }

  /** Something worth telling happened. */
  record Noted(String level, String kind, Optional<String> runId, String message, Instant at)
      implements OfSweep {
    /** Whether it is about what a run's program reports. */
    public boolean isOfMetrics() {
      return runId.isPresent() && kind.startsWith("metric_");
    }
  }

  /**
   * The verdicts were computed and shown.
   *
   * @param said the sentences that they were shown in; left out of a line where there are none
   * @param neverLearned the ids of the runs that went through and read what one reads that learns
   *     nothing; empty where that is known of no run, and in journals of earlier versions
   * @param choices how sure the choice of every arm is, of a sweep that tunes its arms
   * @param rules the version of the rules that the verdicts were computed by; empty in journals of
   *     earlier versions
   */
  record LookTaken(
      int look,
      boolean interim,
      List<ContrastResult> results,
      List<String> said,
      Optional<List<String>> neverLearned,
      Optional<List<TriedOdds>> choices,
      Optional<Integer> rules,
      Instant at)
      implements OfSweep {
    public LookTaken {
      rules = rules == null ? Optional.empty() : rules;
      results = results == null ? List.of() : List.copyOf(results);
      neverLearned = neverLearned == null ? Optional.empty() : neverLearned.map(List::copyOf);
      choices = choices == null ? Optional.empty() : choices.map(List::copyOf);
      said = said == null ? List.of() : List.copyOf(said);
    }

    /** The same look with other results. */
    public LookTaken with(List<ContrastResult> others) {
      return new LookTaken(look, interim, others, said, neverLearned, choices, rules, at);
    }
  }

  /**
   * What decides the verdicts, as it was when the first result was there that they rest on. Later
   * changes of it are marked.
   *
   * @param parts each by its name: seeds and numbers as they are, arms by id, contrasts by the ids
   *     of their arms, each list sorted
   * @param sha256 over all of them
   */
  record AnalysisLocked(Map<String, List<String>> parts, String sha256, Instant at)
      implements OfSweep {
    public AnalysisLocked {
      parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }
  }

  /**
   * The worker has begun the attempt, here. What earlier attempts reached before {@code start}
   * stands; what they reached after it is void.
   *
   * @param model the net to be trained, if the trainer can tell
   */
  record RunStarted(
      int attempt, Environment environment, Optional<ModelCard> model, Start start, Instant at)
      implements OfRun {
    public RunStarted {
      requireNonNull(start, "start");
    }

    @Override
    public boolean hasEpoch() {
      return start.epoch() > 0;
    }
  }

  /**
   * An epoch is over.
   *
   * @param epoch from 1
   * @param metrics readings by name; NaN and infinities are kept
   * @param system readings of the machine and the process by name
   */
  record EpochFinished(
      int attempt, int epoch, Map<String, Double> metrics, Map<String, Double> system, Instant at)
      implements OfRun {
    public EpochFinished {
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
      system = Collections.unmodifiableSortedMap(new TreeMap<>(system));
    }

    @Override
    public boolean hasEpoch() {
      return epoch > 0;
    }
  }

  /**
   * The training is over, as the trainer saw it.
   *
   * @param lastEpoch the last finished epoch, 0 if none
   */
  record RunEnded(int attempt, int lastEpoch, Outcome outcome, Instant at) implements OfRun {
    @Override
    public boolean hasEpoch() {
      return lastEpoch >= 0;
    }

    @Override
    public Map<String, Double> metrics() {
      return outcome instanceof Outcome.Completed completed
          ? completed.result().metrics()
          : Map.of();
    }
  }
}
