package dev.nightsweep.cli;

import dev.nightsweep.app.Interruption;
import dev.nightsweep.app.SweepPreview;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.cli.console.ForecastText;
import dev.nightsweep.cli.console.PlanText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.forecast.Forecast;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Spec;
import dev.nightsweep.plan.GridSize;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.plan.Planner;
import dev.nightsweep.serve.CommandResult;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
final class PlanCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin private SpecArgument spec;

  @Mixin private ResultsOption results;
  @Mixin private WorkersOption workers;

  @Option(names = "--no-calibrate", description = "Train no samples: forecast from what is known.")
  private boolean noCalibrate;

  @Option(names = "--runs", description = "List every run.")
  private boolean runs;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  PlanCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConsoleListener listener = ConsoleListener.ofMessages(context.console());
    Spec read = spec.read(listener);
    SweepPreview preview;
    try {
      preview = SweepPreview.of(read, results.folder(), workers.given(), listener);
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
    Console console = context.console();
    ForecastText forecast = new ForecastText(forecast(preview));
    if (json) {
      Map<String, Object> fields = fields(preview.plan());
      fields.put("forecast", forecast.fields());
      fields.put("power", Json.read(power(preview.workers(), "--json"), Map.class));
      console.result(Json.pretty(fields));
      return;
    }
    console.result(PlanText.of(preview.plan(), preview.workers()));
    console.result(forecast.of(InstantSource.system()));
    forecast.warning().ifPresent(console::message);
    console.result(power(preview.workers()).stripTrailing());
    if (runs) {
      console.result("%n%s".formatted(table(preview.plan())));
    }
  }

  /** Of a grid too large to be expanded: how large it is, and what to do before it is run. */
  private int counted(Spec spec, PlanException why) {
    GridSize size = Planner.size(spec);
    if (json) {
      context
          .console()
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
      context.console().result(rows.toString());
    }
    context.console().message("`run` would refuse it: " + why.getMessage());
    return ExitCode.DONE;
  }

  /** What {@code nightsweep power} says; nothing if it cannot, it has said why then. */
  private String power(int workers, String... options) {
    List<String> arguments = new ArrayList<>(List.of("power", spec.file().toString()));
    arguments.addAll(List.of("--results", results.folder().root().toString()));
    arguments.addAll(List.of("--workers", Integer.toString(workers)));
    arguments.addAll(List.of(options));
    CommandResult answer = context.ask(arguments);
    if (answer.exitCode() != ExitCode.DONE) {
      context.console().message(answer.err().strip());
    }
    return answer.out();
  }

  private Forecast forecast(SweepPreview preview) throws InterruptedException {
    if (noCalibrate) {
      return preview.forecast();
    }
    Interruption interruption = new Interruption();
    try (SignalHandler signals = SignalHandler.watch(reason -> {}, interruption::interrupt)) {
      return preview.calibratedForecast(interruption);
    }
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
    fields.put("seeds", plan.header().seeds());
    fields.put("tuning", plan.header().tuning());
    fields.put("margins", plan.header().margins());
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
