package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One run of a program, read until it ends or has to. */
final class CommandRun {
  private static final Duration TICK = Duration.ofMillis(50);

  private final ChildProcess child;
  private final MetricFile file;
  private final Watcher watcher;
  private final long epochs;
  private int last;
  private long since = System.nanoTime();
  private String diverged = "";

  CommandRun(Assignment run, ChildProcess child, MetricFile file, Watcher watcher) {
    this.child = child;
    this.file = file;
    this.watcher = watcher;
    this.epochs =
        run.settings().byName().get("epochs") instanceof Setting.Whole whole ? whole.number() : 0;
  }

  Outcome await() throws IOException, InterruptedException {
    while (!child.isOver()) {
      if (watcher.isInterrupted() || !diverged.isEmpty()) {
        child.end();
        break;
      }
      child.line(TICK).ifPresent(this::accept);
      file.lines().forEach(this::accept);
    }
    file.lines().forEach(this::accept);
    if (!diverged.isEmpty()) {
      return new Outcome.Diverged(diverged);
    } else if (watcher.isInterrupted()) {
      return new Outcome.Interrupted();
    }
    return ended(child.exitCode());
  }

  private Outcome ended(int exitCode) {
    if (exitCode != 0) {
      String said = child.lastError();
      return new Outcome.Failed(
          "the program ended with exit code %d%s"
              .formatted(exitCode, said.isEmpty() ? "; see its log" : ": " + said));
    }
    return last == 0
        ? new Outcome.Failed(
            "the program ended well but reported no epoch: it should print lines such as"
                + " {\"epoch\": 1, \"validation_accuracy\": 0.9}")
        : new Outcome.Completed(new RunResult(Map.of(), List.of(), ClassLabels.NONE, ""));
  }

  private void accept(String line) {
    Optional<MetricLine> metrics = MetricLine.of(line).filter(m -> m.epoch() > last);
    if (metrics.isPresent() && diverged.isEmpty()) {
      epoch(metrics.get());
    } else {
      System.err.println(line); // to the run's log
    }
    watcher.progressed(Math.max(1, last), last, Math.max(last, epochs));
  }

  private void epoch(MetricLine line) {
    long now = System.nanoTime();
    Map<String, Double> metrics = new TreeMap<>(line.metrics());
    metrics.putIfAbsent(Metrics.SECONDS, (now - since) / 1e9 / (line.epoch() - last));
    since = now;
    last = line.epoch();
    watcher.epochFinished(last, metrics, Map.of());
    line.metrics().entrySet().stream()
        .filter(metric -> !Double.isFinite(metric.getValue()))
        .findFirst()
        .ifPresent(
            metric ->
                diverged =
                    "%s became %s in epoch %d."
                        .formatted(metric.getKey(), metric.getValue(), last));
  }
}
