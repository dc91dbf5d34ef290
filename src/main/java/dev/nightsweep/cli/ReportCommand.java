package dev.nightsweep.cli;

import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.store.Store;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code nightsweep report}. */
@Command(name = "report", description = "Write the report pages anew from the database.")
final class ReportCommand extends StoreCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "SWEEP",
      description = "Ids or unique prefixes; all sweeps if none is given.")
  private List<String> sweeps = List.of();

  @Override
  int answer(Store store) {
    Publisher publisher = Programs.publisher(store, folder());
    Ids ids = new Ids(store);
    List<SweepRecord> chosen =
        sweeps.isEmpty() ? store.sweeps() : sweeps.stream().map(ids::sweep).toList();
    chosen.forEach(s -> streams().result(publisher.publish(s.sweepId())));
    publisher.publishIndex();
    streams().result(folder().index());
    return ExitCode.DONE;
  }
}
