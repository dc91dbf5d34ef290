package dev.nightsweep.report;

import static dev.nightsweep.report.ImagesOnPageTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a page says of a sweep that was trained in several sittings. */
class BreaksOnPageTest {

  /** Six seeds a minute each, of which the last two follow on the next day. */
  @Test
  void timesBetweenSittingsAreLeftOut() {
    String page = page(Study.lrn(6).interrupted(5, Duration.ofDays(1)));
    assertThat(page)
        .contains(" in 2 parts")
        .contains("4 workers trained for 5 min 56 s, 98 % of the time; 1 break left out.")
        .contains("class=\"break\"", ">minutes of training<")
        .containsPattern(row("worker 1", "4", "3 min 52 s", "97 %"))
        .containsPattern(row("worker 4", "2", "1 min 56 s", "98 %"));
  }

  @Test
  void withoutBreaksNoneAreTold() {
    assertThat(page(Study.lrn(6)))
        .contains("2 workers trained for 5 min 58 s, 97 % of the time.")
        .contains(">minutes since the first start<")
        .doesNotContain(" in 2 parts", "class=\"break\"");
  }

  private static String page(Study study) {
    return PageSamples.pages().sweep(PageSamples.facts(study));
  }
}
