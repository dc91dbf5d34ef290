package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.JudgedRuns;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that an audit looks at.
 *
 * @param judged the runs, and what judging them derives
 * @param details every contrast judged on every measure
 * @param tuned those of tuned arms, with the choices of their settings
 * @param recorded what else was recorded of the runs
 * @param looked what was seen before
 */
public record Records(
    JudgedRuns judged,
    List<ContrastDetail> details,
    List<TunedContrast> tuned,
    Recorded recorded,
    Looked looked) {
  public Records {
    details = List.copyOf(details);
    tuned = List.copyOf(tuned);
  }

  /**
   * What was seen of the results before.
   *
   * @param shown the rows of the looks so far, as stored
   * @param locked whether it was written down what decides the verdicts, when the first result came
   * @param repeated how many results were part of an earlier verdict, by that sweep's id
   * @param contradicted what looks tell and the readings that they were taken at do not give
   */
  public record Looked(
      List<ContrastResult> shown,
      boolean locked,
      Map<String, Integer> repeated,
      List<LookDifference> contradicted) {
    /** Nothing but what was locked. */
    public static final Looked NOTHING = new Looked(List.of(), true, Map.of(), List.of());

    public Looked {
      contradicted = List.copyOf(contradicted);
      shown = List.copyOf(shown);
      repeated = Collections.unmodifiableSortedMap(new TreeMap<>(repeated));
    }
  }

  /** Two comparison runs of one seed that a contrast compares. */
  record Pair(RunRecord level, RunRecord baseline) {

    List<RunRecord> both() {
      return List.of(level, baseline);
    }
  }

  Evidence evidence() {
    return judged.evidence();
  }

  SweepHeader header() {
    return evidence().sweep().header();
  }

  boolean is(Role role, String parameter) {
    return recorded.roles().is(role, parameter);
  }

  Map<String, Double> hostLoad() {
    return recorded.hostLoad();
  }

  Map<String, Integer> testEvaluations() {
    return recorded.testEvaluations();
  }

  /** The objective's readings of a run, epoch by epoch; none if they were not kept. */
  List<Point> curve(RunRecord run) {
    return recorded.curves().getOrDefault(run.runId(), List.of());
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
    return judged.byArm().find(armId, seed);
  }

  Optional<Setting> setting(RunRecord run, String parameter) {
    return evidence().sweep().settings(run).find(parameter);
  }

  /** For how many epochs the run was to be trained, if a setting says so. */
  Optional<Setting> epochs(RunRecord run) {
    return recorded.roles().of(Role.EPOCHS).stream()
        .flatMap(name -> setting(run, name).stream())
        .findFirst();
  }

  /** The completed comparison runs of an arm, in planned order of the seeds. */
  List<RunRecord> completed(String armId) {
    return header().seeds().stream()
        .flatMap(seed -> run(armId, seed).stream())
        .filter(run -> run.state() == RunState.COMPLETED)
        .toList();
  }

  /** Of the pairs of a contrast, those whose runs completed. */
  List<Pair> completedPairs(Contrast contrast) {
    return pairs(contrast).stream()
        .filter(pair -> pair.both().stream().allMatch(r -> r.state() == RunState.COMPLETED))
        .toList();
  }

  /** The ids of the runs of those pairs, each once. */
  static List<String> ids(List<Pair> pairs) {
    Set<String> ids = new LinkedHashSet<>();
    pairs.forEach(pair -> pair.both().forEach(run -> ids.add(run.runId())));
    return List.copyOf(ids);
  }
}
