package dev.nightsweep.cli;

import dev.nightsweep.app.PriorRuns;
import dev.nightsweep.app.SweepResolver;
import dev.nightsweep.cli.console.PowerText;
import dev.nightsweep.forecast.measure.SweepForecaster;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightsweep power}. */
@Command(
    name = "power",
    description =
        "Say what difference the planned seeds of a spec can find, and how many would do, from what"
            + " earlier runs of the same arms show of how much seeds differ.")
final class PowerCommand extends StoreCommand {
  @Mixin private SpecArgument spec;

  @Mixin private WorkersOption workers;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int answer(Store store) {
    Plan plan = plan();
    return print(PowerText.of(plan, new PriorRuns(plan, store), ofOneSeed(plan)));
  }

  @Override
  int answerNothing() {
    Plan plan = plan();
    return print(PowerText.unknown(plan, ofOneSeed(plan)));
  }

  private Plan plan() {
    Spec read = spec.read(streams());
    return SweepResolver.plan(
        read,
        WorkerLauncher.here(1).program(read.program()),
        SweepResolver.slug(read.name()),
        InstantSource.system().instant());
  }

  private Optional<Duration> ofOneSeed(Plan plan) {
    WorkerLauncher workshop = WorkerLauncher.here(workers.number());
    return new SweepForecaster(plan, workshop, folder(), streams()).ofOneSeed();
  }

  private int print(PowerText power) {
    if (json) {
      Map<String, Object> fields = power.fields();
      streams().result(Json.pretty(fields));
    } else {
      power.lines().forEach(streams()::result);
    }
    return ExitCode.DONE;
  }
}
