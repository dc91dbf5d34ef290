package dev.nightsweep.app;

import dev.nightsweep.forecast.Finish;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import dev.nightsweep.schedule.SweepObserver;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.text.TerminalText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One plain line an event: for logs, and where no terminal is. */
public final class ProgressLines implements SweepObserver {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final RunLabels labels;
  private final SweepProgress progress;
  private final InstantSource clock;
  private final Consumer<String> lines;

  public ProgressLines(SweepProgress progress, InstantSource clock, Consumer<String> lines) {
    this.labels = progress.labels();
    this.progress = progress;
    this.clock = clock;
    this.lines = lines;
  }

  /** {@code done about 07:12 (07:09–07:15)}, or nothing while it is not known. */
  public static String finishTime(SweepProgress progress, Instant now) {
    return progress.finished() == progress.total()
        ? ""
        : progress.finish().map(finish -> finishTime(finish, now)).orElse("");
  }

  /** When that will be, by the clock. */
  public static String finishTime(Finish finish, Instant now) {
    return "done about %s (%s–%s)"
        .formatted(
            CLOCK.format(now.plus(finish.expected())),
            CLOCK.format(now.plus(finish.low())),
            CLOCK.format(now.plus(finish.high())));
  }

  @Override
  public void sweepStarted(List<PlannedRun> left, int total) {
    say("%d of %s to train".formatted(left.size(), Numbers.count(total, "run")));
  }

  @Override
  public void runStarted(PlannedRun run, int attempt, int worker) {
    say(
        "worker %d starts %s (run %s%s)"
            .formatted(
                worker, labels.of(run), run.runId(), attempt > 1 ? ", attempt " + attempt : ""));
  }

  @Override
  public void runGoesOn(PlannedRun run, Start start) {
    say("%s %s".formatted(labels.of(run), start.text()));
  }

  @Override
  public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {
    say("%s epoch %s: %s".formatted(labels.of(run), labels.epoch(run, epoch), told(metrics)));
  }

  @Override
  public void runRemarked(PlannedRun run, String message) {
    say("%s: %s".formatted(labels.of(run), message));
  }

  @Override
  public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
    String outcome = state == RunState.PENDING ? "goes back in line" : state.name();
    String finish = finishTime(progress, clock.instant());
    say(
        "%s %s%s; %d of %s finished%s"
            .formatted(
                labels.of(run),
                outcome,
                cause.isEmpty() ? "" : ": " + TerminalText.clause(cause),
                progress.finished(),
                Numbers.count(progress.total(), "run"),
                finish.isEmpty() ? "" : ", " + finish));
  }

  private void say(String text) {
    lines.accept(CLOCK.format(clock.instant()) + " " + TerminalText.line(text.strip()));
  }

  private String told(Map<String, Double> metrics) {
    return metrics.containsKey(Metrics.IMAGES_PER_SECOND)
        ? "training loss %s, validation accuracy %s, %s images/s"
            .formatted(
                reading(metrics, Metrics.TRAINING_LOSS),
                reading(metrics, Metrics.VALIDATION_ACCURACY),
                reading(metrics, Metrics.IMAGES_PER_SECOND))
        : labels.reading(metrics);
  }

  private static String reading(Map<String, Double> metrics, String name) {
    return Numbers.reading(metrics.getOrDefault(name, Double.NaN));
  }
}
