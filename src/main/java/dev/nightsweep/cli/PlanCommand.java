package dev.nightsweep.cli;

import dev.nightsweep.app.Interruption;
import dev.nightsweep.app.PowerForecast;
import dev.nightsweep.app.SweepPreview;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.cli.console.ForecastText;
import dev.nightsweep.cli.console.PlanText;
import dev.nightsweep.cli.console.PowerText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.forecast.Forecast;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.GridSize;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.plan.Planner;
import dev.nightsweep.serve.OwnerClient;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightsweep plan}. */
@Command(
    name = "plan",
    description =
        "Show what a spec would run, and what that takes. Samples of runs that were never timed on"
            + " this machine are trained for some seconds; nothing else is trained, and nothing but"
            + " their timings is written.")
final class PlanCommand extends FolderCommand {
  @Mixin private SpecArgument spec;

  @Mixin private WorkersOption workers;

  @Option(names = "--no-calibrate", description = "Train no samples: forecast from what is known.")
  private boolean noCalibrate;

  @Option(names = "--runs", description = "List every run.")
  private boolean runs;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConsoleListener listener = ConsoleListener.ofMessages(console());
    Spec read = spec.read(listener);
    SweepPreview preview;
    try {
      preview = SweepPreview.of(read, folder(), workers.given(), listener);
    } catch (PlanException e) {
      if (!Planner.isCountedOnly(read)) {
        throw e;
      }
      return counted(read, e);
    }
    show(preview.fittedToMemory(workers.given().isPresent()));
    return ExitCode.DONE;
  }

  private void show(SweepPreview preview) throws IOException, InterruptedException {
    Console console = console();
    ForecastText forecast = new ForecastText(forecast(preview));
    if (json) {
      Map<String, Object> fields = fields(preview.plan());
      fields.put("forecast", forecast.fields());
      fields.put("power", power(preview).map(PowerText::fields));
      console.result(Json.pretty(fields));
      return;
    }
    console.result(PlanText.of(preview.plan(), preview.workers()));
    console.result(forecast.of(InstantSource.system()));
    forecast.warning().ifPresent(console::message);
    power(preview).map(PowerText::lines).orElse(List.of()).forEach(console::result);
    if (runs) {
      console.result("%n%s".formatted(table(preview.plan())));
    }
  }

  /** Of a grid too large to be expanded: how large it is, and what to do before it is run. */
  private int counted(Spec spec, PlanException why) {
    GridSize size = Planner.size(spec);
    if (json) {
      console()
          .result(
              Json.pretty(
                  Map.of(
                      "name", spec.name(),
                      "arms_counted", size.arms(),
                      "seeds", size.seeds(),
                      "runs_counted", size.runs())));
    } else {
      TextTable rows = new TextTable("Sweep", spec.name());
      rows.row("program", spec.program() + ", method " + spec.method().text());
      rows.row("arms", String.format(Locale.ROOT, "%,d, counted and not expanded", size.arms()));
      rows.row("seeds", Integer.toString(size.seeds()));
      rows.row("runs", String.format(Locale.ROOT, "%,d", size.runs()));
      console().result(rows.toString());
    }
    console().message("`run` would refuse it: " + why.getMessage());
    return ExitCode.DONE;
  }

  /** What the planned seeds can find; empty, once it has said why, if that is not known. */
  private Optional<PowerText> power(SweepPreview preview) throws IOException, InterruptedException {
    try {
      StoreReader reader = new StoreReader(folder(), console()::message);
      return Optional.of(new PowerText(reader.read(new PowerReading(preview, reader))));
    } catch (UserErrorException | StoreException e) {
      console().message(e.getMessage());
      return Optional.empty();
    }
  }

  private record PowerReading(SweepPreview preview, StoreReader reader)
      implements StoreReader.Reading<PowerForecast> {
    @Override
    public PowerForecast answer(Store store) {
      return preview.power(store);
    }

    @Override
    public PowerForecast answerNothing() {
      return preview.powerWithoutResults();
    }

    @Override
    public PowerForecast answerThrough(OwnerClient owner) throws IOException, InterruptedException {
      return reader.fromCopy(this::answer);
    }
  }

  private Forecast forecast(SweepPreview preview) throws InterruptedException {
    if (noCalibrate) {
      return preview.forecast();
    }
    Interruption interruption = new Interruption();
    return SignalHandler.during(
        reason -> {}, interruption::interrupt, () -> preview.calibratedForecast(interruption));
  }

  private static TextTable table(Plan plan) {
    TextTable table = new TextTable("#", "ARM", "SEED", "IDENTITY");
    int number = 0;
    for (PlannedRun run : plan.runs()) {
      number++;
      table.row(
          Integer.toString(number),
          plan.arm(run.armId()).label(run.candidate()),
          Long.toString(run.seed()),
          run.identity().substring(0, 12));
    }
    return table;
  }

  /** Without ids and times: those belong to a sweep, and a plan is none. */
  private static Map<String, Object> fields(Plan plan) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", plan.header().name());
    fields.put("program", plan.header().program());
    fields.put("factors", plan.header().factors());
    fields.put("searched", plan.header().searched());
    fields.put("trials", plan.header().search().map(Search::trials));
    fields.put("seeds", plan.header().seeds());
    fields.put("tuning", plan.header().tuning());
    fields.put("margins", plan.header().margins());
    fields.put("stuck", plan.header().stuck());
    fields.put("arms", plan.arms());
    fields.put("runs", plan.runs().stream().map(run -> run(plan, run)).toList());
    return fields;
  }

  private static Map<String, Object> run(Plan plan, PlannedRun run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("arm", plan.arm(run.armId()).label());
    fields.put("candidate", run.candidate());
    fields.put("phase", run.phase());
    fields.put("seed", run.seed());
    fields.put("identity", run.identity());
    return fields;
  }
}
