package dev.nightsweep.report;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a page shows of one sweep.
 *
 * @param contrasts objective, test twin and time of every contrast, as judged
 * @param conditions what the verdicts are conditional on, in sentences
 * @param audit what was found that bears on them, the gravest first
 * @param runs in starting order
 * @param specText the spec as given; empty if it is not at hand
 * @param archive the whole sweep, {@link GzipBase64}, so that its page can be imported elsewhere;
 *     empty of large ones
 * @param defaults every parameter at its default, if the program is known
 */
public record SweepFacts(
    Evidence evidence,
    List<ContrastDetail> contrasts,
    List<String> conditions,
    List<Finding> audit,
    List<RunFacts> runs,
    String specText,
    Optional<String> archive,
    Optional<Settings> defaults) {
  public SweepFacts {
    contrasts = List.copyOf(contrasts);
    audit = List.copyOf(audit);
    conditions = List.copyOf(conditions);
    runs = List.copyOf(runs);
  }

  public SweepRecord sweep() {
    return evidence.sweep();
  }

  /** The run with the best reading of the objective, if any has one. */
  Optional<RunFacts> best() {
    Objective objective = sweep().header().objective();
    return runs.stream()
        .filter(run -> run.run().reading(objective.metric()).isPresent())
        .max(
            Comparator.comparingDouble(
                run -> objective.gain(run.run().reading(objective.metric()).getAsDouble())));
  }

  /** Whether no net was trained. */
  public boolean isSimulated() {
    return sweep().header().isSimulated();
  }

  /** Every parameter of a run. */
  public Settings settings(RunFacts run) {
    return sweep().settings(run.run());
  }

  /** The rows of every contrast, the objective first and time last. */
  List<List<ContrastDetail>> byContrast() {
    Map<Contrast, List<ContrastDetail>> rows =
        contrasts.stream()
            .collect(
                Collectors.groupingBy(
                    ContrastDetail::contrast, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(rows.values());
  }

  /** Labels of the arms by id. */
  Map<String, String> labels() {
    return sweep().arms().stream().collect(Collectors.toMap(Arm::armId, Arm::label));
  }

  Map<String, List<RunFacts>> runsByArm() {
    Function<RunFacts, String> arm = facts -> facts.run().armId();
    return runs.stream().collect(Collectors.groupingBy(arm));
  }

  EnvironmentView environment() {
    return EnvironmentView.of(runs);
  }
}
