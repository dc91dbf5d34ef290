package dev.nightsweep.cli;

import dev.nightsweep.app.SweepPreview;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.cli.console.PowerText;
import dev.nightsweep.journal.Json;
import dev.nightsweep.store.Store;
import java.util.Map;
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
  public Integer answer(Store store) {
    return print(new PowerText(preview().power(store)));
  }

  @Override
  public Integer answerNothing() {
    return print(new PowerText(preview().powerWithoutResults()));
  }

  private SweepPreview preview() {
    ConsoleListener listener = ConsoleListener.ofMessages(console());
    return SweepPreview.of(spec.read(listener), folder(), workers.given(), listener);
  }

  private int print(PowerText power) {
    if (json) {
      Map<String, Object> fields = power.fields();
      console().result(Json.pretty(fields));
    } else {
      power.lines().forEach(console()::result);
    }
    return ExitCode.DONE;
  }
}
