package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Assignment.JudgedMetric;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One run of a program, read until it ends or has to. */
final class CommandRun {
  /** More of them no run may report: they are kept in memory where its sweep is judged. */
  static final int MAX_EPOCHS = 100_000;

  private static final long PAUSE_MILLIS = 10;

  private final ChildProcess child;
  private final List<MetricSource> sources;
  private final Watcher watcher;
  private final JudgedMetric judged;
  private final long epochs;
  private final Remarks remarks;
  private final ReportedEpochs reported;
  private final TreeSet<String> names = new TreeSet<>();
  private String withoutNumber = "";
  private Optional<Outcome> cutShort = Optional.empty();
  private int finished;

  CommandRun(Assignment run, ChildProcess child, List<MetricSource> sources, Watcher watcher) {
    this.child = child;
    this.sources = sources;
    this.watcher = watcher;
    this.judged = run.judged();
    this.epochs =
        run.settings().byName().get("epochs") instanceof Setting.Whole whole ? whole.number() : 0;
    this.remarks = new Remarks(watcher);
    this.reported = new ReportedEpochs(judged, remarks, this::epoch);
  }

  Outcome await() throws IOException, InterruptedException {
    while (!child.isOver()) {
      if (watcher.isInterrupted() || cutShort.isPresent()) {
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
    if (cutShort.isEmpty() && !watcher.isInterrupted()) {
      reported.end();
    }
    child.misplaced().forEach(remarks::notTaken);
    remarks.end();
    if (cutShort.isPresent()) {
      return cutShort.get();
    }
    return watcher.isInterrupted() ? new Outcome.Interrupted() : ended();
  }

  private Outcome ended() {
    Optional<String> wrong =
        ProgramEnd.of(child.exitCode()).wrongWith(child.lastError()).or(this::missing);
    return wrong.isPresent()
        ? new Outcome.Failed(wrong.get())
        : new Outcome.Completed(new RunResult(Map.of(), List.of(), ClassLabels.NONE, ""));
  }

  /** What the program should have reported and has not, if anything. */
  private Optional<String> missing() {
    if (reported.last() == 0) {
      return Optional.of(MissingMetric.ofAll(judged, wanting()));
    }
    if (judged.name().isEmpty() || names.contains(judged.name())) {
      return Optional.empty();
    }
    String message = MissingMetric.text(judged.name(), names, withoutNumber);
    if (!judged.isRequired()) {
      remarks.of(
          "metric_missing",
          judged.name(),
          "the spec names no metric, so runs are judged by " + message);
      return Optional.empty();
    }
    return Optional.of(
        "%s, %s. After that --retry-failed trains the run again"
            .formatted(Outcome.Failed.NOT_JUDGED, message));
  }

  private String wanting() {
    return sources.stream()
        .map(MetricSource::wanting)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> MissingMetric.lines(judged, remarks.ofLines()));
  }

  /** Takes what has come; whether anything has. */
  private boolean look(boolean over) throws IOException {
    boolean heard = child.hasWritten();
    for (MetricSource source : sources) {
      List<Reported> said = source.poll(over);
      said.forEach(this::accept);
      heard |= !said.isEmpty();
    }
    if (heard) { // whatever it wrote: it lives
      int last = reported.last();
      watcher.progressed(
          Math.max(1, last), epochs == 0 ? 0 : last, epochs == 0 ? 0 : Math.max(last, epochs));
    }
    return heard;
  }

  private void accept(Reported said) {
    if (said instanceof Reported.Readings readings && cutShort.isEmpty()) {
      readings(readings);
      return;
    }
    if (!(said instanceof Reported.Kept)) {
      System.err.println(said.text()); // to the run's log
    }
    if (said instanceof Reported.NotTaken line) {
      remarks.notTaken(line);
    }
  }

  private void readings(Reported.Readings readings) {
    Map<String, Double> metrics = new TreeMap<>(readings.metrics());
    if (!readings.warning().isEmpty()) {
      remarks.of("metric_text", "", readings.warning());
    }
    if (metrics.getOrDefault(Metrics.SECONDS, 0.0) < 0) {
      metrics.remove(Metrics.SECONDS);
      remarks.of("metric_negative", "", "seconds is negative; the time between lines was taken");
    }
    if (withoutNumber.isEmpty()
        && !metrics.containsKey(judged.name())
        && readings
            .text()
            .replace(" ", "")
            .contains('"' + judged.name().replace(" ", "") + "\":")) {
      withoutNumber = Remarks.quoted(readings.text());
    }
    names.addAll(metrics.keySet());
    if (names.size() > Metrics.MAX_OF_RUN) {
      cutShort =
          Optional.of(
              new Outcome.Failed(
                  "the program reports more than %,d metrics of different names by %s %s; a run may have that many. Maybe a name holds a number that should be a value."
                      .formatted(
                          Metrics.MAX_OF_RUN,
                          readings.mark().unit().text(),
                          readings.mark().text())));
      return;
    }
    reported.add(
        new Reported.Readings(readings.text(), readings.mark(), metrics, readings.warning()));
  }

  private void epoch(int epoch, Map<String, Double> metrics) {
    finished++;
    if (finished > MAX_EPOCHS) {
      cutShort =
          Optional.of(
              new Outcome.Failed(
                  "the program reports more than %,d epochs; a run may have that many. Maybe it reports every batch: report an epoch beside the step."
                      .formatted(MAX_EPOCHS)));
      return;
    }
    names.add(Metrics.SECONDS);
    watcher.epochFinished(epoch, metrics, Map.of());
    new TreeMap<>(metrics).forEach((name, value) -> check(epoch, name, value));
  }

  private void check(int epoch, String name, double value) {
    if (Double.isFinite(value)) {
      return;
    }
    String became = "%s became %s in epoch %d".formatted(name, value, epoch);
    if (!judged.mayBe(name)) {
      remarks.of("metric_not_finite", name, became + "; the run is not judged by it and goes on");
    } else if (cutShort.isEmpty()) {
      cutShort = Optional.of(new Outcome.Diverged(became + "."));
    }
  }
}
