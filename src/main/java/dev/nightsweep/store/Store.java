package dev.nightsweep.store;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index over the journals.
 *
 * <p><b>Writing.</b> {@link #index} is the only way in. A batch is applied whole or not at all, and
 * once it returns, a crash of the process does not lose it. A journal's lines must come in order; a
 * line at or before {@link #position} is skipped, so replaying is harmless. The state after a set
 * of journals does not depend on how their lines were interleaved or batched, as long as a sweep's
 * {@link Entry.SweepPlanned} and a run's {@link Entry.AttemptStarted} or {@link Entry.RunReused}
 * come before the run's own lines. After a {@link Entry.SweepReplanned} runs and arms that are not
 * in the plan any more are in no list; they are still found by id. A run's state and attempts come
 * from its sweep's journal alone; its readings, environment, net and result from its own. Calls
 * that write wait for each other. A pending interrupt is held back until a call is done; an
 * interrupt during a call may make it fail, and then the same lines may be indexed again.
 *
 * <p><b>Metrics.</b> A later attempt's reading replaces an earlier one's at the same epoch, and
 * where a later attempt starts, what earlier ones read from that epoch on is dropped: a run has one
 * reading an epoch, and none that its last attempt does not stand on. NaN and infinities are kept
 * as such and never win a comparison.
 *
 * <p><b>Reading.</b> Snapshots, immutable, safe from any thread, also while another thread writes;
 * ids that do not exist give empty results. Lists are in plan order unless said otherwise.
 *
 * <p>Every method throws {@link StoreException} when the store itself fails.
 */
public interface Store extends JournalIndex, AutoCloseable {

  /** The number of the journal's last indexed line, 0 if none. */
  long position(JournalName journal);

  /** All sweeps, newest first. */
  List<SweepRecord> sweeps();

  Optional<SweepRecord> sweep(String sweepId);

  /** The state of a sweep, which takes less than all of it. */
  Optional<SweepState> state(String sweepId);

  /** The runs of a sweep's plan in starting order. */
  List<RunRecord> runs(String sweepId);

  Optional<RunRecord> run(String runId);

  /** The completed runs of all sweeps that were trained themselves, not reused, by identity. */
  Map<String, JournalName> trained();

  /** Ids of sweeps and runs that start with the prefix, sweeps first, each group in order of id. */
  List<String> idsStartingWith(String prefix);

  /** A run's attempts, oldest first. */
  List<AttemptRecord> attempts(String runId);

  /** The attempts of all runs of a sweep, in order of their start. */
  List<AttemptRecord> sweepAttempts(String sweepId);

  /** A run's series by metric, epochs ascending; metrics that were read once included. */
  Map<String, List<Point>> curves(String runId);

  /** One metric's series of every run of a sweep that has any, by run id. */
  Map<String, List<Point>> curves(String sweepId, String metric);

  /** The same of a reading of the machine or the process. */
  Map<String, List<Point>> systemCurves(String sweepId, String reading);

  /** Where the run's last attempt was trained. */
  Optional<Environment> environment(String runId);

  /** The net that the run's last attempt trained, if it was recorded. */
  Optional<ModelCard> model(String runId);

  /** What the run left, if it completed. */
  Optional<RunResult> result(String runId);

  /** The series of every run of a sweep that has any, by run id. */
  Map<String, Map<String, List<Point>>> sweepCurves(String sweepId);

  /** Where the last attempts of a sweep's runs were trained, by run id. */
  Map<String, Environment> sweepEnvironments(String sweepId);

  /** The nets that they trained, if they were recorded, by run id. */
  Map<String, ModelCard> sweepModels(String sweepId);

  /** What the completed runs of a sweep left, by run id. */
  Map<String, RunResult> sweepResults(String sweepId);

  /** The results of the sweep's last look. */
  List<ContrastResult> contrasts(String sweepId);

  /** What was said at the sweep's last look; nothing without one, or if it was not kept. */
  List<String> said(String sweepId);

  /** The results of all the sweep's looks, the first look's first. */
  List<ContrastResult> looks(String sweepId);

  /** What the sweep's analysis was when its first result came, if that was written down. */
  Optional<Entry.AnalysisLocked> lock(String sweepId);

  /**
   * How many of the sweep's finished comparison runs have the identity of one of another sweep on
   * which a verdict was shown before this one was planned, by that sweep's id.
   */
  Map<String, Integer> repeated(String sweepId);

  /** A sweep's notes, oldest first. */
  List<Entry.Noted> notes(String sweepId);

  /** What the lines of that journal became, as of one moment. */
  Contents contents(JournalName journal);

  /**
   * What the store's own structures are, whatever is stored: equal in all stores of this version.
   */
  Contents definitions();

  /**
   * Looks through all of the store for what contradicts itself, whatever the journals say; reads
   * everything.
   *
   * @return a sentence for each contradiction
   */
  List<String> contradictions();

  @Override
  void close();
}
