package dev.nightsweep.publish.mlflow;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings sweeps to an MLflow server. It may end anywhere, and be done again: runs that are there
 * are found by their tags and get what they lack.
 */
public final class MlflowExport {
  private static final int PROGRESS = 100;

  private final Store store;
  private final ResultsFolder results;
  private final Consumer<String> progress;

  /**
   * @param progress is told how far it is
   */
  public MlflowExport(Store store, ResultsFolder results, Consumer<String> progress) {
    this.store = store;
    this.results = results;
    this.progress = progress;
  }

  /** What would be sent where nothing is there yet; nobody is asked. */
  public SentSweep preview(StoredSweep stored, String experiment) {
    SweepRuns runs = new SweepRuns(store, results, stored);
    SendingCount count = new SendingCount(runs.begun().size());
    runs.begun().forEach(run -> count.created(runs.sent(run)));
    return count.of(stored.sweepId(), experiment, runs.remarks());
  }

  /**
   * Sends what the server lacks.
   *
   * @throws UserErrorException if it cannot be, or will not; the message says what to do
   */
  public SentSweep send(StoredSweep stored, String name, MlflowServer server) {
    SweepRuns runs = new SweepRuns(store, results, stored);
    SendingCount count = new SendingCount(runs.begun().size());
    List<String> remarks = new ArrayList<>();
    try {
      MlflowExperiment experiment = MlflowExperiment.of(server, name);
      remarks.addAll(send(runs, stored.sweepId(), new KeptRuns(server, experiment.id()), count));
      String sweep = RunTags.PREFIX + stored.sweepId();
      experiment.tag(sweep + ".answers", RunTags.cut(String.join("\n", stored.answers())));
      experiment.tag(sweep + ".audit", RunTags.audit(stored));
    } catch (MlflowRefusalException e) {
      throw UserErrorException.environment(
          "%s refuses what is sent of %s: %s%s"
              .formatted(server.name(), stored.sweepId(), e.getMessage(), count.soFar()));
    } catch (UserErrorException e) {
      throw new UserErrorException(e.kind(), e.getMessage() + count.soFar());
    }
    remarks.addAll(0, runs.remarks());
    return count.of(stored.sweepId(), name, remarks);
  }

  private List<String> send(SweepRuns runs, String sweepId, KeptRuns there, SendingCount count) {
    RunSending sending = new RunSending(there.server(), there);
    Map<String, KeptRun> kept = there.of(sweepId);
    for (RunRecord run : runs.begun()) {
      SentRun sent = runs.sent(run);
      KeptRun before = kept.get(sent.runId());
      if (before == null) {
        sending.create(sent);
        count.created(sent);
      } else if (before.isAs(sent)) {
        count.unchanged(sent);
      } else {
        sending.update(before, sent);
        count.updated(sent);
      }
      if (count.done() % PROGRESS == 0) {
        progress.accept("%s: %s".formatted(sweepId, count));
      }
    }
    return List.copyOf(sending.remarks());
  }
}
