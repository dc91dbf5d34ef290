package dev.nightsweep.app;

import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.wording.TrackedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a sweep is, as the fields of a JSON object: what {@code status --json} prints. */
public final class StatusFields {
  private StatusFields() {}

  /**
   * The fields.
   *
   * @param running what the process that runs it says; empty if none does
   * @param waiting the sweeps in line behind it
   */
  public static Map<String, Object> of(
      SweepRecord sweep, Optional<OwnerCommands.Running> running, List<String> waiting) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("program", sweep.header().program());
    fields.put("state", sweep.state());
    fields.put("running", running.isPresent());
    fields.put("runs", sweep.runs());
    fields.put("finished", sweep.finished());
    fields.put("total", sweep.total());
    fields.put("to_come", sweep.toCome());
    running.ifPresent(live -> addLive(fields, live));
    fields.put("waiting", waiting);
    TrackedText.addTo(fields, sweep.header());
    return fields;
  }

  private static void addLive(Map<String, Object> fields, OwnerCommands.Running live) {
    fields.put("share", live.share());
    live.runsPerHour().ifPresent(pace -> fields.put("runs_per_hour", pace));
    live.finish().ifPresent(finish -> fields.put("finish", seconds(finish)));
    fields.put("workers", live.workers().stream().map(StatusFields::worker).toList());
  }

  private static Map<String, Object> seconds(OwnerCommands.Finish finish) {
    return Map.of(
        "expected_seconds", finish.expectedSeconds(),
        "low_seconds", finish.lowSeconds(),
        "high_seconds", finish.highSeconds());
  }

  private static Map<String, Object> worker(OwnerCommands.Training training) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("worker", training.worker());
    fields.put("run_id", training.run().runId());
    fields.put("seed", training.run().seed());
    fields.put("attempt", training.attempt());
    fields.put("epoch", training.epoch().number());
    fields.put("share", training.share());
    fields.put("since", training.since());
    return fields;
  }
}
