package dev.nightsweep.cli;

import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep query}. */
@Command(
    name = "query",
    description = "Ask the database with SQL, read-only.",
    footer = {
      "",
      "Views:",
      "  sweeps, arms, runs, attempts, run_parameters, events, environments",
      "  metrics, system_metrics: every epoch; readings: each run's last",
      "  times: each run's median training seconds an epoch, where it counts",
      "  contrasts: the verdicts as rows; pairs: what each seed says on a contrast",
      "  candidates: what tuned arms tried",
      "  layers, departures: a run's net, and where it departs from the paper",
      "  confusions, predictions: the test images of a run, counted and one by one",
      "",
      "Example:",
      "  nightsweep query \"SELECT arm_id, AVG(reading) FROM runs",
      "    JOIN metrics USING (run_id) WHERE name = 'test_accuracy' GROUP BY arm_id\"",
      "",
      "It reads a copy of the database, whatever else goes on. A query that takes longer than a"
          + " minute, or more memory than this process has, is ended (exit code 2)."
    })
final class QueryCommand extends StoreCommand {
  private static final Duration MAX_TIME = Duration.ofSeconds(60);

  @Parameters(paramLabel = "SQL", description = "One SELECT statement.")
  private String sql;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). In csv a text that a spreadsheet",
        "would take for a formula gets an apostrophe before it; json gives it as it is."
      })
  private QueryFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    super.call();
    return fromCopy(this::print);
  }

  /** Nothing yet: the database is only brought up to date, and then closed. */
  @Override
  public Integer answer(Store store) {
    return ExitCode.DONE;
  }

  /** The owner keeps it up to date, and hears of no query. */
  @Override
  public Integer answerThrough(OwnerClient owner) {
    return ExitCode.DONE;
  }

  private int print(H2Store copy) throws InterruptedException {
    QueryFormat.Printer printer = (json ? QueryFormat.json : format).on(console());
    new LimitedQuery(copy, MAX_TIME).answer(sql, printer);
    printer.end();
    return ExitCode.DONE;
  }
}
