package dev.nightsweep.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.wording.FindingText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final Map<String, Double> load = new HashMap<>();
  private final Map<String, Integer> evaluations = new HashMap<>();
  private List<ContrastResult> shown = List.of();
  private boolean locked;
  private Map<String, Integer> repeated = Map.of();

  @Test
  void aCleanStudyRaisesNoAlarm() {
    assertThat(alarms(clean(8))).isEmpty();
    assertThat(audit(clean(8))).extracting(FindingText::check).contains("leakage", "power");
  }

  @Test
  void armsMayDifferInTheFactorAlone() {
    FindingText finding = only(clean(8).setting("lrn", "dropout", Setting.of(0.2)));
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.check()).isEqualTo("settings");
    assertThat(finding.runs()).hasSize(16);
    assertThat(finding.what())
        .isEqualTo("The arms of lrn: true against false differ in more than lrn: dropout.");
  }

  @Test
  void namedArmsMayDifferInSeveralParametersAndThatIsSaid() {
    Study study = clean(8).compareArms("lrn", "none").setting("lrn", "dropout", Setting.of(0.2));
    assertThat(alarms(study)).isEmpty();
    assertThat(audit(study))
        .extracting(FindingText::what)
        .contains("The arms of lrn against none differ in several parameters: dropout, lrn.");
  }

  @Test
  void oneLearningRateForAllIsAWarningUnlessItWasTuned() {
    FindingText finding = only(Study.lrn(8));
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.what()).contains("one learning rate that was neither tuned nor swept");
    Study ownRates = Study.lrn(8).setting("lrn", "learning_rate", Setting.of(0.03));
    assertThat(alarms(ownRates))
        .extracting(FindingText::what)
        .noneMatch(w -> w.contains("neither"));
  }

  @Test
  void bothSidesAreTrainedAsLong() {
    List<FindingText> findings = alarms(clean(8).epochs("lrn", 3, 4));
    assertThat(findings).hasSize(2).allMatch(f -> f.severity() == Severity.ERROR);
    assertThat(findings).extracting(FindingText::check).containsOnly("training");
    assertThat(findings.get(0).runs()).containsExactly("lrn-ablation-3f2a-lrn-3");
    assertThat(findings.get(1).runs())
        .containsExactly("lrn-ablation-3f2a-lrn-3", "lrn-ablation-3f2a-none-3");
  }

  @Test
  void aRunStoppedEarlyIsNoFairComparison() {
    assertThat(alarms(clean(20).end("lrn", 3, RunState.STOPPED_EARLY, "pruned")))
        .extracting(FindingText::check)
        .contains("training");
  }

  @Test
  void batchSizesChangeTheNumberOfSteps() {
    Study study = clean(8).compareArms("lrn", "none");
    study.setting("lrn", "batch_size", Setting.of(32L));
    assertThat(only(study).what()).contains("different numbers of steps");
  }

  @Test
  void codeAndLibrariesAreTheSameWithinPairs() {
    FindingText finding = only(clean(8).fact("lrn", 4, "dl4j", "1.0.0-M3"));
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.what())
        .isEqualTo("dl4j differs within 1 pair: 1.0.0-M3 against 1.0.0-M2.1.");
    FindingText ofTime = only(clean(8).fact("lrn", 4, "cpu", "another"));
    assertThat(ofTime.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void whatDiffersFromSeedToSeedOnlyIsANote() {
    Study study = clean(8).fact("lrn", 4, "git_commit", "ff").fact("none", 4, "git_commit", "ff");
    assertThat(alarms(study)).isEmpty();
    assertThat(audit(study)).extracting(FindingText::check).contains("environment");
  }

  @Test
  void aPriceInTimeThatDependsOnTheMachineIsToldForEach() {
    Study study = clean(8);
    for (int seed = 5; seed <= 8; seed++) {
      study.fact("lrn", seed, "cpu", "another").fact("none", seed, "cpu", "another");
    }
    assertThat(alarms(study)).as("the same price").isEmpty();
    FindingText finding = only(study.dearerElsewhere());
    assertThat(finding.check()).isEqualTo("machines");
    assertThat(finding.what())
        .startsWith(
            "The time ratio of lrn: true against false is not the same on all machines: ×1.9")
        .contains(", ×5.6", " with 4 seeds (cpu another); they differ in cpu.");
  }

  @Test
  void aBusierMachineOnOneSideIsSeen() {
    Study study = clean(8);
    for (RunRecord run : study.runs()) {
      load.put(run.runId(), (run.armId().equals("lrn") ? 1.5 : 1.0) + 0.01 * run.seed());
    }
    assertThat(only(study).check()).isEqualTo("load");
    load.replaceAll((run, busy) -> 1.0 + 0.01 * run.hashCode() % 7);
    assertThat(alarms(study)).isEmpty();
  }

  @Test
  void oneSideAlwaysStartedLaterIsSeen() {
    Study study = clean(10);
    for (int seed = 1; seed <= 10; seed++) {
      study.started("none", seed, Study.START.plusSeconds(100L * seed));
      study.started("lrn", seed, Study.START.plusSeconds(100L * seed + 50));
    }
    assertThat(only(study).what())
        .isEqualTo(
            "In 10 of 10 pairs of lrn: true against false the level was started after the"
                + " baseline (p 0.002 by chance).");
  }

  @Test
  void lostPairsAreToldAndManyAreAnError() {
    Study few = clean(20).end("lrn", 3, RunState.DIVERGED, "NaN");
    assertThat(only(few).severity()).isEqualTo(Severity.WARNING);
    Study many = clean(8).end("lrn", 3, RunState.DIVERGED, "NaN");
    assertThat(only(many).severity()).isEqualTo(Severity.ERROR);
    assertThat(only(many).what())
        .isEqualTo("1 of 8 seeds of lrn: true against false could not be compared (diverged).");
  }

  @Test
  void missingRunsAreAnError() {
    assertThat(only(clean(8).dropped("lrn", 3)).what())
        .isEqualTo("1 planned run is missing, such as lrn=true with seed 3.");
  }

  @Test
  void runsThatWaitForTheTuningAreNotMissing() {
    Study study = clean(8).dropped("lrn", 3);
    assertThat(Judged.findings(records(study, beingTuned(study.evidence()))))
        .noneMatch(Finding::isAlarm);
  }

  private static Evidence beingTuned(Evidence done) {
    SweepRecord sweep = done.sweep();
    Tuning open =
        new Tuning(List.of("learning_rate"), List.of(Settings.NONE), List.of(101L), List.of());
    SweepRecord tuned =
        new SweepRecord(
            sweep.header().with(open),
            SweepState.RUNNING,
            sweep.arms(),
            sweep.runs(),
            sweep.startedAt(),
            Optional.empty(),
            sweep.looks(),
            sweep.lookedAt());
    return new Evidence(
        tuned,
        done.metrics(),
        done.runs(),
        done.attempts(),
        done.seconds(),
        done.cpuSeconds(),
        done.environments(),
        done.readings());
  }

  @Test
  void retriesOnOneSideAreAnAlarmAndOnBothANote() {
    Study study = clean(8);
    for (int seed = 1; seed <= 6; seed++) {
      study.crashedOnce("lrn", seed, "signal 11");
    }
    assertThat(only(study).what())
        .isEqualTo(
            "The level of lrn: true against false needed more attempts than the other side"
                + " (6 more, p 0.007).");
    Study one = clean(8).crashedOnce("lrn", 1, "signal 11");
    assertThat(alarms(one)).isEmpty();
    assertThat(audit(one)).extracting(FindingText::check).contains("retries");
  }

  @Test
  void armsAreTunedWithTheSameEffortOnOtherSeeds() {
    assertThat(only(clean(8).selected("lrn", 103)).what())
        .isEqualTo("The arms were tuned with unequal numbers of runs (lrn=false: 2; lrn=true: 3).");
    Study leaking = clean(8).selected("lrn", 3).selected("none", 3);
    assertThat(only(leaking).check()).isEqualTo("leakage");
  }

  @Test
  void theTestSetChoosesNothing() {
    Objective onTest = new Objective(Metrics.TEST_ACCURACY, Objective.Goal.MAXIMIZE);
    assertThat(only(clean(8).objective(onTest)).check()).isEqualTo("leakage");
    Study study = clean(8);
    evaluations.put(study.run("lrn", 1).runId(), 5);
    assertThat(only(study).what()).isEqualTo("1 run evaluated the test set more than once.");
    assertThat(audit(study))
        .extracting(FindingText::what)
        .contains("The test set was evaluated 5 times in this sweep.");
  }

  @Test
  void seedsAddedAfterAVerdictAreAnError() {
    Study study = clean(8);
    shown = Judged.rows(clean(6).evidence(), 1);
    assertThat(only(study).what())
        .isEqualTo("lrn: true against false was extended after a look: error rate not controlled.");
    assertThat(alarms(clean(8).settling(6, 8))).as("a rule allows").isEmpty();
    shown = Judged.rows(study.evidence(), 1);
    assertThat(alarms(study)).isEmpty();
  }

  /** As of a sweep whose lost runs were trained again: the plan was complete before and is now. */
  @Test
  void pairsThatCameLaterAreNoExtensionOfALockedAnalysis() {
    shown = Judged.rows(clean(6).evidence(), 1);
    locked = true;
    assertThat(alarms(clean(8))).isEmpty();
  }

  @Test
  void whatWasChangedAfterTheFirstResultIsAnError() {
    List<String> clauses = List.of("the metric was f1, is loss", "the seeds (without 7)");
    Study study = clean(8).changed(clauses, List.of());
    assertThat(alarms(study)).as("nobody knows when").isEmpty();
    locked = true;
    assertThat(only(study).severity()).isEqualTo(Severity.ERROR);
    assertThat(only(study).check()).isEqualTo("looks");
    assertThat(only(study).what())
        .isEqualTo(
            "Post hoc: the metric was f1, is loss; the seeds (without 7), changed after there were results: error rate not controlled.");
  }

  @Test
  void readingsOfAnEarlierVerdictAreCountedAndItsSweepNamed() {
    repeated = Map.of("first-123abc", 10);
    assertThat(only(clean(8)).severity()).isEqualTo(Severity.WARNING);
    assertThat(only(clean(8)).what())
        .startsWith("10 of 16 readings were part of an earlier verdict, that of first-123abc");
  }

  @Test
  void tooFewSeedsForTheMarginAreAWarning() {
    Study study = clean(5).margin(Metrics.VALIDATION_ACCURACY, 0.001);
    study.accuracies("none", 0.95, 0.96, 0.94, 0.95, 0.97);
    study.accuracies("lrn", 0.96, 0.95, 0.95, 0.94, 0.97);
    assertThat(alarms(study))
        .filteredOn(finding -> finding.check().equals("power"))
        .singleElement()
        .extracting(FindingText::what, STRING)
        .contains("which is more than the margin");
  }

  @Test
  void wallAndCpuTimeThatDisagreeAreTold() {
    Study study = clean(10);
    for (int seed = 1; seed <= 10; seed++) {
      study.seconds("lrn", seed, 20, 20 + 0.01 * seed).cpuSeconds("lrn", seed, 15, 15);
      study.seconds("none", seed, 15, 15).cpuSeconds("none", seed, 15, 15);
    }
    assertThat(only(study).check()).isEqualTo("time");
  }

  @Test
  void layersThatMultiplyByAConstantAreNamed() {
    Study study = clean(8);
    for (int seed = 1; seed <= 8; seed++) {
      study.reading("lrn", seed, "lrn1_ratio_mean", 0.5946);
      study.reading("lrn", seed, "lrn1_ratio_sd", 3.5e-5);
      study.reading("lrn", seed, "lrn2_ratio_mean", 0.5);
      study.reading("lrn", seed, "lrn2_ratio_sd", 0.09);
    }
    FindingText finding = only(study);
    assertThat(finding.what())
        .isEqualTo(
            "In 8 runs lrn1 does next to nothing: it multiplies all it sees by about 0.595.");
    assertThat(finding.runs()).hasSize(8);
  }

  @Test
  void theGravestComeFirst() {
    Study study = Study.lrn(8).setting("lrn", "dropout", Setting.of(0.2));
    List<Severity> severities = audit(study).stream().map(FindingText::severity).toList();
    assertThat(severities).isSorted().startsWith(Severity.ERROR, Severity.WARNING);
  }

  /** Tuned with two runs an arm, on seeds of their own. */
  private static Study clean(int seeds) {
    Study study = Study.lrn(seeds);
    for (String arm : List.of("none", "lrn")) {
      study.selected(arm, 101).selected(arm, 102);
    }
    return study;
  }

  private FindingText only(Study study) {
    List<FindingText> alarms = alarms(study);
    assertThat(alarms).hasSize(1);
    return alarms.get(0);
  }

  private List<FindingText> alarms(Study study) {
    return FindingText.of(found(study).stream().filter(Finding::isAlarm).toList());
  }

  private List<FindingText> audit(Study study) {
    return FindingText.of(found(study));
  }

  private List<Finding> found(Study study) {
    return Judged.findings(records(study, study.evidence()));
  }

  private Records records(Study study, Evidence evidence) {
    return Judged.records(
        evidence,
        new Recorded(
            ParameterRoles.USUAL,
            load,
            evaluations,
            study.series(evidence.sweep().header().objective().metric())),
        new Records.Looked(shown, locked, repeated, List.of()));
  }
}
