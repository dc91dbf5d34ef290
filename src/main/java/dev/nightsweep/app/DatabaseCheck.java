package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.DoctorFinding;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.StoreOutdatedException;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Looks whether the database of a results folder opens. */
final class DatabaseCheck {
  private static final String DATABASE = "database";

  private DatabaseCheck() {}

  static DoctorFinding of(ResultsFolder results) {
    Optional<OwnerClient> owner = OwnerClient.find(results);
    if (owner.isPresent()) {
      return DoctorFinding.fine(DATABASE, "in use by process %d".formatted(owner.get().pid()));
    }
    return Files.exists(results.database())
        ? opened(results)
        : DoctorFinding.fine(DATABASE, "none yet");
  }

  private static DoctorFinding opened(ResultsFolder results) {
    try (Store store = H2Store.open(results.root())) {
      int sweeps = store.sweeps().size();
      double size = Files.size(results.database()) / 1e6;
      return DoctorFinding.fine(
          DATABASE, "opens, %s, %.1f MB".formatted(Numbers.count(sweeps, "sweep"), size));
    } catch (StoreOutdatedException e) {
      return DoctorFinding.note(
          DATABASE, e.getMessage(), "The next command that reads it does so.");
    } catch (StoreException e) {
      return DoctorFinding.problem(DATABASE, e.getMessage(), "");
    } catch (IOException e) {
      return DoctorFinding.problem(DATABASE, "cannot be read: " + e.getMessage(), "");
    }
  }
}
