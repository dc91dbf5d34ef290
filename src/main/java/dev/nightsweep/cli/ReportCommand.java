package dev.nightsweep.cli;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.Store;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep report}. */
@Command(name = "report", description = "Write the report pages anew from the database.")
final class ReportCommand extends StoreCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "SWEEP",
      description = "Ids or unique prefixes; all sweeps if none is given.")
  private List<String> sweeps = List.of();

  @Option(names = "--json", description = "Print the pages' paths as JSON.")
  private boolean json;

  @Override
  int answer(Store store) {
    Publisher publisher = Programs.publisher(store, folder());
    Ids ids = new Ids(store);
    List<SweepRecord> chosen =
        sweeps.isEmpty() ? store.sweeps() : sweeps.stream().map(ids::sweep).toList();
    List<String> pages = new ArrayList<>();
    chosen.forEach(sweep -> pages.add(publisher.publish(sweep.sweepId()).toString()));
    publisher.publishIndex();
    pages.add(folder().index().toString());
    streams().result(json ? Json.pretty(pages) : String.join(System.lineSeparator(), pages));
    return ExitCode.DONE;
  }
}
