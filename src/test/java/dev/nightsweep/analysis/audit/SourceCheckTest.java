package dev.nightsweep.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.audit.SourceFinding.NotKnown;
import dev.nightsweep.analysis.audit.SourceFinding.Told;
import dev.nightsweep.analysis.audit.SourceFinding.Unknown;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.wording.FindingText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the audit says of runs that a tracker kept. */
class SourceCheckTest {
  private static final String TRACKED = "tracked:mlflow";
  private static final String OWN = "python3 train.py ${args}";

  private static List<Finding> findings(Study study) {
    return new SweepAnalysis(new StudyObservations(study)).findings();
  }

  private static List<String> said(Study study, AuditCheck check) {
    return FindingText.of(findings(study).stream().filter(f -> f.check() == check).toList())
        .stream()
        .map(found -> found.what() + " " + found.advice())
        .toList();
  }

  private static <T> T only(Study study, Class<T> kind) {
    List<T> found =
        findings(study).stream()
            .map(Finding::detail)
            .filter(kind::isInstance)
            .map(kind::cast)
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void nothingIsSaidOfSourcesWhereRunsWereTrainedHere() {
    for (String program : List.of("alexnet", OWN)) {
      assertThat(said(Study.lrn(6).program(program), AuditCheck.SOURCE)).isEmpty();
    }
  }

  @Test
  void whatOneRunDoesNotTellIsNotKnown() {
    Study study = Study.lrn(6).program(TRACKED);
    assertThat(only(study, NotKnown.class).unknown())
        .doesNotContain(Unknown.CODE, Unknown.MACHINE, Unknown.ENVIRONMENT);
    assertThat(only(study, Told.class).facts()).contains("git_commit");
    study.untold("lrn", 2);
    assertThat(only(study, NotKnown.class).unknown())
        .contains(Unknown.CODE, Unknown.MACHINE, Unknown.ENVIRONMENT);
  }

  /** A name of a data set shows nothing of how a seed split it. */
  @Test
  void dataWeightsAndChoiceAreNeverKnown() {
    Study study = Study.lrn(6).program(TRACKED);
    for (long seed = 1; seed <= 6; seed++) {
      study.fact("none", seed, "dataset_fingerprint", "1");
      study.fact("lrn", seed, "dataset_fingerprint", "1");
    }
    assertThat(only(study, NotKnown.class).unknown())
        .contains(Unknown.DATA, Unknown.WEIGHTS, Unknown.PICKED, Unknown.SETTINGS, Unknown.TEST);
  }

  @Test
  void timesThatBeginWithTheImportAreNoTimes() {
    assertThat(only(Study.lrn(6).program(TRACKED), NotKnown.class).unknown())
        .contains(Unknown.TIMES);
    Study earlier = Study.lrn(6).program(TRACKED);
    for (long seed = 1; seed <= 6; seed++) {
      for (String arm : List.of("none", "lrn")) {
        earlier.started(arm, seed, Study.START.minus(Duration.ofDays(9)).plusSeconds(seed));
      }
    }
    assertThat(only(earlier, NotKnown.class).unknown()).doesNotContain(Unknown.TIMES);
  }

  @Test
  void runsOfBeforeTheImportAreNoAlarm() {
    Study study = Study.lrn(6).program(TRACKED).interrupted(1, Duration.ofDays(-9));
    assertThat(said(study, AuditCheck.CLOCKS)).isEmpty();
    Study own = Study.lrn(6).program(OWN).interrupted(1, Duration.ofDays(-9));
    assertThat(said(own, AuditCheck.CLOCKS)).isNotEmpty();
  }

  @Test
  void whetherRatesWereTunedIsNotKnown() {
    assertThat(said(Study.lrn(6).program(OWN), AuditCheck.SETTINGS))
        .anyMatch(said -> said.contains("neither tuned nor swept"));
    assertThat(said(Study.lrn(6).program(TRACKED), AuditCheck.SETTINGS)).isEmpty();
  }

  /** A tracker's step may be half an epoch, or count from 0; it is one and the same for all. */
  @Test
  void stepsAreHeldAgainstThoseOfOtherRuns() {
    Study all = Study.lrn(6).program(TRACKED);
    for (long seed = 1; seed <= 6; seed++) {
      all.epochs("none", seed, 4).epochs("lrn", seed, 4);
    }
    assertThat(said(all, AuditCheck.TRAINING)).isEmpty();
    all.epochs("none", 3, 2).epochs("lrn", 3, 2);
    assertThat(said(all, AuditCheck.TRAINING))
        .anyMatch(said -> said.startsWith("2 completed runs did not train for as many epochs"));
  }

  @Test
  void aFewMissingRunsAreAWarningAndNothingToResume() {
    Study few = Study.lrn(12).program(TRACKED).dropped("lrn", 3);
    assertThat(severity(few, FindingDetail.MissingRuns.class)).isEqualTo(Severity.WARNING);
    Study many = few.dropped("lrn", 4).dropped("lrn", 5).dropped("none", 6).dropped("lrn", 7);
    assertThat(severity(many, FindingDetail.MissingRuns.class)).isEqualTo(Severity.ERROR);
    assertThat(said(many, AuditCheck.BALANCE))
        .anyMatch(said -> said.contains("Find out why the tracker has none"))
        .noneMatch(said -> said.contains("Resume"));
  }

  @Test
  void adviceIsSuchThatItCanBeFollowed() {
    Study study =
        Study.lrn(4)
            .program(TRACKED)
            .margin(Metrics.VALIDATION_ACCURACY, 0.0001)
            .copied("lrn", 1, 2)
            .end("none", 3, RunState.FAILED, "cause");
    assertThat(FindingText.of(findings(study)))
        .noneMatch(found -> found.advice().matches(".*(run --new|--seed or|resume).*"));
    assertThat(said(study, AuditCheck.POWER)).allMatch(said -> said.contains("where these were"));
    assertThat(said(study, AuditCheck.SEEDS))
        .anyMatch(said -> said.contains("the parameter that was named as the seed"));
  }

  private static Severity severity(Study study, Class<?> kind) {
    return findings(study).stream()
        .filter(found -> kind.isInstance(found.detail()))
        .findFirst()
        .orElseThrow()
        .severity();
  }

  private static Study identical(String program, int epochs) {
    Study study = Study.lrn(6).program(program).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    for (long seed = 1; seed <= 6; seed++) {
      double[] readings = new double[epochs];
      for (int epoch = 0; epoch < epochs; epoch++) {
        readings[epoch] = 0.9 + 0.0123456789 * seed + 0.001 * epoch;
      }
      for (String arm : List.of("none", "lrn")) {
        study.reads(arm, seed, Metrics.VALIDATION_ACCURACY, readings);
        study.only(arm, seed, Metrics.VALIDATION_ACCURACY);
        // What a program of somebody's own calls its time is as it likes.
        study.reading(arm, seed, "wall_time", (double) (arm.length() + seed));
      }
    }
    return study;
  }

  /** The parameter never reached the program: to call its levels equivalent would be false. */
  @Test
  void armsThatReadTheSameInEveryPairAreAnError() {
    for (int epochs : new int[] {1, 3}) {
      for (String program : List.of(OWN, TRACKED)) {
        Study study = identical(program, epochs);
        assertThat(severity(study, ReadingFinding.SameOnBothSides.class)).isEqualTo(Severity.ERROR);
        assertThat(findings(study).get(0).severity()).isEqualTo(Severity.ERROR);
      }
    }
    assertThat(said(identical(TRACKED, 3), AuditCheck.REPORTING).get(0))
        .contains("In 6 of 6 pairs", "never reached the program");
    assertThat(said(identical(OWN, 3), AuditCheck.REPORTING).get(0)).contains("${args}");
  }

  /** Some parameters of ours do nothing beside others, and it is right to say so. */
  @Test
  void ofProgramsOfOursThatIsAWarning() {
    assertThat(severity(identical("alexnet", 3), ReadingFinding.SameOnBothSides.class))
        .isEqualTo(Severity.WARNING);
  }

  /** One coarse reading a run: equal ones may be equal by chance. */
  @Test
  void coarseSingleReadingsMayTie() {
    Study study = identical(OWN, 1);
    for (long seed = 1; seed <= 6; seed++) {
      study.reads("none", seed, Metrics.VALIDATION_ACCURACY, 0.9 + 0.01 * seed);
      study.reads("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.9 + 0.01 * seed);
    }
    assertThat(said(study, AuditCheck.REPORTING)).isEmpty();
  }
}
