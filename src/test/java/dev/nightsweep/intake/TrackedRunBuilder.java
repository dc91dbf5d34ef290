package dev.nightsweep.intake;

import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.source.SourceKind;
import dev.nightsweep.tracker.source.TrackedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes runs as a tracker would have kept them. */
public final class TrackedRunBuilder {
  private static final long START = 1_764_500_000_000L;

  private final String id;
  private final List<TrackedFact> facts = new ArrayList<>();

  private TrackedRunBuilder(String id) {
    this.id = id;
    facts.add(new TrackedFact.State(RunState.RUNNING, START));
  }

  /** A run that was begun. */
  public static TrackedRunBuilder run(String id) {
    return new TrackedRunBuilder(id);
  }

  /** With a parameter of which a text is kept. */
  public TrackedRunBuilder with(String name, Object value) {
    return json(name, "\"" + value + "\"");
  }

  /** With a parameter of which the type is kept. */
  public TrackedRunBuilder json(String name, String json) {
    facts.add(new TrackedFact.Parameter(name, json));
    return this;
  }

  public TrackedRunBuilder label(String key, String value) {
    facts.add(new TrackedFact.Label(key, value));
    return this;
  }

  /** With one reading a step, from step 0 on. */
  public TrackedRunBuilder reads(String metric, double... values) {
    for (int step = 0; step < values.length; step++) {
      at(metric, step, values[step]);
    }
    return this;
  }

  public TrackedRunBuilder at(String metric, long step, double value) {
    facts.add(new TrackedFact.Point(metric, step, value, START + 1000 * (step + 1)));
    return this;
  }

  public TrackedRunBuilder summary(String metric, double value) {
    facts.add(new TrackedFact.Summary(metric, value));
    return this;
  }

  public TrackedRun finished() {
    return ended(RunState.FINISHED);
  }

  public TrackedRun ended(RunState state) {
    facts.add(new TrackedFact.State(state, START + 60_000));
    return open();
  }

  /** Not over. */
  public TrackedRun open() {
    return new TrackedRun(id, List.copyOf(facts));
  }

  /** What MLflow would have kept. */
  public static TrackedRuns source(List<TrackedRun> runs) {
    return source(SourceKind.MLFLOW, runs);
  }

  public static TrackedRuns source(SourceKind kind, List<TrackedRun> runs) {
    return new TrackedRuns(kind, Path.of("runs.db"), runs, List.of());
  }
}
