package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One run of a program, read until it ends or has to. */
final class CommandRun {
  private static final long PAUSE_MILLIS = 10;

  private final ChildProcess child;
  private final List<MetricSource> sources;
  private final Watcher watcher;
  private final long epochs;
  private int last;
  private long since = System.nanoTime();
  private String diverged = "";

  CommandRun(Assignment run, ChildProcess child, List<MetricSource> sources, Watcher watcher) {
    this.child = child;
    this.sources = sources;
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
      if (!look(false)) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    while (look(true)) {
      // A long file is read piece by piece.
    }
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

  /** Takes what has come; whether anything has. */
  private boolean look(boolean over) throws IOException {
    boolean heard = child.hasWritten();
    for (MetricSource source : sources) {
      List<Reported> reported = source.poll(over);
      reported.forEach(this::accept);
      heard |= !reported.isEmpty();
    }
    if (heard) { // whatever it wrote: it lives
      watcher.progressed(Math.max(1, last), last, Math.max(last, epochs));
    }
    return heard;
  }

  private void accept(Reported reported) {
    if (reported instanceof Reported.Readings readings
        && readings.mark().number() > last
        && diverged.isEmpty()) {
      epoch(readings);
    } else {
      System.err.println(reported.text()); // to the run's log
    }
  }

  private void epoch(Reported.Readings line) {
    int epoch = (int) line.mark().number();
    long now = System.nanoTime();
    Map<String, Double> metrics = new TreeMap<>(line.metrics());
    metrics.putIfAbsent(Metrics.SECONDS, (now - since) / 1e9 / (epoch - last));
    since = now;
    last = epoch;
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
