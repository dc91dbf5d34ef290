package dev.nightsweep.train.command;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackedFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The readings of a run that a tracker keeps. What was logged at a step together is one row, and
 * rows are told apart as {@link TrackedRows} says. What only the summary has counts at the end.
 */
final class TrackedMetrics implements MetricSource {
  private final Tracking tracking;
  private final ReadingRows rows;
  private final Set<String> logged = new HashSet<>();
  private final Map<String, Double> summary = new TreeMap<>();
  private Optional<RunFiles> run = Optional.empty();
  private Optional<String> complaint = Optional.empty();
  private boolean ended;

  /**
   * @param objective the metric that the sweep is judged by; empty if that is not known
   */
  TrackedMetrics(Tracking tracking, String objective) {
    this.tracking = tracking;
    this.rows =
        tracking.countsEachMetric() ? new SeriesRows(objective) : new TrackedRows(objective);
  }

  @Override
  public List<Reported> poll(boolean over) throws IOException {
    List<Reported> reported = new ArrayList<>();
    if (run.isEmpty()) {
      run = tracking.find();
    }
    if (run.isPresent()) {
      List<TrackedFact> facts = over ? run.get().rest() : run.get().read();
      take(facts, reported);
      if (reported.isEmpty() && !facts.isEmpty()) {
        reported.add(new Reported.Kept()); // so that it is looked at again
      }
      if (over && !facts.isEmpty()) {
        return reported; // there may be more
      }
    }
    if (over && !ended) {
      end(reported);
    }
    return reported;
  }

  private void take(List<TrackedFact> facts, List<Reported> reported) {
    TrackedRow row = new TrackedRow(-1);
    for (TrackedFact fact : facts) {
      if (fact instanceof TrackedFact.Point point) {
        if (point.step() != row.step()) {
          add(row, reported);
          row = new TrackedRow(point.step());
        }
        row.values().put(point.metric(), point.value());
        logged.add(point.metric());
      } else if (fact instanceof TrackedFact.Summary last) {
        summary.put(last.metric(), last.value());
      }
    }
    add(row, reported);
  }

  private void add(TrackedRow row, List<Reported> reported) {
    if (!row.values().isEmpty()) {
      rows.add(row, reported);
    }
  }

  private void end(List<Reported> reported) throws IOException {
    ended = true;
    summary.keySet().removeAll(logged);
    rows.end(summary, reported);
    complaint = tracking.complaint();
    complaint.ifPresent(why -> reported.add(new Reported.NotTaken(tracking.text(), why)));
  }

  @Override
  public Optional<String> wanting() {
    return complaint.or(() -> Optional.of(tracking.text() + " has no number"));
  }

  @Override
  public void close() throws IOException {
    if (run.isPresent()) {
      run.get().close();
    }
  }
}
