package dev.nightsweep.cli;

import dev.nightsweep.app.SweepDeletion;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.text.Numbers;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep delete}. */
@Command(
    name = "delete",
    description = "Delete a sweep: its folder with journals, pages and checkpoints, and its rows.",
    footer = {"", "Exit codes: 0 deleted · 2 not confirmed, or no such sweep · 7 it is running."})
final class DeleteCommand extends StoreCommand {
  @Parameters(paramLabel = "SWEEP", description = "Id or unique prefix.")
  private String id;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /** The owner has no terminal to ask on. */
  @Override
  public Integer answerThrough(OwnerClient owner) {
    if (!yes) {
      confirm("Delete the sweep %s, for good?".formatted(id));
    }
    OwnerCommands.Deleted deleted = owner.delete(new OwnerCommands.Delete(id));
    return say(deleted.sweepId(), runs(deleted.runs()));
  }

  @Override
  public Integer answer(Store store) {
    SweepDeletion deletion = new SweepDeletion(store, folder());
    SweepDeletion.Deletable sweep = deletion.find(id);
    String runs = runs(sweep.runs());
    if (!yes) {
      confirm("Delete %s with %s, for good?".formatted(sweep.sweepId(), runs));
    }
    deletion.delete(sweep);
    return say(sweep.sweepId(), runs);
  }

  private static String runs(OptionalInt runs) {
    return runs.isPresent() ? Numbers.count(runs.getAsInt(), "run") : "its files";
  }

  private int say(String sweepId, String runs) {
    console().result("Deleted %s with %s.".formatted(sweepId, runs));
    return ExitCode.DONE;
  }

  private void confirm(String question) {
    if (!console().isTerminal()) {
      throw UserErrorException.usage(
          "There is no terminal to confirm on; pass --yes to delete %s.".formatted(id));
    }
    if (!console().isConfirmed(question)) {
      throw UserErrorException.usage("Nothing was deleted.");
    }
  }
}
