package dev.nightsweep.cli.console;

import dev.nightsweep.app.ProgressLines;
import dev.nightsweep.forecast.Finish;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.TrackedText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far a sweep is, in lines. */
public final class StatusText {
  private StatusText() {}

  /** Of a sweep that no process runs. */
  public static List<String> idle(SweepRecord sweep) {
    return List.of(
        headline(sweep),
        sweep.isFinished()
            ? "Not running; nothing is left to train."
            : TrackedText.refusal(sweep.header())
                .orElse("Not running. `nightsweep resume %s` goes on.".formatted(sweep.sweepId())));
  }

  /** Of the sweep that is running, by what the process that runs it says. */
  public static List<String> running(
      OwnerCommands.Running live, List<String> waiting, Instant now) {
    List<String> lines =
        new ArrayList<>(List.of(headline(live.sweep()), pace(live.sweep(), live, now)));
    if (!live.workers().isEmpty()) {
      TextTable table =
          new TextTable("WORKER", "RUN", "ARM AND SEED", "ATTEMPT", "EPOCH", "DONE", "FOR");
      live.workers().forEach(training -> table.row(cells(training, now)));
      lines.add("%n%s".formatted(table));
    }
    waiting.forEach(next -> lines.add("Waiting: " + next));
    return lines;
  }

  private static String headline(SweepRecord sweep) {
    String simulated = sweep.header().isSimulated() ? "  SIMULATED" : "";
    String taken = TrackedText.taken(sweep.header()).map(said -> ", " + said).orElse("");
    return "%s  %s  %d of %s finished%s"
        .formatted(
            sweep.sweepId(),
            sweep.state(),
            sweep.finished(),
            Numbers.count(sweep.total(), "run"),
            follow(sweep) + simulated + taken);
  }

  private static String follow(SweepRecord sweep) {
    String phase = sweep.header().isSearch() ? "searching" : "tuning";
    return sweep.toCome() > 0
        ? ", %s: %s".formatted(phase, Numbers.count(sweep.toCome(), "more follows", "more follow"))
        : "";
  }

  private static String pace(SweepRecord sweep, OwnerCommands.Running live, Instant now) {
    String perHour =
        live.runsPerHour()
            .map("%.1f runs an hour"::formatted)
            .orElse("no run completed yet in this session");
    return live.finish()
        .filter(finish -> sweep.finished() < sweep.total())
        .map(finish -> perHour + ", " + ProgressLines.finishTime(finish(finish), now))
        .orElse(perHour);
  }

  private static Finish finish(OwnerCommands.Finish finish) {
    return new Finish(
        Duration.ofSeconds(finish.expectedSeconds()),
        Duration.ofSeconds(finish.lowSeconds()),
        Duration.ofSeconds(finish.highSeconds()));
  }

  private static List<String> cells(OwnerCommands.Training training, Instant now) {
    OwnerCommands.Epoch epoch = training.epoch();
    return List.of(
        Integer.toString(training.worker()),
        training.run().runId(),
        training.run().label(),
        Integer.toString(training.attempt()),
        epoch.number() + (epoch.of().isPresent() ? "/" + epoch.of().getAsInt() : ""),
        "%.0f%%".formatted(100 * training.share()),
        "%ds".formatted(Math.max(0, Duration.between(training.since(), now).toSeconds())));
  }
}
