package dev.nightsweep.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.ImageStudy;
import dev.nightsweep.analysis.contrast.ImageStudy.Population;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.Symmetry;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which readings the tests are not made for. */
class ShapeCheckTest {
  private static final String METRIC = Metrics.VALIDATION_ACCURACY;
  private static final Symmetry EVEN = new Symmetry(1, 0, 1);

  /** Of ten seeds one is far off. SciPy: skewtest 3.958, p 7.549e-05; Grubbs 3.6e-10. */
  private static final double[] ONE_APART = {
    0.011, 0.009, 0.012, 0.010, 0.008, 0.0105, 0.0095, 0.0115, 0.0085, 0.080
  };

  /** Another one is far, as may happen by chance: skewtest p 0.034, Grubbs 0.032. */
  private static final double[] USUAL = {
    0.011, 0.009, 0.012, 0.010, 0.008, 0.0105, 0.0095, 0.0115, 0.0085, 0.016
  };

  private static List<Finding> of(double[] differences) {
    Study study = Study.lrn(differences.length);
    for (int i = 0; i < differences.length; i++) {
      double baseline = 0.90 + 0.001 * (i % 3);
      study.reading("none", i + 1, METRIC, baseline);
      study.reading("lrn", i + 1, METRIC, baseline + differences[i]);
    }
    return ShapeCheck.of(METRIC, Judged.assumptions(study.evidence()));
  }

  private static Contrast contrast(String level) {
    return new Contrast("a", level, "0", List.of(new Contrast.Cell(level, "0")));
  }

  private static Robustness row(
      String level,
      Verdict verdict,
      double skewness,
      Robustness.Farthest seed,
      Robustness.Change... changes) {
    return new Robustness(
        contrast(level),
        new Objective(METRIC, Objective.Goal.MAXIMIZE),
        verdict,
        List.of(changes),
        0,
        1,
        skewness,
        seed);
  }

  private static List<Finding> of(Symmetry symmetry, Robustness... rows) {
    return ShapeCheck.of(METRIC, new Assumptions(symmetry, List.of(rows), List.of()));
  }

  private static Robustness.Farthest near() {
    return new Robustness.Farthest(1, 0.3, 1);
  }

  @Test
  void aSkewAndASeedApartAreFoundInReadings() {
    List<Finding> findings = of(ONE_APART);

    assertThat(findings).hasSize(3);
    ShapeFinding.Skewed skewed = (ShapeFinding.Skewed) findings.get(0).detail();
    assertThat(skewed.skewness()).isCloseTo(2.6497347619282547, within(1e-6));
    assertThat(skewed.p()).isCloseTo(2 * 7.548735410616897e-05, within(1e-8));
    ShapeFinding.OneSeedApart apart = (ShapeFinding.OneSeedApart) findings.get(1).detail();
    assertThat(apart.seed().seed()).isEqualTo(10);
    assertThat(apart.seed().share()).isCloseTo(0.896949152542373, within(1e-6));
    assertThat(apart.seed().p()).isCloseTo(3.615428146548173e-10, within(1e-14));
    assertThat(findings)
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING, Severity.WARNING, Severity.NOTE);
    assertThat(((ShapeFinding.LeansOnSeed) findings.get(2).detail()).seeds()).isEqualTo(7);
  }

  @Test
  void whatMayBeChanceIsNotFound() {
    assertThat(of(USUAL)).isEmpty();
  }

  @Test
  void skewIsToldOfTheMostSkewedContrast() {
    Robustness little = row("1", Verdict.INCONCLUSIVE, 0.4, near());
    Robustness most = row("2", Verdict.INCONCLUSIVE, -2.1, near());
    Robustness flat = row("3", Verdict.INCONCLUSIVE, Double.NaN, near());

    assertThat(of(new Symmetry(3, -4, 0.001), little, most, flat))
        .extracting(Finding::detail)
        .containsExactly(new ShapeFinding.Skewed(contrast("2"), -2.1, 0.001));
    assertThat(of(new Symmetry(3, -3, 0.0011), little, most, flat)).isEmpty();
  }

  /** Grubbs' p counts once for each contrast, and chance gives a few seeds more than half. */
  @Test
  void aSeedIsApartByShareAndByChance() {
    Robustness.Farthest half = new Robustness.Farthest(4, 0.5, 1e-9);
    Robustness.Farthest rare = new Robustness.Farthest(4, 0.7, 0.001);
    Robustness.Farthest usual = new Robustness.Farthest(4, 0.7, 0.0011);
    Robustness other = row("2", Verdict.INCONCLUSIVE, 0, near());

    assertThat(of(EVEN, row("1", Verdict.INCONCLUSIVE, 0, rare), other)).hasSize(1);
    assertThat(of(EVEN, row("1", Verdict.INCONCLUSIVE, 0, usual), other)).isEmpty();
    assertThat(of(EVEN, row("1", Verdict.INCONCLUSIVE, 0, usual))).hasSize(1);
    assertThat(of(EVEN, row("1", Verdict.INCONCLUSIVE, 0, half))).isEmpty();
  }

  @Test
  void aVerdictLeansOnTheSeedWithoutWhichItIsFarthestFromFound() {
    Robustness.Change little = new Robustness.Change(2, Verdict.INCONCLUSIVE, 0.06);
    Robustness.Change much = new Robustness.Change(3, Verdict.INCONCLUSIVE, 0.31);
    Robustness both = row("1", Verdict.BETTER, 0, near(), little, much);

    assertThat(of(EVEN, both))
        .containsExactly(
            Finding.ofSweep(
                Severity.WARNING,
                AuditCheck.ASSUMPTIONS,
                new ShapeFinding.LeansOnSeed(contrast("1"), Verdict.BETTER, much, 2)));
    assertThat(of(EVEN, row("1", Verdict.BETTER, 0, near(), little)))
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
    assertThat(of(EVEN, row("1", Verdict.INCONCLUSIVE, 0, near(), much))).isEmpty();
  }

  @Test
  void rowsOfTheTestSetAreLeftAside() {
    Robustness row =
        row(
            "1",
            Verdict.BETTER,
            3,
            new Robustness.Farthest(1, 0.9, 0),
            new Robustness.Change(1, Verdict.WORSE, 0.9));

    assertThat(of(new Symmetry(1, 9, 0), row)).hasSize(3);
    assertThat(
            ShapeCheck.of(
                Metrics.TEST_ACCURACY,
                new Assumptions(new Symmetry(1, 9, 0), List.of(row), List.of())))
        .isEmpty();
  }

  /** The variance is the square of the width. */
  @Test
  void imagesThatAllSeedsShareAreNotedFromTwiceTheVarianceOn() {
    assertThat(images(0.01, 0.0142))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(Severity.NOTE);
              assertThat(((ShapeFinding.SharedImages) found.detail()).inflation())
                  .isCloseTo(2.0164, within(1e-9));
            });
    assertThat(images(0.01, 0.0141)).isEmpty();
    assertThat(images(0, 0.0141)).isEmpty();
  }

  private static List<Finding> images(double seeds, double both) {
    ImageStudy study =
        new ImageStudy(
            5,
            1000,
            0,
            Map.of(
                Population.NEW_SEEDS,
                new Interval(-seeds, seeds),
                Population.NEW_SEEDS_AND_IMAGES,
                new Interval(-both, both)));
    ImageContrast images = new ImageContrast(contrast("1"), study, List.of());
    return ShapeCheck.of(METRIC, new Assumptions(EVEN, List.of(), List.of(images)));
  }
}
