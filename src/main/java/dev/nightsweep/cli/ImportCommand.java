package dev.nightsweep.cli;

import dev.nightsweep.app.Publishers;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.exchange.SweepExchange;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
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

  ImportCommand(CommandContext context) {
    super(context);
  }

  @Override
  int answerNothing() {
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
  int answer(Store store) {
    try {
      String sweepId = new SweepExchange(folder()).take(file.toAbsolutePath());
      new CatchUp(store, folder(), InstantSource.system()).run();
      Publisher publisher = Publishers.of(store, folder());
      Path page = publisher.publish(sweepId);
      publisher.publishIndex();
      console().result("Imported %s.%nReport  %s".formatted(sweepId, page));
      return ExitCode.DONE;
    } catch (SweepExchange.UnusableFileException e) {
      throw UserErrorException.usage(e.getMessage());
    }
  }

  @Override
  List<String> relayed(List<String> arguments) {
    String whole = file.toAbsolutePath().toString();
    return arguments.stream().map(a -> a.equals(file.toString()) ? whole : a).toList();
  }
}
