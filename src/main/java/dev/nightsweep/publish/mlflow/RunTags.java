package dev.nightsweep.publish.mlflow;

import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.text.Labels;
import dev.nightsweep.wording.FindingText;
import dev.nightsweep.wording.TrackedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What MLflow is told of a run in tags, verdicts and audit included. */
final class RunTags {
  /** What the names of all tags of ours begin with. */
  static final String PREFIX = "nightsweep.";

  static final String SWEEP = PREFIX + "sweep";
  static final String RUN = PREFIX + "run";

  /** The digest of a run's readings and parameters, set when all of them are there. */
  static final String READINGS = PREFIX + "readings";

  static final int MAX_LENGTH = 5000;
  private static final String SOURCE = "mlflow.source.name";

  private final SweepRecord sweep;
  private final ArmVerdicts verdicts;
  private final String audit;

  RunTags(StoredSweep stored) {
    this.sweep = stored.analysis().sweep();
    this.verdicts = new ArmVerdicts(stored);
    this.audit = audit(stored);
  }

  /** What the audit has against the verdicts, in a sentence each. */
  static String audit(StoredSweep stored) {
    List<String> alarms =
        stored.analysis().findings().stream()
            .filter(Finding::isAlarm)
            .map(FindingText::of)
            .map(f -> "%s (%s): %s".formatted(Labels.word(f.severity()), f.check(), f.what()))
            .toList();
    return cut(alarms.isEmpty() ? "nothing found" : String.join("\n", alarms));
  }

  Map<String, String> of(RunRecord run) {
    Map<String, String> tags = new LinkedHashMap<>();
    SweepHeader header = sweep.header();
    tags.put(SWEEP, sweep.sweepId());
    tags.put(RUN, run.runId());
    tags.put(PREFIX + "arm", sweep.label(run));
    tags.put(PREFIX + "arm_id", run.armId());
    tags.put(PREFIX + "phase", run.phase().name());
    tags.put(PREFIX + "seed", Long.toString(run.seed()));
    tags.put(PREFIX + "state", run.state().name());
    tags.put(PREFIX + "identity", run.identity());
    tags.put(PREFIX + "program", header.program().text());
    tags.put(SOURCE, "nightsweep");
    run.reusedFrom().ifPresent(from -> tags.put(PREFIX + "reused_from", from));
    if (header.isSimulated()) {
      tags.put(PREFIX + "simulated", "true");
    }
    if (header.isPostHoc()) {
      tags.put(PREFIX + "post_hoc", String.join("; ", header.postHoc()));
    }
    TrackedText.taken(header).ifPresent(taken -> tags.put(PREFIX + "taken_from", taken));
    if (!TrackedText.conditions(header).isEmpty()) {
      tags.put(PREFIX + "conditions", String.join(" ", TrackedText.conditions(header)));
    }
    tags.put(PREFIX + "audit", audit);
    if (run.phase() == PlannedRun.Phase.COMPARISON) {
      verdicts.word(run.armId()).ifPresent(word -> tags.put(PREFIX + "verdict", word));
      List<String> sentences = verdicts.sentences(run.armId());
      for (int i = 0; i < sentences.size(); i++) {
        tags.put(PREFIX + "contrast." + (i + 1), sentences.get(i));
      }
    }
    return tags.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> cut(entry.getValue())));
  }

  /** As long as a tag may be. */
  static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
  }
}
