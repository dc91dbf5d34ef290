package dev.nightsweep.report;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.SweepRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a page shows of one sweep.
 *
 * @param sweep as it is now; it may have been looked at since it was analysed
 * @param analysis what its runs say
 * @param runs in starting order
 * @param specText the spec as given; empty if it is not at hand
 * @param archive the whole sweep, so that its page can be imported elsewhere; empty of large ones,
 *     and of pages that are not kept
 * @param program that its runs were of
 */
public record SweepFacts(
    SweepRecord sweep,
    SweepAnalysis analysis,
    List<RunFacts> runs,
    String specText,
    Optional<PackedArchive> archive,
    ProgramFacts program) {
  public SweepFacts {
    runs = List.copyOf(runs);
  }

  public Evidence evidence() {
    return analysis.evidence();
  }

  /** Objective, test twin and time of every contrast, as judged. */
  public List<ContrastDetail> contrasts() {
    return analysis.contrasts();
  }

  /** What was found that bears on the verdicts, the gravest first. */
  public List<Finding> audit() {
    return analysis.findings();
  }

  /** What is known of a metric. */
  public MetricDefinition metric(String name) {
    return program.metrics().get(name);
  }

  /** What is known of the metric that the sweep is judged by. */
  public MetricDefinition objective() {
    return metric(sweep.header().objective().metric());
  }

  /** The rows of every contrast, the objective first and time last. */
  List<List<ContrastDetail>> byContrast() {
    Map<Contrast, List<ContrastDetail>> rows =
        contrasts().stream()
            .collect(
                Collectors.groupingBy(
                    ContrastDetail::contrast, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(rows.values());
  }

  /** Labels of the arms by id. */
  Map<String, String> labels() {
    return sweep.arms().stream().collect(Collectors.toMap(Arm::armId, Arm::label));
  }

  Map<String, List<RunFacts>> runsByArm() {
    Function<RunFacts, String> arm = facts -> facts.run().armId();
    return runs.stream().collect(Collectors.groupingBy(arm));
  }
}
