package dev.nightsweep.publish.export;

import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.publish.exchange.SweepExchange;
import dev.nightsweep.wording.FindingText;
import dev.nightsweep.wording.TrackedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sweep as JSON, with all that is known of it; it can be imported. */
public final class JsonExport {
  private final ResultsFolder results;
  private final StoredSweep stored;
  private final SweepRecord sweep;

  public JsonExport(ResultsFolder results, StoredSweep stored) {
    this.results = results;
    this.stored = stored;
    this.sweep = stored.analysis().sweep();
  }

  /** As {@code export.schema.json} describes it. */
  public String text() {
    SweepFile file =
        new SweepExchange(results)
            .export(sweep.header())
            .orElseThrow(
                () ->
                    UserErrorException.environment(
                        "A journal of %s is damaged or gone, so it cannot be exported whole. `nightsweep verify %s` says which."
                            .formatted(sweep.sweepId(), sweep.sweepId())));
    List<RunRecord> runs = stored.analysis().evidence().runs();
    ChanceLevels chance = stored.analysis().evidence().chanceLevels();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("sweep", summary());
    summary.put("answers", stored.answers());
    summary.put("audit", FindingText.of(stored.analysis().findings()));
    summary.put("contrasts", stored.verdicts());
    if (!stored.analysis().rejudged().isEmpty()) {
      summary.put("rejudged", stored.analysis().rejudged());
    }
    if (!stored.analysis().armChoices().isEmpty()) {
      summary.put("choices", stored.analysis().odds());
      summary.put(
          "tuned", stored.analysis().tunedContrasts().stream().map(JsonExport::tuned).toList());
    }
    summary.put("arms", sweep.arms().stream().map(JsonExport::arm).toList());
    summary.put("runs", runs.stream().map(run -> run(run, chance)).toList());
    return file.write(summary);
  }

  private Map<String, Object> summary() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("name", sweep.header().name());
    fields.put("question", sweep.header().question());
    fields.put("program", sweep.header().program());
    fields.put("method", sweep.header().method().text());
    fields.put("metric", sweep.header().objective().metric());
    fields.put("goal", sweep.header().objective().goal());
    fields.put("state", sweep.state());
    fields.put("seeds", sweep.header().seeds());
    fields.put("margins", sweep.header().margins());
    fields.put("stuck", sweep.header().stuck());
    fields.put("post_hoc", sweep.header().isPostHoc() ? sweep.header().postHoc() : List.of());
    fields.put("created_at", sweep.header().createdAt());
    TrackedText.addTo(fields, sweep.header());
    fields.put("started_at", sweep.startedAt());
    fields.put("ended_at", sweep.endedAt());
    return fields;
  }

  private static Map<String, Object> tuned(TunedContrast tuned) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("factor", tuned.detail().result().factor());
    fields.put("level", tuned.detail().result().level());
    fields.put("baseline", tuned.detail().result().baseline());
    fields.put("metric", tuned.detail().result().metric());
    fields.put("ci_low_choice", tuned.withChoice().low());
    fields.put("ci_high_choice", tuned.withChoice().high());
    fields.put("leans_on_choice", tuned.leansOnChoice());
    return fields;
  }

  private static Map<String, Object> arm(Arm arm) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("arm_id", arm.armId());
    fields.put("label", arm.label());
    fields.put("settings", arm.settings());
    return fields;
  }

  private Map<String, Object> run(RunRecord run, ChanceLevels chance) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run.runId());
    fields.put("arm_id", run.armId());
    fields.put("label", sweep.label(run));
    fields.put("phase", run.phase());
    fields.put("seed", run.seed());
    fields.put("state", run.state());
    fields.put("attempts", run.attempts());
    fields.put("started_at", run.startedAt());
    fields.put("ended_at", run.endedAt());
    fields.put("readings", run.readings());
    fields.put("never_learned", chance.of(run).map(level -> level.isHeldBy(run)));
    return fields;
  }
}
