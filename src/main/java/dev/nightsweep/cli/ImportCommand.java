package dev.nightsweep.cli;

import dev.nightsweep.app.SweepImport;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nightsweep import}. */
@Command(
    name = "import",
    description =
        "Take in a sweep from elsewhere: the JSON that `report --format json` writes, or the page"
            + " of a sweep of up to 500 runs.",
    footer = {
      "",
      "Its rows and verdicts are then those of where it comes from; checkpoints and images stay"
          + " there.",
      "Exit codes: 0 taken in · 2 it holds no sweep, or one that is here already."
    })
final class ImportCommand extends StoreCommand {
  @Parameters(paramLabel = "FILE", description = "A JSON file or a report.html.")
  private Path file;

  @Override
  public Integer answerNothing() {
    try {
      Files.createDirectories(folder().root());
    } catch (IOException e) {
      throw UserErrorException.environment(
          "The results folder %s cannot be made.".formatted(folder().root()));
    }
    try (Store store = H2Store.open(folder().root())) {
      return answer(store);
    }
  }

  @Override
  public Integer answerThrough(OwnerClient owner) {
    OwnerCommands.Imported taken =
        owner.importSweep(new OwnerCommands.Import(file.toAbsolutePath().toString()));
    return say(taken.sweepId(), taken.page());
  }

  @Override
  public Integer answer(Store store) {
    SweepImport.Imported taken = SweepImport.take(file.toAbsolutePath(), store, folder());
    return say(taken.sweepId(), taken.page().toString());
  }

  private int say(String sweepId, String page) {
    console().result("Imported %s.%nReport  %s".formatted(sweepId, page));
    return ExitCode.DONE;
  }
}
