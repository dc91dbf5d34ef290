package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.StatusFields;
import dev.nightsweep.cli.console.StatusText;
import dev.nightsweep.cli.console.StatusWatch;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep status}. */
@Command(
    name = "status",
    description =
        "Show how far a sweep is: its workers, their runs, the pace, the finish time, what waits.")
final class StatusCommand extends StoreCommand {
  @Parameters(
      paramLabel = "SWEEP",
      arity = "0..1",
      description = "Id or unique prefix (default: the one that runs, else the newest).")
  private String id;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "2",
      description = "Show it anew every so many seconds (2 if not said) while it runs.")
  private Double watch;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (watch != null) {
      requireSense();
      new StatusWatch(folder(), console(), Optional.ofNullable(id))
          .until(Duration.ofMillis(Math.round(1000 * watch)));
    }
    return super.call();
  }

  private void requireSense() {
    if (!(watch > 0) || json) {
      throw UserErrorException.usage(
          "--watch (%s) must be above 0, and does not go with --json.".formatted(watch));
    }
  }

  @Override
  public Integer answerThrough(OwnerClient owner) throws IOException, InterruptedException {
    OwnerCommands.Status status = owner.status();
    Optional<OwnerCommands.Running> live = status.running();
    if (id != null && live.isPresent()) {
      String meant = fromCopy(this::meant).sweepId();
      live = live.filter(running -> running.sweepId().equals(meant));
    }
    return live.isPresent()
        ? print(live.get().sweep(), live, status.waiting())
        : fromCopy(this::answer);
  }

  private SweepRecord meant(Store store) {
    return id != null
        ? new IdResolver(store).sweep(id)
        : store.sweeps().stream()
            .findFirst()
            .orElseThrow(() -> UserErrorException.usage("There are no sweeps here yet."));
  }

  @Override
  public Integer answer(Store store) {
    return print(meant(store), Optional.empty(), List.of());
  }

  private int print(SweepRecord sweep, Optional<OwnerCommands.Running> live, List<String> waiting) {
    if (json) {
      console().result(Json.pretty(StatusFields.of(sweep, live, waiting)));
    } else {
      live.map(running -> StatusText.running(running, waiting, Instant.now()))
          .orElseGet(() -> StatusText.idle(sweep))
          .forEach(console()::result);
    }
    return ExitCode.DONE;
  }
}
