package dev.nightsweep.schedule;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.JournalBusyException;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepLock;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to be done when a database is opened that an owner may have left by dying: end deletions
 * that were cut short, index what stands in the journals and not in the store, and write down that
 * what was running no longer is.
 */
public final class CatchUp {
  private static final String NO_PLAN = "Its journal does not begin with a plan.";

  private final Store store;
  private final ResultsFolder results;
  private final InstantSource clock;

  private final boolean onDisk;

  public CatchUp(Store store, ResultsFolder results, InstantSource clock) {
    this(store, results, clock, false);
  }

  private CatchUp(Store store, ResultsFolder results, InstantSource clock, boolean onDisk) {
    this.store = store;
    this.results = results;
    this.clock = clock;
    this.onDisk = onDisk;
  }

  /** The same of a sweep whose journals were forced to the disk when they were written. */
  public static CatchUp ofImport(Store store, ResultsFolder results, InstantSource clock) {
    return new CatchUp(store, results, clock, true);
  }

  /**
   * What came of it.
   *
   * @param deleted the sweeps whose deletion it has ended
   * @param warnings of what had to be left out, a sentence each that names it and says what to do
   */
  public record Done(List<String> deleted, List<String> warnings) {
    public Done {
      deleted = List.copyOf(deleted);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Brings the store up to its journals. Only the process that has the database may call it. What
   * is wrong with one sweep does not keep it from the others.
   */
  public Done run() {
    List<String> warnings = new ArrayList<>();
    List<String> deleted = new Deletion(store, results).finish(warnings::add);
    for (String sweepId : sweepIds()) {
      catchUp(sweepId).ifPresent(warnings::add);
    }
    return new Done(deleted, warnings);
  }

  private List<String> sweepIds() {
    try {
      return results.sweepIds();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journals in " + results.root(), e);
    }
  }

  /** Says so if nothing can be done with a sweep. */
  private Optional<String> catchUp(String sweepId) {
    try {
      Optional<SweepState> state = store.state(sweepId);
      if (state.isPresent() && !isOpen(state.get()) && !isBehind(sweepId)) {
        return Optional.empty();
      }
      List<String> refused = run(sweepId);
      if (store.state(sweepId).isEmpty()) {
        return Optional.of(leftOut(sweepId, refused.isEmpty() ? NO_PLAN : refused.get(0)));
      }
      return refused.stream()
          .findFirst()
          .map(first -> withoutLines(sweepId, first, refused.size()));
    } catch (JournalBusyException e) {
      return followed(sweepId);
    } catch (StoreException e) {
      throw e; // of which every sweep would suffer
    } catch (IOException | RuntimeException e) { // whoever wrote it, the others may be well
      return Optional.of(leftOut(sweepId, "Its journals cannot be read: %s.".formatted(e)));
    }
  }

  /** Whoever runs it had the database that was here before: it is looked at, and left alone. */
  private Optional<String> followed(String sweepId) {
    try {
      indexTail(sweepId);
      return Optional.of(
          "%s is being run by a process that has another database, and shown as far as it was just now."
              .formatted(sweepId));
    } catch (IOException e) {
      return Optional.of(leftOut(sweepId, "Its journals cannot be read: %s.".formatted(e)));
    }
  }

  private static String withoutLines(String sweepId, String first, int refused) {
    return "%s is shown without %s of its journals. %s `nightsweep verify %s` says more."
        .formatted(
            sweepId, refused == 1 ? "a line" : "%,d lines".formatted(refused), first, sweepId);
  }

  private static String leftOut(String sweepId, String why) {
    return "%s is left out. %s `nightsweep verify %s` says more, `nightsweep delete %s` removes it."
        .formatted(sweepId, why, sweepId, sweepId);
  }

  /**
   * Brings the store up to the journals of one sweep, and says which of their lines it refuses.
   *
   * @throws JournalBusyException if a live session has the sweep, which tells the store itself
   */
  public List<String> run(String sweepId) throws IOException {
    if (!Files.isWritable(results.sweep(sweepId))) {
      return indexTail(sweepId); // nobody can be running it
    }
    try (SweepLock lock = SweepLock.take(results.sweep(sweepId))) {
      List<String> refused = indexTail(sweepId);
      store
          .sweep(sweepId)
          .filter(s -> isOpen(s.state()))
          .ifPresent(sweep -> new LostAttempts(store, results, clock).declare(sweep, lock));
      return refused;
    }
  }

  /** A session may have begun in the journal only, when its owner died before the store heard. */
  private boolean isBehind(String sweepId) throws IOException {
    JournalName name = JournalName.ofSweep(sweepId);
    return Journal.lastSeq(name, results.journal(name)) > store.position(name);
  }

  private static boolean isOpen(SweepState state) {
    return state == SweepState.RUNNING || state == SweepState.PAUSED;
  }

  private List<String> indexTail(String sweepId) throws IOException {
    List<String> refused = new ArrayList<>(index(JournalName.ofSweep(sweepId)));
    for (RunRecord run : store.runs(sweepId)) {
      refused.addAll(index(JournalName.ofRun(sweepId, run.runId())));
    }
    return refused;
  }

  private List<String> index(JournalName name) throws IOException {
    long known = store.position(name);
    List<JournalLine> lines =
        Journal.read(name, results.journal(name)).lines().stream()
            .filter(line -> line.seq() > known)
            .toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    if (!onDisk) {
      Journal.sync(results.journal(name)); // who wrote them may have died before
    }
    // Without its plan nothing of a sweep can be used; any other line that is refused stands behind
    // damage, which only verifying tells of: the rest counts.
    boolean planned = known > 0 || name.runId().isPresent();
    List<String> refused = planned ? List.of() : JournalReplay.index(store, lines.subList(0, 1));
    return refused.isEmpty() ? JournalReplay.index(store, lines) : refused;
  }
}
