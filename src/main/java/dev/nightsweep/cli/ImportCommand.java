package dev.nightsweep.cli;

import dev.nightsweep.app.SweepImport;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
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
      "Exit codes: 0 taken in · 2 it holds no sweep, one that contradicts itself, or one that is"
          + " here already: then nothing has changed."
    })
final class ImportCommand extends StoreCommand {
  @Parameters(paramLabel = "FILE", description = "A JSON file or a report.html.")
  private Path file;

  private SweepDraft draft;

  /** It is read and judged here, whoever owns the results folder: that one only takes it over. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    try (SweepDraft read =
        new SweepImport(folder(), InstantSource.system()).draft(file.toAbsolutePath())) {
      draft = read;
      return super.call();
    }
  }

  @Override
  public Integer answerNothing() {
    try (Store store = H2Store.open(folder().root())) {
      return answer(store);
    }
  }

  @Override
  public Integer answerThrough(OwnerClient owner) {
    Path folder = draft.folder().root().toAbsolutePath();
    OwnerCommands.Imported taken = owner.importSweep(new OwnerCommands.Import(folder.toString()));
    return say(taken.sweepId(), taken.page());
  }

  @Override
  public Integer answer(Store store) {
    SweepImport.Imported taken =
        new SweepImport(folder(), InstantSource.system()).take(draft, store);
    return say(taken.sweepId(), taken.page().toString());
  }

  private int say(String sweepId, String page) {
    console().result("Imported %s.%nReport  %s".formatted(sweepId, page));
    return ExitCode.DONE;
  }
}
