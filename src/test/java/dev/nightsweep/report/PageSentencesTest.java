package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.importance.Incumbent;
import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.report.chart.CurveLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No sentence, sign or colour of a page contradicts another one. */
class PageSentencesTest {
  /** Sum 0; two of its standard errors are 0.72. */
  private static final double[] NOISE = {-1.2, -0.7, -0.2, 0.3, 0.6, 1.2};

  private final Pages pages = PageSamples.pages();

  /** TOST goes by the 90 % interval, which is inside; the 95 % one reaches across the end. */
  @Test
  void anEquivalenceIsDrawnAndSaidByTheIntervalThatShowsIt() {
    Study study = nearlyAsWideAsTheMargin();
    ContrastDetail detail = main(study);
    assertThat(detail.result().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(detail.interval().isInside(0.01)).isFalse();
    assertThat(detail.deciding().interval().isInside(0.01)).isTrue();
    assertThat(detail.deciding().coverage()).isEqualTo(0.9);
    String page = page(study);
    assertThat(section(page, "effects"))
        .contains("seeds; its 90 % interval lies inside the margin.</p>")
        .contains("class=\"deciding\"")
        .doesNotContain("validation accuracy: higher in 4 of 6 seeds; its 95 %");
    assertThat(section(page, "answer")).contains("Its 90 % interval lies inside the margin: [−0.0");
  }

  /** Zero lies outside the 95 % interval of one of two contrasts, and Holm asks for more. */
  @Test
  void whereHolmLeavesADifferenceOpenThatIsSaid() {
    Study study = onlyFoundWithoutHolm();
    ContrastDetail detail = detail(study, "lrn");
    assertThat(detail.result().verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(detail.interval().contains(0)).isFalse();
    assertThat(section(page(study), "effects"))
        .contains("its 95 % interval alone leaves zero out, but after Holm's correction")
        .contains("no difference is shown (p 0.0");
    assertThat(section(page(study), "answer")).contains("Its 95 % interval alone leaves zero out");
  }

  @Test
  void everyFigureHasAVerdictOfItsOwn() {
    Study study = nearlyAsWideAsTheMargin();
    for (int seed = 1; seed <= 6; seed++) {
      study.reading("none", seed, Metrics.TEST_ACCURACY, 0.93);
      study.reading("lrn", seed, Metrics.TEST_ACCURACY, 0.93 + 0.04 * NOISE[seed - 1]);
    }
    String answer = section(page(study), "answer");
    assertThat(answer)
        .contains("<article class=\"finding v-mixed\">")
        .contains("equivalent in validation accuracy</p>")
        .containsPattern("test accuracy</dt><dd><b>.*</b>.*\\s*<em class=\"badge v-inconclusive")
        .doesNotContain("<article class=\"finding v-equivalent\">");
  }

  @Test
  void aCardOfOneVerdictHasItsColour() {
    assertThat(section(page(PageSamples.equivalent()), "answer"))
        .contains("<article class=\"finding v-equivalent\">")
        .contains("<p class=\"badge v-equivalent\">");
  }

  @Test
  void aNegligibleDifferenceIsNoVictory() {
    Study study = Study.lrn(6).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    for (int seed = 1; seed <= 6; seed++) {
      double noise = 0.0001 * NOISE[seed - 1];
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.9506 + noise);
      study.reading("none", seed, Metrics.TEST_ACCURACY, 0.94);
      study.reading("lrn", seed, Metrics.TEST_ACCURACY, 0.9406 + noise);
    }
    assertThat(section(page(study), "answer"))
        .contains(
            "<p class=\"badge v-negligible\"><span aria-hidden=\"true\">△</span> negligibly better</p>")
        .doesNotContain("v-better");
    assertThat(index(study))
        .contains("badge v-negligible")
        .contains("lrn=true negligibly better")
        .doesNotContain("v-better");
  }

  @Test
  void whatWasNotTestedIsNotCalledNotFound() {
    Study open = Study.grid(10).state(SweepState.RUNNING).end("l5", 10, RunState.PENDING, "");
    for (Study study : List.of(Study.grid(1), open)) {
      assertThat(section(page(study), "interactions"))
          .contains("No interaction was tested")
          .doesNotContain("No interaction was found");
    }
    assertThat(section(page(Study.grid(10)), "interactions"))
        .doesNotContain("No interaction was tested");
  }

  @Test
  void aTableWithoutARowIsNotShown() {
    Study study = Study.grid(1).end("l5", 1, RunState.FAILED, "gone");
    assertThat(section(page(study), "interactions")).doesNotContain("<caption>");
  }

  /** Trials end in another order than they are numbered. */
  @Test
  void whenTheBestWasFoundIsNoNumberOfATrial() {
    SearchResult result =
        new SearchResult(
            200,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            List.of(new Incumbent(60, 1, 0.9931)),
            List.of(),
            List.of());
    assertThat(SearchView.finding(result, MetricDefinition.undeclared("validation_accuracy")))
        .isEqualTo(
            "The best validation accuracy of 200 trials, 0.9931, was found when 60 trials had"
                + " ended.");
  }

  @Test
  void theCauseOfAGivenUpSweepComesFirst() {
    Study study = Study.lrn(3).state(SweepState.ABORTED).end("lrn", 3, RunState.PENDING, "");
    for (int seed = 1; seed <= 3; seed++) {
      study.end("none", seed, RunState.FAILED, "CUDA out of memory");
    }
    String answer = section(page(study), "answer");
    assertThat(answer.indexOf("Given up.</strong> 3 attempts failed: CUDA out of memory."))
        .isPositive()
        .isLessThan(answer.indexOf("No verdict."));
    assertThat(answer)
        .contains("<a href=\"#failures\">See failures</a>")
        .contains("1 of 6 runs was not trained.")
        .doesNotContain("may change");
  }

  @Test
  void theIndexTellsTheBestValueWhereNothingIsCompared() {
    Study one = alone(1);
    String value = "validation accuracy " + best(one);
    assertThat(index(one)).contains(value).doesNotContain("best ", "no verdict");
    assertThat(index(alone(5))).contains("best validation accuracy " + best(alone(5)));
    assertThat(index(alone(5).state(SweepState.RUNNING))).contains("accuracy so far 0.");
    assertThat(index(alone(1).end("none", 1, RunState.FAILED, "gone").only("none", 1, "nothing")))
        .contains("no validation accuracy");
  }

  @Test
  void runsThatWereEndedByPlanAreNotMissing() {
    Study study =
        alone(5).end("none", 4, RunState.STOPPED_EARLY, "").end("none", 5, RunState.FAILED, "gone");
    assertThat(index(study)).contains("4 of 5 runs, 1 of them ended early, 1 failed");
  }

  @Test
  void aScoreIsNotDrawnOnALogScaleAndIsNoError() {
    MetricDefinition f1 = MetricDefinition.undeclared("f1");
    assertThat(CurveScale.isLog(f1, line(0.2, 0.94))).isFalse();
    assertThat(CurveScale.isLog(MetricDefinition.undeclared("val_loss"), line(0.02, 2.3))).isTrue();
    assertThat(CurveScale.isLog(MetricDefinition.undeclared("val_loss"), line(0.8, 0.9))).isFalse();
    assertThat(CurveScale.isLog(MetricDefinition.undeclared("val_loss"), line(0, 2.3))).isFalse();
    MetricDefinition accuracy = MetricDefinition.undeclared("validation_accuracy");
    assertThat(CurveScale.isLog(accuracy, line(0.03, 0.05))).isTrue();
  }

  @Test
  void whatAnOwnProgramReportsHasAChart() {
    Study study = Study.lrn(3).program("train.py --seed ${seed}");
    for (long seed = 1; seed <= 3; seed++) {
      study.reads("none", seed, "val_loss", 0.9, 0.5, 0.1);
    }
    assertThat(section(page(study), "curves")).contains("Learning curves of the val loss");
    study.program("alexnet");
    assertThat(section(page(study), "curves")).doesNotContain("val loss");
  }

  @Test
  void equalDifferencesAreNamed() {
    Study study = Study.lrn(6).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    for (int seed = 1; seed <= 6; seed++) {
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.951);
    }
    assertThat(section(page(study), "effects")).contains("all 6 seeds gave the same difference");
    assertThat(section(page(study), "answer")).contains("All 6 seeds gave the same difference");
  }

