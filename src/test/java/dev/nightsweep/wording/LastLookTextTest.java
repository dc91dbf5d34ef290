package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.ContrastResult.OverLooks;
import dev.nightsweep.model.ContrastResult.PValues;
import dev.nightsweep.model.ContrastResult.Posterior;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is said of a last look that is stored otherwise than its readings give it today. */
class LastLookTextTest {
  private final Study study =
      Study.lrn(6)
          .margin(Metrics.VALIDATION_ACCURACY, 0.01)
          .accuracies("lrn", 0.971, 0.972, 0.974, 0.973, 0.975, 0.971)
          .accuracies("none", 0.951, 0.953, 0.952, 0.954, 0.952, 0.953);

  @Test
  void nothingIsSaidOfOneThatIsTheSame() {
    assertThat(sentence(study, UnaryOperator.identity())).isEmpty();
  }

  @Test
  void theVerdictThenAndNowIsSaidWithThePValuesThatDecide() {
    assertThat(sentence(study, row -> with(row, Verdict.INCONCLUSIVE, 0.0612, 0.02)))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .startsWith("Look 1 is stored as it was judged at the time")
                    .contains(
                        "lrn: true against false, validation accuracy (verdict from inconclusive to"
                            + " better, p (Holm) from 0.061 to <0.001, p (equivalence) from 0.020"
                            + " to ")
                    .doesNotContain("test accuracy", "training time", "numbers"));
  }

  @Test
  void otherNumbersAreNamedInShort() {
    assertThat(
            sentence(
                study,
                row ->
                    new ContrastResult(
                        row.levels(),
                        row.metric(),
                        row.pairs() - 1,
                        row.difference(),
                        row.pValues(),
                        row.verdict(),
                        row.look(),
                        row.overLooks())))
        .get()
        .asString()
        .endsWith("lrn: true against false, validation accuracy (numbers alone).");
  }

  @Test
  void whatEarlierVersionsDidNotStoreIsNoDifference() {
    UnaryOperator<ContrastResult> earlier =
        row ->
            new ContrastResult(
                row.levels(),
                row.metric(),
                row.pairs(),
                row.difference(),
                new PValues(
                    row.pValue(),
                    row.pT(),
                    row.pHolm(),
                    row.pEquivalence(),
                    Double.NaN,
                    Double.NaN,
                    Posterior.NONE),
                row.verdict(),
                row.look(),
                OverLooks.NONE);
    assertThat(sentence(study, earlier)).isEmpty();
    assertThat(sentence(study.settling(4, 9), earlier)).isEmpty();
  }

  @Test
  void noReadingsOfLaterRunsAreHeldAgainstIt() {
    assertThat(
            sentence(
                study.state(SweepState.RUNNING),
                row -> with(row, Verdict.INCONCLUSIVE, 0.0612, 0.02)))
        .isEmpty();
  }

  @Test
  void whatContradictsItsOwnReadingsIsAnErrorAndNoMatterOfRules() {
    List<ContrastResult> rows =
        rows(study, row -> with(row, Verdict.EQUIVALENT, row.pHolm(), row.pEquivalence()));
    LookDifference wrong =
        new SweepAnalysis(new StudyObservations(study).looked(rows, List.of())).rejudged().get(0);
    SweepAnalysis analysis =
        new SweepAnalysis(new StudyObservations(study).looked(rows, List.of(wrong)));
    assertThat(LastLookText.sentence(analysis)).isEmpty();
    assertThat(LastLookText.lines(analysis))
        .singleElement()
        .asString()
        .startsWith("Audit error (looks): What is stored does not follow from the readings: look 1")
        .contains("verdict is equivalent, and the readings give better");
    assertThat(FindingText.of(analysis.findings()))
        .filteredOn(finding -> finding.check().equals("looks"))
        .extracting(FindingText::what)
        .singleElement(STRING)
        .contains("What is stored does not follow from the readings");
  }

  private static Optional<String> sentence(Study study, UnaryOperator<ContrastResult> edit) {
    return LastLookText.sentence(
        new SweepAnalysis(new StudyObservations(study).looked(rows(study, edit), List.of())));
  }

  /** The rows of the study's look, the first one edited. */
  private static List<ContrastResult> rows(Study study, UnaryOperator<ContrastResult> edit) {
    List<ContrastResult> rows = new ArrayList<>(Judged.rows(study.evidence(), 1));
    rows.set(0, edit.apply(rows.get(0)));
    return rows;
  }

  private static ContrastResult with(
      ContrastResult row, Verdict verdict, double pHolm, double pEquivalence) {
    return new ContrastResult(
        row.levels(),
        row.metric(),
        row.pairs(),
        row.difference(),
        new PValues(
            row.pValue(),
            row.pT(),
            pHolm,
            pEquivalence,
            row.pEquivalenceHolm(),
            row.pFailures().orElse(Double.NaN),
            row.posterior()),
        verdict,
        row.look(),
        row.overLooks());
  }
}
