package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import dev.nightsweep.store.h2.DatabaseHold;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.store.verify.DatabaseRebuild;
import dev.nightsweep.store.verify.Defect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The database of a results folder, which can always be built anew from the journals. */
public final class ResultsDatabase {
  private final ResultsFolder folder;
  private final Consumer<String> messages;

  /**
   * @param messages is told what went wrong and what was done about it
   */
  public ResultsDatabase(ResultsFolder folder, Consumer<String> messages) {
    this.folder = folder;
    this.messages = messages;
  }

  /**
   * What a rebuild gave.
   *
   * @param kept where the old database is now, if there was one
   */
  public record Rebuilt(int sweeps, List<Defect> defects, Optional<Path> kept) {
    public Rebuilt {
      defects = List.copyOf(defects);
    }
  }

  /** Opens the database, creating it when it is missing; one of an earlier version is rebuilt. */
  public Store open() {
    try {
      return H2Store.open(folder.root());
    } catch (StoreOutdatedException e) {
      messages.accept(
          "The database was not made by this version of Nightsweep, but by an earlier version or by"
              + " something else: it is not opened, and a new one is built from the journals.");
      try {
        rebuild()
            .kept()
            .ifPresent(old -> messages.accept("The old one is kept as %s.".formatted(old)));
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot rebuild " + folder.database(), failure);
      }
      return H2Store.open(folder.root());
    }
  }

  /** Builds the database anew; the old one is kept under another name. */
  public Rebuilt rebuild() throws IOException {
    LookVerification looks = LookVerification.of(folder, folder.sweepIds());
    DatabaseRebuild reconstruction = new DatabaseRebuild(folder, H2Store::open, looks::corrected);
    DatabaseRebuild.Built built;
    Set<String> known = knownToOld();
    Optional<DatabaseHold> old = holdOld();
    try {
      reconstruction.clear();
      built = reconstruction.build(known);
    } finally {
      old.ifPresent(DatabaseHold::close);
    }
    List<Defect> defects = new ArrayList<>(built.defects());
    looks.defects().stream().map(ResultsDatabase::mended).forEach(defects::add);
    defects.forEach(defect -> messages.accept(defect.where() + ": " + defect.problem()));
    return new Rebuilt(built.sweeps(), defects, reconstruction.replace());
  }

  private static Defect mended(Defect look) {
    String said = look.problem() + " The database has what the readings give.";
    return new Defect(look.harmless(), look.where(), said, look.advice());
  }

  /** The sweeps in the old database; none if it cannot be read. */
  private Set<String> knownToOld() {
    if (!Files.exists(folder.database())) {
      return Set.of();
    }
    try (Store old = H2Store.open(folder.root())) {
      return old.sweeps().stream().map(SweepRecord::sweepId).collect(Collectors.toSet());
    } catch (StoreBusyException e) {
      throw e;
    } catch (StoreException e) {
      return Set.of();
    }
  }

  /** Holds the old database, if it can be opened at all, lest another process write to it. */
  private Optional<DatabaseHold> holdOld() {
    if (!Files.exists(folder.database())) {
      return Optional.empty();
    }
    try {
      return Optional.of(DatabaseHold.of(folder.database()));
    } catch (StoreBusyException e) {
      throw e;
    } catch (StoreException e) {
      messages.accept(e.getMessage());
      return Optional.empty();
    }
  }
}