  @Test
  void whereThePathOfTheSpecIsNotKnownThatIsSaid() {
    assertThat(section(page(PageSamples.equivalent()), "again"))
        .contains("nightsweep run lrn.yaml --new")
        .contains("Only the name of the spec file is kept: put its path before lrn.yaml");
  }

  private static Study nearlyAsWideAsTheMargin() {
    Study study = Study.lrn(6).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    for (int seed = 1; seed <= 6; seed++) {
      double difference = 0.0027 + 0.008354 * NOISE[seed - 1];
      study.reading("none", seed, Metrics.VALIDATION_ACCURACY, 0.95);
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.95 + difference);
    }
    return study;
  }

  /** Of normalization p is 0.040, of the kernel 1. */
  private static Study onlyFoundWithoutHolm() {
    double[] noise = {-1.4, -1, -0.6, -0.2, 0.2, 0.6, 1, 1.4};
    Study study = Study.grid(8).margin(Metrics.VALIDATION_ACCURACY, 0.01);
    for (int seed = 1; seed <= 8; seed++) {
      double kernel = seed % 2 == 0 ? 0.0005 : -0.0005;
      double lrn = 0.000872 + 0.001 * noise[seed - 1];
      study.reading("n3", seed, Metrics.VALIDATION_ACCURACY, 0.95);
      study.reading("n5", seed, Metrics.VALIDATION_ACCURACY, 0.95 + kernel);
      study.reading("l3", seed, Metrics.VALIDATION_ACCURACY, 0.95 + lrn);
      study.reading("l5", seed, Metrics.VALIDATION_ACCURACY, 0.95 + kernel + lrn);
    }
    return study;
  }

  /** An arm that is compared with nothing. */
  private static Study alone(int seeds) {
    return Study.lrn(seeds).dropArm("lrn").unjudged().comparesNothing();
  }

  private static String best(Study study) {
    return String.format(
        Locale.ROOT,
        "%.4f",
        study.runs().stream()
            .mapToDouble(run -> run.readings().get(Metrics.VALIDATION_ACCURACY))
            .max()
            .orElseThrow());
  }

  private static List<CurveLine> line(double low, double high) {
    return List.of(
        new CurveLine(
            0,
            "arm",
            List.of(
                new CurveLine.Span(1, high, high, high, 3),
                new CurveLine.Span(2, low, low, low, 3))));
  }

  private static ContrastDetail main(Study study) {
    return Judged.details(study.evidence(), 1).get(0);
  }

  private static ContrastDetail detail(Study study, String factor) {
    return Judged.details(study.evidence(), 1).stream()
        .filter(d -> d.contrast().factor().equals(factor))
        .findFirst()
        .orElseThrow();
  }

  private String index(Study study) {
    String index =
        pages.index(
            List.of(
                new SweepLine(
                    study.sweep(),
                    Judged.rows(study.evidence(), 1),
                    study.runs(),
                    DeclaredMetrics.NONE)));
    return index.substring(index.indexOf("<main>"), index.indexOf("</main>"));
  }

  private String page(Study study) {
    return pages.sweep(PageSamples.facts(study));
  }

  private static String section(String page, String id) {
    String from = page.substring(page.indexOf("<section id=\"" + id + "\""));
    return from.substring(0, from.indexOf("</section>"));
  }
}
