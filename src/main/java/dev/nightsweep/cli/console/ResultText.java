package dev.nightsweep.cli.console;

import dev.nightsweep.app.SweepResult;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.export.ClaimJson;
import dev.nightsweep.publish.export.ContrastJson;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.text.TerminalText;
import dev.nightsweep.wording.FindingText;
import dev.nightsweep.wording.LastLookText;
import dev.nightsweep.wording.RetryAdvice;
import dev.nightsweep.wording.SearchText;
import dev.nightsweep.wording.SimulationNotice;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a session leaves, in lines for people and in fields for JSON. */
record ResultText(SweepResult result) {

  List<String> lines() {
    SweepRecord sweep = result.sweep();
    List<String> lines = new ArrayList<>(List.of(""));
    SimulationNotice.of(sweep.header()).ifPresent(lines::add);
    TrackedText.notice(sweep.header()).ifPresent(lines::add);
    if (!result.outcome().reason().isEmpty()) {
      lines.add(
          "Stopped with %d of %s finished: %s. The same command, or `nightsweep resume`, goes on."
              .formatted(
                  sweep.finished(),
                  Numbers.count(sweep.total(), "run"),
                  TerminalText.clause(result.outcome().reason())));
    }
    LastLookText.sentence(result.analysis()).ifPresent(lines::add);
    lines.addAll(result.answers());
    if (sweep.header().isSearch()) {
      lines.addAll(SearchText.of(result.analysis()).lines());
    } else if (!sweep.header().judged()) {
      lines.add("No verdict: the spec has no `ablation:`.");
      result.analysis().best().ifPresent(run -> lines.add(best(sweep, run)));
    }
    sweep.runs().entrySet().stream()
        .filter(e -> e.getKey().isBad())
        .forEach(
            e -> lines.add("%s %s.".formatted(Numbers.count(e.getValue(), "run"), e.getKey())));
    RetryAdvice.of(sweep).ifPresent(lines::add);
    lines.addAll(
        List.of("", "Sweep   %s".formatted(sweep.sweepId()), "Report  " + result.report()));
    return lines;
  }

  private static String best(SweepRecord sweep, RunRecord run) {
    String metric = sweep.header().objective().metric();
    return "Best %s%s: %s, %s seed %d (run %s); one run is no evidence."
        .formatted(
            metric,
            run.state().isFinished() ? "" : " so far",
            Numbers.reading(run.reading(metric)),
            sweep.arm(run.armId()).label(),
            run.seed(),
            run.runId());
  }

  Map<String, Object> fields() {
    SweepRecord sweep = result.sweep();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("program", sweep.header().program());
    fields.put("state", sweep.state());
    fields.put("runs", sweep.runs());
    fields.put("post_hoc", sweep.header().isPostHoc() ? sweep.header().postHoc() : List.of());
    TrackedText.addTo(fields, sweep.header());
    fields.put("answers", result.answers());
    fields.put("audit", FindingText.of(result.analysis().findings()));
    fields.put("claims", result.analysis().claims().stream().map(ClaimJson::of).toList());
    fields.put("contrasts", result.contrasts());
    fields.put("effects", result.analysis().contrasts().stream().map(ContrastJson::of).toList());
    if (sweep.header().isSearch()) {
      fields.put("search", SearchText.of(result.analysis()).fields());
    }
    fields.put("report", result.report().toString());
    return fields;
  }
}
