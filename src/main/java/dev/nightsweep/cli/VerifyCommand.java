package dev.nightsweep.cli;

import dev.nightsweep.app.LookVerification;
import dev.nightsweep.app.ResultsDatabase;
import dev.nightsweep.app.SweepFolders;
import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.store.verify.Defect;
import dev.nightsweep.store.verify.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep verify}. */
@Command(
    name = "verify",
    description =
        "Check every line of the journals, every verdict against the readings it was taken at, and"
            + " the database against the journals, row by row.",
    footer = {
      "",
      "Changes nothing. Needs room for a second database in the system's temporary folder.",
      "Exit codes: 0 all is well · 6 something is damaged; what to do is said with it."
    })
final class VerifyCommand extends StoreCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SWEEP",
      description = "Id or unique prefix; all sweeps if none is given.")
  private String sweep;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer answer(Store store) throws IOException {
    Verification verification = verification();
    List<String> sweepIds =
        sweep == null
            ? verification.sweepIds(store)
            : List.of(SweepFolders.find(store, folder(), sweep));
    return print(LookVerification.defects(folder(), store, sweepIds), sweepIds.size());
  }

  @Override
  public Integer answerThrough(OwnerClient owner) {
    OwnerCommands.Verified verified =
        owner.verify(new OwnerCommands.Verify(Optional.ofNullable(sweep)));
    return print(verified.defects(), verified.sweeps());
  }

  @Override
  public Integer answerNothing() {
    return print(List.of(), 0);
  }

  @Override
  public Integer answerWithout(StoreException failure) throws IOException {
    return print(verification().defectsWithout(failure), folder().sweepIds().size());
  }

  /** As it is: what is checked must not be built anew before. */
  @Override
  public Store open(ResultsDatabase database) {
    return H2Store.open(folder().root());
  }

  /** Nothing: what is checked must not change before it was looked at. */
  @Override
  public List<String> prepare(Store store, ResultsFolder folder) {
    return List.of();
  }

  private Verification verification() {
    return new Verification(folder(), H2Store::open);
  }

  private int print(List<Defect> defects, int sweeps) {
    long serious = defects.stream().filter(defect -> !defect.harmless()).count();
    if (json) {
      console().result(Json.pretty(defects));
    } else {
      defects.forEach(this::print);
      String of = sweeps == 1 ? "1 sweep" : sweeps + " sweeps";
      console()
          .result(
              serious == 0
                  ? "The journals and the database agree: %s checked.".formatted(of)
                  : "%d flaws found in %s.".formatted(serious, of));
    }
    return serious == 0 ? ExitCode.DONE : ExitCode.FOUND;
  }

  private void print(Defect defect) {
    console().result("%-8s %s".formatted(defect.harmless() ? "note" : "PROBLEM", defect.where()));
    console().result("%-8s %s".formatted("", defect.problem()));
    if (!defect.advice().isEmpty()) {
      console().result("%-8s %s".formatted("", defect.advice()));
    }
  }
}
