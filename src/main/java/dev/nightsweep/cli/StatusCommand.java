package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.ProgressLines;
import dev.nightsweep.app.ResultsOwner;
import dev.nightsweep.app.RunLabels;
import dev.nightsweep.app.SweepProgress;
import dev.nightsweep.cli.console.StatusWatch;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.forecast.Finish;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  StatusCommand(CommandContext context) {
    super(context);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (watch != null && !isOwner()) {
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
  int answerAsOwner(ResultsOwner owner) {
    Optional<ResultsOwner.Running> running = owner.running(Optional.ofNullable(id));
    return running.isPresent() ? live(owner, running.get()) : answer(owner.store());
  }

  @Override
  int answer(Store store) {
    SweepRecord sweep =
        id != null
            ? new IdResolver(store).sweep(id)
            : store.sweeps().stream()
                .findFirst()
                .orElseThrow(() -> UserErrorException.usage("There are no sweeps here yet."));
    if (json) {
      console().result(Json.pretty(fields(sweep, Optional.empty(), List.of())));
    } else {
      console().result(headline(sweep));
      console()
          .result(
              sweep.isFinished()
                  ? "Not running; nothing is left to train."
                  : "Not running. `nightsweep resume %s` goes on.".formatted(sweep.sweepId()));
    }
    return ExitCode.DONE;
  }

  private int live(ResultsOwner owner, ResultsOwner.Running running) {
    SweepRecord sweep = owner.store().sweep(running.sweepId()).orElseThrow();
    if (json) {
      console().result(Json.pretty(fields(sweep, Optional.of(running), owner.waiting())));
      return ExitCode.DONE;
    }
    SweepProgress progress = running.progress();
    console().result(headline(sweep));
    console().result(pace(progress));
    RunLabels labels = progress.labels();
    TextTable table =
        new TextTable("WORKER", "RUN", "ARM AND SEED", "ATTEMPT", "EPOCH", "DONE", "FOR");
    progress.training().forEach(t -> table.row(cells(t, labels)));
    if (!progress.training().isEmpty()) {
      console().result("%n%s".formatted(table));
    }
    owner.waiting().forEach(next -> console().result("Waiting: " + next));
    return ExitCode.DONE;
  }

  private static String headline(SweepRecord sweep) {
    String simulated = sweep.header().isSimulated() ? "  SIMULATED" : "";
    return "%s  %s  %d of %d runs finished%s"
        .formatted(
            sweep.sweepId(),
            sweep.state(),
            sweep.finished(),
            sweep.total(),
            follow(sweep) + simulated);
  }

  private static String follow(SweepRecord sweep) {
    String phase = sweep.header().isSearch() ? "searching" : "tuning";
    return sweep.toCome() > 0 ? ", %s: %d more follow".formatted(phase, sweep.toCome()) : "";
  }

  private static String pace(SweepProgress progress) {
    String perHour =
        progress.runsPerHour().isPresent()
            ? "%.1f runs an hour".formatted(progress.runsPerHour().getAsDouble())
            : "no run completed yet in this session";
    String finish = ProgressLines.finishTime(progress, Instant.now());
    return finish.isEmpty() ? perHour : perHour + ", " + finish;
  }

  private static List<String> cells(SweepProgress.Training training, RunLabels labels) {
    return List.of(
        Integer.toString(training.worker()),
        training.run().runId(),
        labels.of(training.run()),
        Integer.toString(training.attempt()),
        labels.epoch(training.run(), training.epoch()),
        "%.0f%%".formatted(100 * training.share()),
        "%ds".formatted(Duration.between(training.since(), Instant.now()).toSeconds()));
  }

  private static Map<String, Object> fields(
      SweepRecord sweep, Optional<ResultsOwner.Running> running, List<String> waiting) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("program", sweep.header().program());
    fields.put("state", sweep.state());
    fields.put("running", running.isPresent());
    fields.put("runs", sweep.runs());
    fields.put("finished", sweep.finished());
    fields.put("total", sweep.total());
    fields.put("to_come", sweep.toCome());
    running.ifPresent(r -> addLive(fields, r.progress()));
    fields.put("waiting", waiting);
    return fields;
  }

  private static void addLive(Map<String, Object> fields, SweepProgress progress) {
    fields.put("share", progress.share());
    progress.runsPerHour().ifPresent(pace -> fields.put("runs_per_hour", pace));
    progress.finish().ifPresent(finish -> fields.put("finish", seconds(finish)));
    fields.put("workers", progress.training().stream().map(StatusCommand::worker).toList());
  }

  private static Map<String, Object> seconds(Finish finish) {
    return Map.of(
        "expected_seconds", finish.expected().toSeconds(),
        "low_seconds", finish.low().toSeconds(),
        "high_seconds", finish.high().toSeconds());
  }

  private static Map<String, Object> worker(SweepProgress.Training training) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("worker", training.worker());
    fields.put("run_id", training.run().runId());
    fields.put("seed", training.run().seed());
    fields.put("attempt", training.attempt());
    fields.put("epoch", training.epoch());
    fields.put("share", training.share());
    fields.put("since", training.since());
    return fields;
  }
}
