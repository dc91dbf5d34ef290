package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a page shows of one run.
 *
 * @param attempts oldest first
 * @param curves series by metric, epochs ascending
 * @param model the net it trained, if it told of it
 * @param remarks what is doubtful about the metrics that its program reported
 */
public record RunFacts(
    RunRecord run,
    List<AttemptRecord> attempts,
    Map<String, List<Point>> curves,
    Optional<Environment> environment,
    Optional<ModelCard> model,
    Optional<RunResult> result,
    List<String> remarks) {
  public RunFacts {
    attempts = List.copyOf(attempts);
    curves = Map.copyOf(curves);
    remarks = List.copyOf(remarks);
  }

  /** Whether it went through and reads what one reads that learns nothing. */
  boolean hasNeverLearned(SweepRecord sweep) {
    Map<String, Environment> told = environment.map(e -> Map.of(run.runId(), e)).orElse(Map.of());
    return new ChanceLevels(sweep.header(), sweep::settings, told).hasNeverLearned(run);
  }
}
