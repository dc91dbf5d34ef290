package dev.nightsweep.report;

import static dev.nightsweep.report.ImagesOnPageTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page says of costs. */
class CostsOnPageTest {
  private static final String CONTRAST = "lrn: true against false";

  @Test
  void memoryIsARatioWithItsInterval() {
    Study study = Study.lrn(3);
    double[] ratios = {2, 2, 4};
    for (int seed = 1; seed <= 3; seed++) {
      study.reading("none", seed, Metrics.PEAK_MEMORY_BYTES, 1e8);
      study.reading("lrn", seed, Metrics.PEAK_MEMORY_BYTES, 1e8 * ratios[seed - 1]);
    }
    assertThat(section(study))
        .containsPattern(
            row(CONTRAST, "peak memory", "100 MB", "252 MB", "×2.520", "[0.932, 6.810]", "3"))
        .contains("what the process still holds of earlier runs counts")
        .doesNotContain("exact");
  }

  @Test
  void whereMachinesDisagreeOnTimeTheyAreTold() {
    // The first seed's runs are their workers' first, and not timed: of the first four, three are.
    Study study = Study.lrn(8).margin(Metrics.TIME, 0.05);
    assertThat(section(study)).doesNotContain("training time, an epoch;");
    study.dearerElsewhere();
    assertThat(section(study))
        .containsPattern(
            row(
                CONTRAST,
                "training time, an epoch; cpu AMD EPYC",
                "1.03 s",
                "2.00 s",
                "×1.942",
                "[1.896, 1.989]",
                "3"))
        .contains("training time, an epoch; cpu another");
    assertThat(PageSamples.pages().sweep(PageSamples.facts(study)))
        .contains("<b>×1.94–5.63</b> <span>2 unlike machines")
        .contains("2 unlike machines", "over all machines lies");
  }

  @Test
  void soAreTheyWhereSweepsStandSideBySide() {
    assertThat(
            PageSamples.pages()
                .sweeps(
                    List.of(
                        new ComparedSweep(
                            PageSamples.facts(Study.lrn(8).dearerElsewhere()).analysis(),
                            DeclaredMetrics.NONE))))
        .contains("×1.94 to ×5.63 (2 unlike machines)");
  }

  @Test
  void sizesAreExactAndShownWhereTheyDiffer() {
    Study study = Study.lrn(3).model("none", net(1_000, 50_000)).model("lrn", net(1_200, 75_000));
    assertThat(section(study))
        .containsPattern(row(CONTRAST, "parameters", "1,000", "1,200", "×1.200", "exact", ""))
        .containsPattern(
            row(CONTRAST, "multiply-adds an image", "50,000", "75,000", "×1.500", "exact", ""));
  }

  @Test
  void whereOnlySomeCellsDifferTheyAreNamed() {
    Study study = Study.grid(2);
    study.model("n3", net(1_000, 9)).model("n5", net(2_000, 9));
    study.model("l3", net(1_000, 9)).model("l5", net(1_000, 9));
    assertThat(section(study)).containsPattern("parameters, [^<]* against ");
  }

  @Test
  void withoutAnyPairThereIsNoSuchSection() {
    Study study = Study.lrn(1).end("lrn", 1, RunState.FAILED, "The data set is gone.");
    assertThat(PageSamples.pages().sweep(PageSamples.facts(study))).doesNotContain("Peak memory");
  }

  private static ModelCard net(long parameters, long multiplyAdds) {
    return new ModelCard(
        List.of(new ModelCard.Layer("fc8", "dense", List.of(10), parameters, multiplyAdds, false)),
        List.of());
  }

  private static String section(Study study) {
    String page = PageSamples.pages().sweep(PageSamples.facts(study));
    String from = page.substring(page.indexOf("<section id=\"costs\""));
    return from.substring(0, from.indexOf("</section>"));
  }
}
