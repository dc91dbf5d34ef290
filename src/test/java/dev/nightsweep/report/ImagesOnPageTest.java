package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import org.junit.jupiter.api.Test;

/** What a page says of single test images. */
class ImagesOnPageTest {
  private static final String TRUTH = "0000000000";

  @Test
  void everyPopulationHasItsIntervalAndWhatItSays() {
    assertThat(section(tested()))
        .contains("lrn=true against lrn=false on the same 10 test images, 3 paired seeds")
        .containsPattern(row("new seeds, on these images", "+0.100", "[−0.330, +0.530]"))
        .containsPattern(
            row("these trained nets, on new images of the same kind", "+0.100", "[−0.096, +0.296]"))
        .containsPattern(
            row("new seeds, on new images of the same kind", "+0.100", "[−0.404, +0.604]"))
        .contains("It says nothing of nets from other seeds.")
        .contains("No verdict comes from here");
  }

  @Test
  void everyPairOfNetsHasItsCountsAndItsP() {
    assertThat(section(tested()))
        .containsPattern(row("1", "lrn=true against lrn=false", "2", "0", "7", "2", "0.500"))
        .containsPattern(row("3", "lrn=true against lrn=false", "0", "1", "9", "1", "1.000"))
        .contains("A McNemar p speaks of the two nets of its row on new images, not of the factor");
  }

  @Test
  void oneSeedHasNoIntervalForNewSeeds() {
    Study study =
        Study.lrn(3).tested("lrn", 2, TRUTH, TRUTH).tested("none", 2, TRUTH, "0000000011");
    assertThat(section(study))
        .containsPattern(row("new seeds, on these images", "+0.200", "not from one seed"));
  }

  @Test
  void withoutPredictionsThereIsNoSuchSection() {
    assertThat(page(Study.lrn(3))).doesNotContain("Test images", "McNemar");
  }

  private static Study tested() {
    return Study.lrn(3)
        .tested("lrn", 1, TRUTH, "0000000001")
        .tested("none", 1, TRUTH, "0000000111")
        .tested("lrn", 2, TRUTH, "0000000000")
        .tested("none", 2, TRUTH, "0000000011")
        .tested("lrn", 3, TRUTH, "1000000000")
        .tested("none", 3, TRUTH, "0000000000");
  }

  /** A row that begins with those cells. */
  static String row(String header, String... cells) {
    StringBuilder row = new StringBuilder("<th scope=\"row\"[^>]*>\\Q" + header + "\\E</th>");
    for (String cell : cells) {
      row.append("\\s*<td[^>]*>\\Q").append(cell).append("\\E</td>");
    }
    return row.toString();
  }

  private static String section(Study study) {
    String page = page(study);
    String from = page.substring(page.indexOf("<section id=\"images\""));
    return from.substring(0, from.indexOf("</section>"));
  }

  private static String page(Study study) {
    return PageSamples.pages().sweep(PageSamples.facts(study));
  }
}
