package dev.nightsweep.schedule.replay;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Trains settled runs again on an engine, elsewhere than where they were recorded. */
public final class Replayer {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Engine engine;
  private final BiConsumer<Recorded, ReplayResult> observer;
  private final Map<String, Recorded> training = new HashMap<>();
  private volatile boolean stopped;

  /**
   * A run with its record.
   *
   * @param run as it will be trained, in a folder that is not its own
   * @param metrics of its program
   */
  public record Recorded(Assignment run, Recording recording, DeclaredMetrics metrics) {}

  /**
   * @param observer is told of every run that was replayed, in the order they end
   */
  public Replayer(Engine engine, BiConsumer<Recorded, ReplayResult> observer) {
    this.engine = engine;
    this.observer = observer;
  }

  /** Gives up what is left; from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Replays the runs, as many at once as the engine has slots; ends early when stopped. */
  public void replay(List<Recorded> runs) throws InterruptedException {
    Deque<Recorded> waiting = new ArrayDeque<>(runs);
    while (!stopped && !(waiting.isEmpty() && training.isEmpty())) {
      while (training.size() < engine.slots() && !waiting.isEmpty()) {
        Recorded next = waiting.remove();
        training.put(next.run().runId(), next);
        engine.start(engine.claim(), next.run());
      }
      engine.await(TICK).ifPresent(this::handle);
    }
  }

  private void handle(EngineEvent event) {
    if (event instanceof EngineEvent.Died died) {
      Recorded recorded = training.remove(died.run().runId());
      observer.accept(recorded, new ReplayResult.Unfinished(died.cause()));
    } else if (event instanceof EngineEvent.Said said
        && said.signal() instanceof Signal.Idle idle) {
      Recorded recorded = training.remove(idle.runId());
      observer.accept(
          recorded,
          ReplayResult.of(recorded.recording(), replayed(recorded.run()), recorded.metrics()));
    }
  }

  private static Recording replayed(Assignment run) {
    Path file = ResultsFolder.runJournal(Path.of(run.folder()));
    return Recording.read(JournalName.ofRun(run.sweepId(), run.runId()), file);
  }
}
