package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an audit looks at.
 *
 * @param runs the same comparison runs, by arm and seed
 * @param details every contrast judged on every measure
 * @param hostLoad by run id: how busy the machine was beside the run while it trained, such as the
 *     mean load average; empty if it was not measured
 * @param testEvaluations by run id: how many times the test set was evaluated
 * @param shown the rows of the looks so far, as stored
 * @param sequential whether seeds are added by the sequential rule, which allows for its looks
 */
public record Records(
    Evidence evidence,
    ComparisonRuns runs,
    List<ContrastDetail> details,
    Map<String, Double> hostLoad,
    Map<String, Integer> testEvaluations,
    List<ContrastResult> shown,
    boolean sequential) {
  public Records {
    details = List.copyOf(details);
    hostLoad = Map.copyOf(hostLoad);
    testEvaluations = Map.copyOf(testEvaluations);
    shown = List.copyOf(shown);
  }

  /** Records whose runs are those of the evidence. */
  public Records(
      Evidence evidence,
      List<ContrastDetail> details,
      Map<String, Double> hostLoad,
      Map<String, Integer> testEvaluations,
      List<ContrastResult> shown,
      boolean sequential) {
    this(
        evidence,
        new ComparisonRuns(evidence),
        details,
        hostLoad,
        testEvaluations,
        shown,
        sequential);
  }

  /** Two comparison runs of one seed that a contrast compares. */
  record Pair(RunRecord level, RunRecord baseline) {

    List<RunRecord> both() {
      return List.of(level, baseline);
    }
  }

  SweepHeader header() {
    return evidence.sweep().header();
  }

  List<Contrast> contrasts() {
    return header().contrasts();
  }

  /** Of a contrast, in planned order of the seeds; pairs that miss a run are left out. */
  List<Pair> pairs(Contrast contrast) {
    List<Pair> pairs = new ArrayList<>();
    for (long seed : header().seeds()) {
      pairs.addAll(pairs(contrast, seed));
    }
    return pairs;
  }

  List<Pair> pairs(Contrast contrast, long seed) {
    List<Pair> pairs = new ArrayList<>();
    for (Contrast.Cell cell : contrast.cells()) {
      Optional<RunRecord> level = run(cell.armId(), seed);
      Optional<RunRecord> baseline = run(cell.baselineArmId(), seed);
      if (level.isPresent() && baseline.isPresent()) {
        pairs.add(new Pair(level.get(), baseline.get()));
      }
    }
    return pairs;
  }

  Optional<RunRecord> run(String armId, long seed) {
    return runs.find(armId, seed);
  }

  Optional<Setting> setting(RunRecord run, String parameter) {
    return evidence.sweep().settings(run).find(parameter);
  }

  /** The ids of the runs of those pairs, each once. */
  static List<String> ids(List<Pair> pairs) {
    Set<String> ids = new LinkedHashSet<>();
    pairs.forEach(pair -> pair.both().forEach(run -> ids.add(run.runId())));
    return List.copyOf(ids);
  }
}
