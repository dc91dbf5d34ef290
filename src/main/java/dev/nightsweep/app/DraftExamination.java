package dev.nightsweep.app;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.SweepFileReader;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.publish.LookEntry;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.publish.SummaryCheck;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.publish.exchange.UnusableFileException;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a sweep from elsewhere before it comes to the others. */
record DraftExamination(SweepDraft draft, InstantSource clock) {

  /**
   * Has everything done with it that other commands do with every sweep, and holds what it tells of
   * its verdicts against its readings.
   *
   * @param read what the file holds
   */
  void examine(SweepFileReader.Read read) throws UnusableFileException {
    opened(store -> refuseIfEdited(read));
  }

  /** Has its verdicts computed, of which nothing was told, and then the same done with it. */
  void judge() throws UnusableFileException {
    opened(
        store -> {
          StoredSweep stored = Publishers.sweep(store, draft.folder(), draft.sweepId());
          if (stored.analysis().sweep().header().judged()) {
            look(LookEntry.of(stored.analysis(), false, clock.instant()));
            index(store);
          }
        });
  }

  private interface Looking {
    void at(Store store) throws UnusableFileException, IOException;
  }

  private void opened(Looking looking) throws UnusableFileException {
    try (Store store = H2Store.open(draft.folder().root())) {
      index(store);
      looking.at(store);
      Publisher publisher = Publishers.of(store, draft.folder());
      publisher.publishIndex();
      publisher.publish(draft.sweepId());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals in " + draft.folder().root(), e);
    } catch (StoreException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      if (isOutOfMemory(e)) {
        throw e;
      }
      throw new UnusableFileException(
          "%s contradicts itself: its page cannot be made (%s).".formatted(draft.sweepId(), e));
    }
  }

  private void index(Store store) throws UnusableFileException, IOException {
    Optional<String> refused =
        CatchUp.ofImport(store, draft.folder(), clock).run(draft.sweepId()).stream().findFirst();
    if (refused.isPresent()) {
      throw new UnusableFileException(refused.get());
    }
  }

  private void look(Entry.LookTaken look) throws IOException {
    JournalName name = JournalName.ofSweep(draft.sweepId());
    try (Journal journal = Journal.open(name, draft.folder().journal(name))) {
      journal.write(look);
      journal.sync();
    }
  }

  private void refuseIfEdited(SweepFileReader.Read read) throws UnusableFileException {
    List<String> wrong =
        new ArrayList<>(
            new SummaryCheck(read.sweep().journals().get(0).entries())
                .contradictions(read.summary()));
    wrong.addAll(LookVerification.of(draft.folder(), List.of(draft.sweepId())).sentences());
    if (!wrong.isEmpty()) {
      throw new UnusableFileException(
          "%s was edited: what it tells of its verdicts is not what its readings give.%n%s"
              .formatted(draft.sweepId(), String.join(System.lineSeparator(), wrong)));
    }
  }

  /** A file may be small and still want any amount. */
  static boolean isOutOfMemory(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .anyMatch(OutOfMemoryError.class::isInstance);
  }
}
