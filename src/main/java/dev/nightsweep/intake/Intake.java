package dev.nightsweep.intake;

import dev.nightsweep.intake.IntakePreview.ArmSeeds;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Settings;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.tracker.source.TrackedRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * A sweep made of runs that a tracker kept.
 *
 * @param preview what it will be, for people
 * @param file the sweep, to be taken in as one that was exported
 */
public record Intake(IntakePreview preview, SweepFile file) {

  /**
   * Sorts the runs of a source.
   *
   * @throws dev.nightsweep.model.UserErrorException if they are ambiguous, or give nothing to show
   */
  public static Intake of(TrackedRuns source, IntakeOptions options, Instant now) {
    RunSieve sieve =
        new RunSieve(source.runs().stream().map(r -> FoundRun.of(r, source.kind())).toList());
    int read = sieve.runs().size();
    sieve.select(options.selection());
    Objective objective = JudgedMetric.of(sieve.runs(), options.judged());
    sieve.leaveOut("not over", run -> run.fate() == RunFate.RUNNING);
    sieve.leaveOut(
        "finished without " + Refusal.shown(objective.metric()),
        run -> run.fate() == RunFate.FINISHED && !run.metrics().has(objective.metric()));
    List<String> remarks = new ArrayList<>(source.remarks());
    TrackedStudy study = TrackedStudy.of(sieve, objective, options, remarks);
    refuseNothing(study);
    IntakeNames names = IntakeNames.of(source, study, options);
    TrackedPlan.Planned planned = new TrackedPlan(study, names, options.judged()).plan(now);
    List<ArmSeeds> arms = arms(planned, study);
    if (!options.selection().ignored().isEmpty()) {
      remarks.add(
          "Taken for no setting, as asked: %s."
              .formatted(Refusal.list(options.selection().ignored())));
    }
    leftOut(sieve.leftOut(), remarks);
    remarks.addAll(new StudyRemarks(study, arms).sentences());
    IntakePreview preview =
        new IntakePreview(
            new IntakePreview.Source(
                source.kind().text(), source.path(), read, study.runs().size(), sieve.leftOut()),
            new IntakePreview.Asked(
                names.sweepId(),
                objective,
                study.seed().map(SeedParameter::name),
                baseline(planned.plan())),
            !planned.plan().header().contrasts().isEmpty(),
            varying(study.parameters()),
            arms,
            pairs(planned, objective),
            remarks,
            planned.spec().source().text());
    return new Intake(preview, new TrackedEntries(planned, names, now).file(remarks));
  }

  private static void refuseNothing(TrackedStudy study) {
    String metric = study.objective().metric();
    if (study.runs().stream().noneMatch(run -> run.fate(metric).isMeasured())) {
      throw Refusal.of(
          "No run of it is over and has %s, so there is nothing to take in."
              .formatted(Refusal.shown(metric)));
    }
  }

  private static void leftOut(Map<String, List<String>> leftOut, List<String> remarks) {
    leftOut.forEach(
        (reason, ids) ->
            remarks.add(
                "Left out, %s: %s (%s)."
                    .formatted(
                        reason, Numbers.count(ids.size(), "run", "runs"), Refusal.list(ids))));
  }

  private static List<IntakePreview.Varying> varying(VaryingParameters parameters) {
    List<IntakePreview.Varying> lines = new ArrayList<>();
    parameters
        .byName()
        .forEach(
            (name, counts) -> {
              Map<String, Integer> levels = new LinkedHashMap<>();
              counts.forEach(
                  (setting, runs) ->
                      levels.merge(
                          setting.orElse(VaryingParameters.NOT_SET).text(), runs, Integer::sum));
              lines.add(new IntakePreview.Varying(name, levels));
            });
    return lines;
  }

  private static List<ArmSeeds> arms(TrackedPlan.Planned planned, TrackedStudy study) {
    String metric = study.objective().metric();
    SortedSet<Long> all = study.seeds();
    Map<Settings, String> labels = new HashMap<>();
    for (PlannedRun run : planned.plan().runs()) {
      labels.computeIfAbsent(
          planned.byRun().get(run.runId()).levels(),
          levels -> planned.plan().arm(run.armId()).label());
    }
    boolean isCompared = study.form() == TrackedStudy.Form.COMPARISON;
    List<ArmSeeds> arms = new ArrayList<>();
    study
        .arms()
        .forEach(
            (levels, runs) -> {
              List<Long> seeds = runs.stream().map(StudyRun::seed).sorted().toList();
              Set<Long> has = new HashSet<>(seeds);
              int failed =
                  (int) runs.stream().filter(r -> r.fate(metric) != RunFate.FINISHED).count();
              List<Long> missing =
                  isCompared
                      ? all.stream().filter(seed -> !has.contains(seed)).toList()
                      : List.of();
              arms.add(new ArmSeeds(labels.get(levels), seeds, missing, failed));
            });
    return arms;
  }

  private static String baseline(Plan plan) {
    List<Contrast> contrasts = plan.header().contrasts();
    if (contrasts.isEmpty()) {
      return "";
    }
    return String.join(
        ", ",
        contrasts.stream()
            .map(
                c ->
                    c.factor().equals(Contrast.ARM)
                        ? c.baseline()
                        : c.factor() + "=" + c.baseline())
            .distinct()
            .toList());
  }

  /** A seed gives a pair if all cells have a reading at both of their arms. */
  private static List<IntakePreview.Pairs> pairs(TrackedPlan.Planned planned, Objective objective) {
    Plan plan = planned.plan();
    Map<String, Set<Long>> read = new HashMap<>();
    for (Arm arm : plan.arms()) {
      read.put(arm.armId(), new HashSet<>());
    }
    for (PlannedRun run : plan.runs()) {
      if (planned.byRun().get(run.runId()).fate(objective.metric()) == RunFate.FINISHED) {
        read.get(run.armId()).add(run.seed());
      }
    }
    List<IntakePreview.Pairs> pairs = new ArrayList<>();
    for (Contrast contrast : plan.header().contrasts()) {
      Set<Long> complete = new HashSet<>(plan.header().seeds());
      contrast.cells().forEach(cell -> complete.retainAll(read.get(cell.armId())));
      contrast.cells().forEach(cell -> complete.retainAll(read.get(cell.baselineArmId())));
      pairs.add(
          new IntakePreview.Pairs(contrast.title(), complete.size(), plan.header().seeds().size()));
    }
    return pairs;
  }
}
