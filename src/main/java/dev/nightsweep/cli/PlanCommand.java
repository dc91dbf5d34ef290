package dev.nightsweep.cli;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Spec;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code nightsweep plan}. */
@Command(name = "plan", description = "Show what a spec would run; trains and writes nothing.")
final class PlanCommand implements Callable<Integer> {
  @ParentCommand private Nightsweep root;
  @Mixin private SpecArgument spec;

  @Mixin private WorkersOption workers;

  @Option(names = "--runs", description = "List every run.")
  private boolean runs;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Spec read = spec.read(root.streams());
    Workshop workshop = Workshop.here(workers.number());
    Plan plan =
        Sweeps.plan(
            read,
            workshop.program(read.program()),
            Sweeps.slug(read.name()),
            InstantSource.system().instant());
    if (json) {
      root.streams().result(Json.pretty(fields(plan)));
    } else {
      root.streams().result(PlanText.of(plan, workshop.workers()));
      if (runs) {
        root.streams().result("%n%s".formatted(table(plan)));
      }
    }
    return ExitCode.DONE;
  }

  private static TextTable table(Plan plan) {
    TextTable table = new TextTable("#", "ARM", "SEED", "IDENTITY");
    int number = 0;
    for (PlannedRun run : plan.runs()) {
      number++;
      table.row(
          Integer.toString(number),
          plan.arm(run.armId()).label(),
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
    fields.put("seeds", plan.header().seeds());
    fields.put("margins", plan.header().margins());
    fields.put("arms", plan.arms());
    fields.put("runs", plan.runs().stream().map(run -> run(plan, run)).toList());
    return fields;
  }

  private static Map<String, Object> run(Plan plan, PlannedRun run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("arm", plan.arm(run.armId()).label());
    fields.put("seed", run.seed());
    fields.put("identity", run.identity());
    return fields;
  }
}
