package dev.nightsweep.cli;

import dev.nightsweep.app.SweepImport;
import dev.nightsweep.app.TrackedSource;
import dev.nightsweep.cli.console.IntakeText;
import dev.nightsweep.intake.Intake;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightsweep import}. */
@Command(
    name = "import",
    description =
        "Take in a sweep from elsewhere: the JSON that `report --format json` writes, or the page"
            + " of a sweep of up to 500 runs. With --from: runs that a tracker kept.",
    footer = {
      "",
      "Its rows and verdicts are then those of where it comes from; checkpoints and images stay"
          + " there.",
      "Exit codes: 0 taken in · 2 it holds no sweep, one that contradicts itself, or one that is"
          + " here already; runs of a tracker that are ambiguous: then nothing has changed."
    })
final class ImportCommand extends StoreCommand {
  @Parameters(
      paramLabel = "PATH",
      description = "A JSON file or a report.html; with --from what a tracker kept.")
  private Path file;

  @Mixin private SourceOptions source;

  private SweepDraft draft;
  private Optional<Intake> runs = Optional.empty();

  /** It is read and judged here, whoever owns the results folder: that one only takes it over. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    Path whole = file.toAbsolutePath();
    runs =
        source.kind().map(kind -> new TrackedSource(kind, whole).read(source.options(), clock()));
    if (source.isDryRun()) {
      console().result(new IntakeText(runs.orElseThrow().preview()).whole());
      console().result("Nothing was changed. Without --dry-run it is taken in.");
      return ExitCode.DONE;
    }
    SweepImport imports = new SweepImport(folder(), clock());
    try (SweepDraft read =
        runs.isPresent() ? imports.draft(runs.get(), whole) : imports.draft(whole)) {
      draft = read;
      return super.call();
    }
  }

  private static InstantSource clock() {
    return InstantSource.system();
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
    SweepImport.Imported taken = new SweepImport(folder(), clock()).take(draft, store);
    return say(taken.sweepId(), taken.page().toString());
  }

  private int say(String sweepId, String page) {
    runs.ifPresent(taken -> console().message(new IntakeText(taken.preview()).remarks()));
    console().result("Imported %s.%nReport  %s".formatted(sweepId, page));
    return ExitCode.DONE;
  }
}
