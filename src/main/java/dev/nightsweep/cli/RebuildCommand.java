package dev.nightsweep.cli;

import dev.nightsweep.app.ResultsDatabase;
import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.verify.Defect;
import dev.nightsweep.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightsweep rebuild}. */
@Command(
    name = "rebuild",
    description = "Build the database anew from the journals.",
    footer = {
      "",
      "The old database is kept as nightsweep.mv.db.old-1, -2, …; remove it when all is well.",
      "Exit codes: 0 done · 6 done, but a journal is damaged · 7 another process has the folder."
    })
final class RebuildCommand extends FolderCommand {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ResultsFolder folder = folder();
    refuse(folder);
    ResultsDatabase.Rebuilt rebuilt = new ResultsDatabase(folder, console()::message).rebuild();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("sweeps", rebuilt.sweeps());
      fields.put("old_database", rebuilt.kept().map(Path::toString));
      fields.put("flaws", rebuilt.defects());
      console().result(Json.pretty(fields));
    } else {
      console()
          .result(
              "%s holds %s again."
                  .formatted(folder.database(), Numbers.count(rebuilt.sweeps(), "sweep")));
      rebuilt
          .kept()
          .ifPresent(old -> console().result("The old one is kept as %s.".formatted(old)));
    }
    return rebuilt.defects().stream().allMatch(Defect::harmless) ? ExitCode.DONE : ExitCode.FOUND;
  }

  private static void refuse(ResultsFolder folder) throws IOException {
    Optional<OwnerClient> owner = OwnerClient.find(folder);
    if (owner.isPresent()) {
      throw UserErrorException.busy(
          "Another Nightsweep (process %d) uses the database in %s. Wait until it has ended."
              .formatted(owner.get().pid(), folder.root()));
    }
    if (folder.sweepIds().isEmpty() && !Files.exists(folder.database())) {
      throw UserErrorException.usage(
          "There are no journals in %s to build a database from. Maybe name the folder with --results."
              .formatted(folder.root()));
    }
  }
}
