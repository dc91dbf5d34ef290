package dev.nightsweep.app;

import dev.nightsweep.intake.Intake;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.journal.SweepFileReader;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.publish.exchange.UnusableFileException;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes in sweeps from elsewhere, which anybody may have written: read, judged and shown in a draft
 * with a database of its own first. Only what has passed all of that comes to the other sweeps.
 */
public final class SweepImport {
  private final ResultsFolder results;
  private final InstantSource clock;

  public SweepImport(ResultsFolder results, InstantSource clock) {
    this.results = results;
    this.clock = clock;
  }

  /** A sweep that was taken in, and its page. */
  public record Imported(String sweepId, Path page) {}

  /**
   * Reads the sweep of a file into a draft and looks at all of it. The sweeps that are here, and
   * their database, are not touched; nor is a process that runs one.
   *
   * @param file a JSON file or a {@code report.html}
   * @throws UserErrorException if it holds no sweep, one that is here already, or one that cannot
   *     be what it says
   */
  public SweepDraft draft(Path file) {
    return guarded(
        file,
        () -> {
          SweepFileReader.Read read = SweepDraft.read(file);
          return examined(read.sweep(), examination -> examination.examine(read));
        });
  }

  /**
   * The same of runs that a tracker kept: their verdicts are computed here.
   *
   * @param source what they were read from
   */
  public SweepDraft draft(Intake runs, Path source) {
    return guarded(source, () -> examined(runs.file(), DraftExamination::judge));
  }

  private interface Drafting {
    SweepDraft draft() throws UnusableFileException;
  }

  private interface Examining {
    void examine(DraftExamination examination) throws UnusableFileException;
  }

  private SweepDraft examined(SweepFile sweep, Examining examining) throws UnusableFileException {
    SweepDraft draft = SweepDraft.of(sweep, results);
    try {
      examining.examine(new DraftExamination(draft, clock));
      return draft;
    } catch (UnusableFileException | RuntimeException | Error e) {
      draft.close();
      throw e;
    }
  }

  private static SweepDraft guarded(Path source, Drafting drafting) {
    try {
      return drafting.draft();
    } catch (UnusableFileException e) {
      throw UserErrorException.usage(e.getMessage());
    } catch (OutOfMemoryError e) {
      throw tooLarge(source);
    } catch (RuntimeException e) {
      if (DraftExamination.isOutOfMemory(e)) {
        throw tooLarge(source);
      }
      throw e;
    }
  }

  private static UserErrorException tooLarge(Path file) {
    return UserErrorException.usage(
        "%s takes more memory than there is; NIGHTSWEEP_OPTS=-Xmx2g gives more.".formatted(file));
  }

  /**
   * Makes a draft one of the sweeps that are here, whole or not at all.
   *
   * @throws UserErrorException if it, or a run of it, is here already
   */
  public Imported take(SweepDraft draft, Store store) {
    try {
      refuseKnownRuns(draft, store);
      draft.install(clock.instant());
      index(draft, store);
      Publisher publisher = Publishers.of(store, results);
      if (!store.repeated(draft.sweepId()).isEmpty()) {
        publisher.publish(draft.sweepId()); // the draft's page does not know of other sweeps
      }
      publisher.publishIndex();
      return new Imported(draft.sweepId(), results.report(draft.sweepId()));
    } catch (UnusableFileException e) {
      throw UserErrorException.usage(e.getMessage());
    }
  }

  /** Takes the draft that another process has made. */
  public Imported take(Path folder, Store store) {
    try (SweepDraft draft = SweepDraft.at(folder.toAbsolutePath(), results)) {
      return take(draft, store);
    } catch (UnusableFileException e) {
      throw UserErrorException.usage(e.getMessage());
    }
  }

  private static void refuseKnownRuns(SweepDraft draft, Store store) throws UnusableFileException {
    if (store.sweeps().isEmpty()) {
      return;
    }
    for (String runId : StoredPlan.runIds(draft.folder(), draft.sweepId())) {
      Optional<String> owner =
          store.run(runId).map(RunRecord::sweepId).or(() -> store.state(runId).map(s -> runId));
      if (owner.isPresent()) {
        throw new UnusableFileException(
            "Its run %s is here already: of %s. `nightsweep delete %s` makes room for it."
                .formatted(runId, owner.get(), owner.get()));
      }
    }
    if (store.state(draft.sweepId()).isPresent() || store.run(draft.sweepId()).isPresent()) {
      throw new UnusableFileException(
          "The database knows a sweep or a run of the id %s already.".formatted(draft.sweepId()));
    }
  }

  private void index(SweepDraft draft, Store store) throws UnusableFileException {
    boolean whole = false;
    try {
      List<String> refused = CatchUp.ofImport(store, results, clock).run(draft.sweepId());
      if (!refused.isEmpty()) {
        throw new UnusableFileException(refused.get(0));
      }
      whole = true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals in " + results.root(), e);
    } finally {
      if (!whole) {
        draft.withdraw();
        store.delete(draft.sweepId());
      }
    }
  }
}
