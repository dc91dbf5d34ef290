package dev.nightsweep.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.wording.FindingText;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the audit advises to get more seeds is what the sweep's command takes, and no error. */
class SeedAdviceTest {
  private static final List<String> CHANGES = List.of("the seeds (left out 7)");

  static Stream<Arguments> sweeps() {
    return Stream.of(
        of("planned", study -> study, "`run --new --until-settled`", "`run --new --until-settled`"),
        of(
            "by a rule",
            study -> study.settling(4, 8),
            "`run --new --until-settled` with a larger `--max-seeds`",
            "`run --new --until-settled`"),
        of("at any look", Study::anytime, "with a larger `--max-seeds`", "`run --new --anytime`"),
        of("post hoc", study -> study.changed(CHANGES, List.of()), "`run --new`", "`run --new`"),
        of(
            "post hoc, by a rule",
            study -> study.settling(4, 8).changed(CHANGES, List.of()),
            "`run --new`",
            "`run --new`"),
        of(
            "post hoc, at any look",
            study -> study.anytime().changed(CHANGES, List.of()),
            "`run --new`",
            "`run --new`"));
  }

  private static Arguments of(String name, UnaryOperator<Study> sweep, String more, String others) {
    return Arguments.of(name, sweep, more, others);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sweeps")
  void isWhatTheSweepMayDo(String name, UnaryOperator<Study> sweep, String more, String others) {
    Study study =
        sweep.apply(
            Study.lrn(8)
                .margin(Metrics.VALIDATION_ACCURACY, 0.001)
                .accuracies("none", 0.951, 0.955, 0.953, 0.950, 0.954, 0.957, 0.952, 0.951)
                .accuracies("lrn", 0.953, 0.951, 0.956, 0.953, 0.951, 0.955, 0.957, 0.949));
    assertThat(advice(study, "power"))
        .as(name)
        .contains(more + (more.contains("larger") ? "" : " ("))
        .doesNotContain(more.contains("until-settled") ? "--anytime" : "--until-settled");
    StudyObservations observed = new StudyObservations(study).repeating(Map.of("earlier-1a2b", 4));
    assertThat(advice(observed, "looks")).as(name).contains(others + " (");
  }

  @Test
  void aFirstLookOfTheSequentialRuleNeedsThreeSeeds() {
    StudyObservations observed =
        new StudyObservations(Study.lrn(2)).repeating(Map.of("earlier-1a2b", 4));
    assertThat(advice(observed, "looks")).contains("`run --new --anytime` (");
  }

  private static String advice(Study study, String check) {
    return advice(new StudyObservations(study), check);
  }

  private static String advice(StudyObservations observed, String check) {
    return FindingText.of(new SweepAnalysis(observed).findings()).stream()
        .filter(finding -> finding.check().equals(check))
        .filter(finding -> !finding.what().startsWith("Post hoc"))
        .filter(finding -> finding.severity() == Severity.WARNING)
        .map(FindingText::advice)
        .findFirst()
        .orElseThrow();
  }
}
