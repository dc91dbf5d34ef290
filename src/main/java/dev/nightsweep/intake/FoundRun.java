package dev.nightsweep.intake;

import dev.nightsweep.model.Setting;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.source.SourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A run as its tracker keeps it, its facts sorted out.
 *
 * @param id the tracker's
 * @param began when, if that is known
 * @param ended likewise
 * @param isFateKnown whether the tracker tells what has become of it; else it counts as finished
 */
record FoundRun(
    String id,
    SortedMap<String, Setting> parameters,
    Map<String, String> labels,
    MetricHistory metrics,
    RunFate fate,
    Optional<Instant> began,
    Optional<Instant> ended,
    boolean isFateKnown) {
  /** Those that tell of every run what has become of it, if they tell of its state at all. */
  private static final Set<SourceKind> TELL_ENDS =
      Set.of(SourceKind.MLFLOW, SourceKind.WANDB, SourceKind.OPTUNA);

  private static final String STATE = "state";
  private static final String PRUNED = "pruned";

  /** Beyond it a date cannot be written in every time zone. */
  private static final long LAST = Instant.parse("9998-12-31T00:00:00Z").toEpochMilli();

  FoundRun {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    labels = Map.copyOf(labels);
  }

  static FoundRun of(TrackedRun run, SourceKind kind) {
    return new Gathering().gather(run, kind);
  }

  /** As its arm and its readings are concerned, whenever it was trained. */
  boolean readsLike(FoundRun other) {
    return metrics.texts().equals(other.metrics.texts());
  }

  /** What is gathered from the facts of a run, one by one. */
  private static final class Gathering {
    private final Map<String, Setting> parameters = new TreeMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final SortedMap<String, List<TrackedFact.Point>> points = new TreeMap<>();
    private final SortedMap<String, Double> summaries = new TreeMap<>();
    private Optional<RunState> end = Optional.empty();
    private boolean hasState;
    private long began = TrackedFact.NO_TIME;
    private long ended = TrackedFact.NO_TIME;

    FoundRun gather(TrackedRun run, SourceKind kind) {
      run.facts().forEach(this::take);
      MetricHistory metrics = new MetricHistory(points, summaries);
      LongStream times =
          points.values().stream().flatMap(List::stream).mapToLong(TrackedFact.Point::time);
      long[] known = times.filter(FoundRun::isTime).sorted().toArray();
      return new FoundRun(
          run.id(),
          new TreeMap<>(parameters),
          labels,
          metrics,
          fate(kind),
          instant(began).or(() -> instant(known.length == 0 ? 0 : known[0])),
          instant(ended).or(() -> instant(known.length == 0 ? 0 : known[known.length - 1])),
          isFateKnown(kind));
    }

    private void take(TrackedFact fact) {
      if (fact instanceof TrackedFact.Parameter parameter) {
        ParameterText.add(parameter.name(), parameter.json(), parameters);
      } else if (fact instanceof TrackedFact.Point point) {
        points.computeIfAbsent(point.metric(), name -> new ArrayList<>()).add(point);
      } else if (fact instanceof TrackedFact.Summary summary) {
        summaries.put(summary.metric(), summary.value());
      } else if (fact instanceof TrackedFact.Label label) {
        labels.put(label.key(), label.value());
      } else if (fact instanceof TrackedFact.State state) {
        took(state);
      }
    }

    private void took(TrackedFact.State state) {
      hasState = true;
      if (state.state() == RunState.RUNNING) {
        began = began == TrackedFact.NO_TIME ? state.time() : began;
      } else {
        end = Optional.of(state.state());
        ended = state.time();
      }
    }

    /** Where a state stands only when a run began, nothing is said of its end. */
    private boolean isFateKnown(SourceKind kind) {
      return end.isPresent() || labels.containsKey(STATE) || (hasState && TELL_ENDS.contains(kind));
    }

    private RunFate fate(SourceKind kind) {
      if (end.isEmpty()) {
        return isFateKnown(kind) ? RunFate.RUNNING : RunFate.FINISHED;
      }
      return switch (end.get()) {
        case FINISHED -> RunFate.FINISHED;
        case FAILED -> RunFate.FAILED;
        case KILLED ->
            PRUNED.equalsIgnoreCase(labels.get(STATE)) ? RunFate.STOPPED : RunFate.KILLED;
        case RUNNING -> RunFate.RUNNING;
      };
    }
  }

  static boolean isTime(long millis) {
    return millis > TrackedFact.NO_TIME && millis < LAST;
  }

  private static Optional<Instant> instant(long millis) {
    return isTime(millis) ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
  }
}
