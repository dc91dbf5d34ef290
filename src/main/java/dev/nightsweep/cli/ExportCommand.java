package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.Publishers;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.publish.mlflow.MlflowAccess;
import dev.nightsweep.publish.mlflow.MlflowAddress;
import dev.nightsweep.publish.mlflow.MlflowExport;
import dev.nightsweep.publish.mlflow.MlflowServer;
import dev.nightsweep.publish.mlflow.SentSweep;
import dev.nightsweep.publish.mlflow.ServerPatience;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep export}. */
@Command(
    name = "export",
    description =
        "Send sweeps to an MLflow server: runs with parameters, every reading, and tags that hold"
            + " verdicts and audit.",
    footer = {
      "",
      "What is there already is found by its tags, so it may be done again, or broken off: runs get"
          + " what they lack, and none is there twice.",
      "MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, let you in"
          + " as they do for MLflow's own client.",
      "Exit codes: 0 all is there · 1 the server is not, or refuses; what was sent stays · 2 an"
          + " address or a sweep that is none."
    })
final class ExportCommand extends StoreCommand {
  private static final int MAX_REMARKS = 20;

  @Parameters(
      arity = "0..*",
      paramLabel = "[URL] SWEEP",
      description =
          "The server's address, if MLFLOW_TRACKING_URI does not have it; then ids or unique"
              + " prefixes of sweeps; all sweeps if none is given.")
  private List<String> named = List.of();

  @Option(names = "--to", required = true, description = "To what: ${COMPLETION-CANDIDATES}.")
  private Target target;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "The experiment that takes the runs (default: the name of each sweep).")
  private String experiment;

  @Option(names = "--dry-run", description = "Say what would be sent, and ask no server.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private enum Target {
    mlflow
  }

  /** A copy is read: it may take a while, and nobody is to wait for the database. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    super.call();
    return fromCopy(this::export);
  }

  /** Nothing yet: the database is only brought up to date, and then closed. */
  @Override
  public Integer answer(Store store) {
    return ExitCode.DONE;
  }

  /** The owner keeps it up to date, and hears of nothing. */
  @Override
  public Integer answerThrough(OwnerClient owner) {
    return ExitCode.DONE;
  }

  private int export(Store store) {
    MlflowAccess access = new MlflowAccess(System.getenv());
    MlflowAddress address = address(access);
    List<SweepRecord> sweeps = sweeps(store);
    List<SentSweep> sent = new ArrayList<>();
    MlflowExport export = new MlflowExport(store, folder(), console()::message);
    Optional<MlflowServer> server = server(address, access);
    server.flatMap(MlflowServer::warning).ifPresent(console()::message);
    for (SweepRecord sweep : sweeps) {
      StoredSweep stored = Publishers.sweep(store, folder(), sweep.sweepId());
      String name = experiment == null ? sweep.header().name() : experiment;
      SentSweep one =
          server
              .map(to -> export.send(stored, name, to))
              .orElseGet(() -> export.preview(stored, name));
      sent.add(one);
      tell(one, address);
    }
    if (json) {
      console().result(Json.pretty(sent));
    }
    return ExitCode.DONE;
  }

  private Optional<MlflowServer> server(MlflowAddress address, MlflowAccess access) {
    return dryRun
        ? Optional.empty()
        : Optional.of(new MlflowServer(address, access, ServerPatience.USUAL));
  }

  private boolean hasAddress() {
    return !named.isEmpty() && MlflowAddress.isOne(named.get(0));
  }

  private MlflowAddress address(MlflowAccess access) {
    Optional<String> text = hasAddress() ? Optional.of(named.get(0)) : access.address();
    return MlflowAddress.parse(
        text.orElseThrow(
            () ->
                UserErrorException.usage(
                    "Where is the server? Give its address, as in `nightsweep export --to mlflow http://127.0.0.1:5000`, or set MLFLOW_TRACKING_URI.")));
  }

  private List<SweepRecord> sweeps(Store store) {
    List<String> ids = hasAddress() ? named.subList(1, named.size()) : named;
    IdResolver resolver = new IdResolver(store);
    return ids.isEmpty() ? store.sweeps() : ids.stream().map(resolver::sweep).toList();
  }

  private void tell(SentSweep sent, MlflowAddress address) {
    if (!json) {
      console()
          .result(
              "%s → %s %s, experiment “%s”: %s"
                  .formatted(
                      sent.sweepId(), target, address.text(), sent.experiment(), counts(sent)));
    }
    sent.remarks().stream().limit(MAX_REMARKS).forEach(console()::message);
    if (sent.remarks().size() > MAX_REMARKS) {
      console().message("… and %d more such.".formatted(sent.remarks().size() - MAX_REMARKS));
    }
  }

  private String counts(SentSweep sent) {
    return dryRun
        ? "%s with %s would be there."
            .formatted(runs(sent), Numbers.count(sent.readings(), "reading", "readings"))
        : "%s new, %,d completed, %,d there already; %s."
            .formatted(
                runs(sent),
                sent.updated(),
                sent.unchanged(),
                Numbers.count(sent.readings(), "reading", "readings"));
  }

  private static String runs(SentSweep sent) {
    return Numbers.count(sent.created(), "run", "runs");
  }
}
