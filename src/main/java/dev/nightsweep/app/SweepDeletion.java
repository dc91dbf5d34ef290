package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.Deletion;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds a sweep that is to be deleted, and deletes it if nothing is being done with it. */
public final class SweepDeletion {
  private final Store store;
  private final ResultsFolder results;

  public SweepDeletion(Store store, ResultsFolder results) {
    this.store = store;
    this.results = results;
  }

  /**
   * A sweep that may be deleted.
   *
   * @param runs how many runs it has; empty if only its files are known
   */
  public record Deletable(String sweepId, OptionalInt runs) {}

  /**
   * Finds the sweep.
   *
   * @param sweep its id or a unique prefix
   * @throws UserErrorException if there is no such sweep, or it is running
   */
  public Deletable find(String sweep) {
    try {
      String sweepId = SweepFolders.find(store, results, sweep);
      Optional<SweepRecord> known = store.sweep(sweepId);
      if (known.filter(SweepDeletion::isUnderWay).isPresent()) {
        throw SweepLog.inUse(sweepId);
      }
      return new Deletable(
          sweepId, known.map(s -> OptionalInt.of(s.total())).orElse(OptionalInt.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + results.root(), e);
    }
  }

  /** Deletes it with all its files. */
  public void delete(Deletable sweep) {
    new Deletion(store, results).delete(sweep.sweepId());
    Publishers.of(store, results).publishIndex();
  }

  private static boolean isUnderWay(SweepRecord sweep) {
    return sweep.state() == SweepState.RUNNING || sweep.state() == SweepState.PAUSED;
  }
}
