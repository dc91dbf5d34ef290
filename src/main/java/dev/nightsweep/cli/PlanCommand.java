package dev.nightsweep.cli;

import dev.nightsweep.app.SweepResolver;
import dev.nightsweep.cli.console.ForecastText;
import dev.nightsweep.cli.console.PlanText;
import dev.nightsweep.cli.console.SignalHandler;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.forecast.measure.MemoryEstimate;
import dev.nightsweep.forecast.measure.SweepForecaster;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.WorkerLauncher;
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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code nightsweep plan}. */
@Command(
    name = "plan",
    description =
        "Show what a spec would run, and what that takes. Samples of runs that were never timed on"
            + " this machine are trained for some seconds; nothing else is trained, and nothing but"
            + " their timings is written.")
final class PlanCommand implements Callable<Integer> {
  @ParentCommand private NightsweepCommand root;
  @Mixin private SpecArgument spec;

  @Mixin private ResultsOption results;
  @Mixin private WorkersOption workers;

  @Option(names = "--no-calibrate", description = "Train no samples: forecast from what is known.")
  private boolean noCalibrate;

  @Option(names = "--runs", description = "List every run.")
  private boolean runs;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Spec read = spec.read(root.streams());
    WorkerLauncher full = WorkerLauncher.here(workers.number());
    Plan plan;
    try {
      plan =
          SweepResolver.plan(
              read,
              full.program(read.program()),
              SweepResolver.slug(read.name()),
              InstantSource.system().instant());
    } catch (PlanException e) {
      if (!Planner.isCountedOnly(read)) {
        throw e;
      }
      return counted(read, e);
    }
    WorkerLauncher workshop =
        MemoryEstimate.sized(full, plan, read, workers.isGiven(), root.streams());
    ForecastText forecast = forecast(read, plan, workshop);
    if (json) {
      Map<String, Object> fields = fields(plan);
      fields.put("forecast", forecast.fields());
      fields.put("power", Json.read(power(workshop, "--json"), Map.class));
      root.streams().result(Json.pretty(fields));
    } else {
      root.streams().result(PlanText.of(plan, workshop.workers()));
      root.streams().result(forecast.of(InstantSource.system()));
      forecast.warning().ifPresent(root.streams()::message);
      root.streams().result(power(workshop).stripTrailing());
      if (runs) {
        root.streams().result("%n%s".formatted(table(plan)));
      }
    }
    return ExitCode.DONE;
  }

  /** Of a grid too large to be expanded: how large it is, and what to do before it is run. */
  private int counted(Spec spec, PlanException why) {
    GridSize size = Planner.size(spec);
    if (json) {
      root.streams()
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
      root.streams().result(rows.toString());
    }
    root.streams().message("`run` would refuse it: " + why.getMessage());
    return ExitCode.DONE;
  }

  /** What {@code nightsweep power} says; nothing if it cannot, it has said why then. */
  private String power(WorkerLauncher workshop, String... options) {
    List<String> arguments = new ArrayList<>(List.of("power", spec.file().toString()));
    arguments.addAll(List.of("--results", results.folder().root().toString()));
    arguments.addAll(List.of("--workers", Integer.toString(workshop.workers())));
    arguments.addAll(List.of(options));
    CommandResult answer = root.ask(arguments);
    if (answer.exitCode() != ExitCode.DONE) {
      root.streams().message(answer.err().strip());
    }
    return answer.out();
  }

  private ForecastText forecast(Spec spec, Plan plan, WorkerLauncher workshop)
      throws InterruptedException {
    try (SignalHandler interruption = SignalHandler.watch(reason -> {})) {
      WorkerLauncher equipped =
          noCalibrate ? workshop : workshop.equippedFor(List.of(plan.header().program()));
      SweepForecaster forecaster =
          new SweepForecaster(plan, equipped, results.folder(), root.streams());
      List<PlannedRun> all = Stream.concat(plan.runs().stream(), plan.ahead().stream()).toList();
      if (!noCalibrate) {
        forecaster.calibrate(all, interruption);
      }
      return forecaster.text(all, spec.ablation().keepBest());
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
