package dev.nightsweep.cli.console;

import dev.nightsweep.schedule.replay.Mismatch;
import dev.nightsweep.schedule.replay.ReplayResult;
import dev.nightsweep.schedule.replay.Replayer;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a replay went, in lines for people and in fields for JSON. */
public record ReplayText(Replayer.Recorded recorded, ReplayResult replay) {
  private static final int MAX_LENGTH = 60;

  public boolean isIdentical() {
    return replay instanceof ReplayResult.Identical;
  }

  /** Whether it was trained again at all. */
  public boolean isCompared() {
    return !(replay instanceof ReplayResult.NotComparable);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String who = "%s  seed %d  ".formatted(recorded.run().runId(), recorded.run().seed());
    if (replay instanceof ReplayResult.Identical identical) {
      lines.add(
          who
              + "identical (%s, %s%s)"
                  .formatted(
                      Numbers.count(identical.epochs(), "epoch"),
                      Numbers.count(identical.readings(), "reading"),
                      identical
                          .parameterHash()
                          .map(h -> ", parameters " + h.substring(0, 12))
                          .orElse("")));
    } else if (replay instanceof ReplayResult.Left left) {
      lines.add(who + departure(left.first()));
      lines.add(environment(left));
      left.environment().forEach(d -> lines.add("    " + difference(d)));
    } else if (replay instanceof ReplayResult.Unfinished unfinished) {
      lines.add(who + "could not be trained to its end: " + unfinished.cause());
    } else if (replay instanceof ReplayResult.NotComparable other) {
      lines.add((who + "not replayed: %s. %s".formatted(other.why(), other.advice())).strip());
    } else {
      throw new AssertionError(replay);
    }
    return lines;
  }

  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", recorded.run().runId());
    fields.put("sweep_id", recorded.run().sweepId());
    fields.put("seed", recorded.run().seed());
    if (replay instanceof ReplayResult.Identical identical) {
      fields.put("result", "identical");
      fields.put("epochs", identical.epochs());
      fields.put("readings", identical.readings());
      fields.put("parameter_hash", identical.parameterHash());
    } else if (replay instanceof ReplayResult.Left left) {
      fields.put("result", "left");
      fields.put("epoch", left.first().epoch());
      fields.put("what", left.first().what());
      fields.put("was", left.first().was());
      fields.put("is", left.first().is());
      fields.put("environment", left.environment());
    } else if (replay instanceof ReplayResult.Unfinished unfinished) {
      fields.put("result", "unfinished");
      fields.put("cause", unfinished.cause());
    } else if (replay instanceof ReplayResult.NotComparable other) {
      fields.put("result", "not_comparable");
      fields.put("why", other.why());
      fields.put("advice", other.advice());
    }
    return fields;
  }

  private static String departure(Mismatch first) {
    return "left at epoch %d: %s was %s, is %s"
        .formatted(first.epoch(), first.what(), shortened(first.was()), shortened(first.is()));
  }

  private static String environment(ReplayResult.Left left) {
    return left.environment().isEmpty()
        ? "  Nothing that is recorded of the environment differs."
        : "  What differs in the environment:";
  }

  private static String difference(ReplayResult.Difference difference) {
    return "%s was %s, is %s"
        .formatted(difference.fact(), shortened(difference.was()), shortened(difference.is()));
  }

  private static String shortened(String text) {
    if (text.isEmpty()) {
      return "not there";
    }
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
