package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.ProtobufFields;
import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code .wandb} file of a run: what W&B's library writes, offline or not. Of its records
 * (wandb_internal.proto) those that tell of metrics, the configuration and the run's end are read.
 */
public final class WandbRun implements RunFiles {
  /** Numbers of fields in wandb_internal.proto. */
  private static final int HISTORY = 2;

  private static final int SUMMARY = 3;
  private static final int CONFIG = 5;
  private static final int RUN = 17;
  private static final int EXIT = 18;
  private static final int UPDATE = 1;
  private static final int RUN_CONFIG = 4;
  private static final int RUN_START = 17;
  private static final int SECONDS = 1;
  private static final int HISTORY_STEP = 2;
  private static final int NUMBER = 1;
  private static final int EXIT_CODE = 1;
  private static final int RUNTIME = 2;

  /** What the run is called, by field. */
  private static final Map<Integer, String> LABELS =
      Map.of(
          1, "run_id",
          2, "entity",
          3, "project",
          6, "group",
          7, "job_type",
          8, "name",
          9, "notes",
          10, "tag",
          12, "sweep_id",
          13, "host");

  private final RecordLog log;
  private long started = TrackedFact.NO_TIME;

  private WandbRun(RecordLog log) {
    this.log = log;
  }

  /**
   * Opens it.
   *
   * @param maxBytes how large it may be, and become
   */
  public static WandbRun open(Path file, long maxBytes) throws IOException {
    return new WandbRun(RecordLog.open(file, maxBytes));
  }

  @Override
  public List<TrackedFact> read() throws IOException {
    List<TrackedFact> facts = new ArrayList<>();
    boolean more = true;
    while (more && facts.isEmpty()) {
      more = log.next(record -> addRecord(new ProtobufFields(record), facts));
    }
    return facts;
  }

  private void addRecord(ProtobufFields record, List<TrackedFact> facts) {
    while (record.next()) {
      addField(record, facts);
    }
  }

  private void addField(ProtobufFields record, List<TrackedFact> facts) {
    switch (record.number()) {
      case HISTORY -> addHistory(record.message(), facts);
      case SUMMARY ->
          ours(record.message())
              .forEach(item -> item.addNumbers((n, v) -> facts.add(new TrackedFact.Summary(n, v))));
      case CONFIG -> addConfig(record.message(), facts);
      case RUN -> addRun(record.message(), facts);
      case EXIT -> addExit(record.message(), facts);
      default -> {} // logs, files, what the machine did
    }
  }

  private static void addHistory(ProtobufFields history, List<TrackedFact> facts) {
    HistoryRow row = new HistoryRow();
    while (history.next()) {
      if (history.number() == HISTORY_STEP) {
        for (ProtobufFields step = history.message(); step.next(); ) {
          if (step.number() == NUMBER) {
            row.at(step.integer());
          }
        }
      } else if (history.number() == UPDATE) {
        Item.read(history.message()).addNumbers(row::put);
      }
    }
    facts.addAll(row.points());
  }

  private static void addConfig(ProtobufFields config, List<TrackedFact> facts) {
    ours(config).forEach(item -> facts.add(new TrackedFact.Parameter(item.name(), item.json())));
  }

  /** What a message sets, without what W&B itself keeps there, which begins with an underscore. */
  private static List<Item> ours(ProtobufFields message) {
    List<Item> items = new ArrayList<>();
    while (message.next()) {
      if (message.number() == UPDATE) {
        items.add(Item.read(message.message()));
      }
    }
    items.removeIf(item -> item.name().startsWith("_"));
    return items;
  }

  private void addRun(ProtobufFields run, List<TrackedFact> facts) {
    while (run.next()) {
      if (run.number() == RUN_CONFIG) {
        addConfig(run.message(), facts);
      } else if (run.number() == RUN_START) {
        for (ProtobufFields time = run.message(); time.next(); ) {
          started = time.number() == SECONDS ? time.integer() * 1000 : started;
        }
      } else if (LABELS.containsKey(run.number())) {
        facts.add(new TrackedFact.Label(LABELS.get(run.number()), TrackerLimits.label(run.text())));
      }
    }
    facts.add(new TrackedFact.State(RunState.RUNNING, started));
  }

  /** It tells how long the run took, not when it ended. */
  private void addExit(ProtobufFields exit, List<TrackedFact> facts) {
    long code = 0;
    long seconds = 0;
    while (exit.next()) {
      code = exit.number() == EXIT_CODE ? exit.integer() : code;
      seconds = exit.number() == RUNTIME ? exit.integer() : seconds;
    }
    RunState state = code == 0 ? RunState.FINISHED : RunState.FAILED;
    facts.add(
        new TrackedFact.State(
            state, started == TrackedFact.NO_TIME ? started : started + seconds * 1000));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
