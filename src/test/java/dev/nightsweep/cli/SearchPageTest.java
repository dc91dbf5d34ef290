package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dev.nightsweep.report.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a random search, from its command to a browser. */
class SearchPageTest {
  private static final String ROWS = "document.querySelectorAll('#runs-table tbody tr')";
  private static final String DRAWN = "document.querySelector('#explorer .chart').dataset.drawn";

  @TempDir private Path folder;

  @Test
  void everyViewOfASearchIsDrawn() throws IOException {
    try (Browser browser = Browser.start(folder.resolve("profile"))) {
      browser.console();
      Path page = page();
      browser.open(page, "#f=phase%3Dcomparison");
      browser.await(ROWS + ".length === 40");
      browser.run("document.querySelector('#explorer').scrollIntoView({behavior: 'instant'})");
      browser.await(DRAWN + " === 'parallel'");
      assertThat(axisType(browser, "dropout")).as("drawn evenly").isEqualTo("value");
      assertThat(axisType(browser, "learning_rate")).as("drawn by its logarithm").isEqualTo("log");
      for (String view : List.of("scatter", "heat", "curves", "parallel")) {
        browser.run("document.querySelector('.tabs [data-view=" + view + "]').click()");
        browser.await(DRAWN + " === '" + view + "'");
      }
      browser.run(
          "echarts.getInstanceByDom(document.querySelector('#explorer"
              + " .chart')).dispatchAction({type: 'axisAreaSelect', parallelAxisId:"
              + " 'learning_rate', intervals: [[0.001, 0.01]]})");
      browser.await(ROWS + ".length < 40");
      assertThat(browser.run("return " + ROWS + ".length")).isNotEqualTo(0L);
      assertThat(browser.console()).isEmpty();
      assertThat(new AxeBuilder().analyze(browser.driver()).getViolations()).isEmpty();
      for (int width : List.of(360, 1400)) {
        browser.open(page, width, "light");
        browser.await(ROWS + ".length > 0");
        assertThat(browser.textSizes())
            .as("texts at " + width)
            .allSatisfy(size -> assertThat(size).isBetween(9.0, 16.0));
      }
    }
  }

  private static Object axisType(Browser browser, String parameter) {
    return browser.run(
        "return echarts.getInstanceByDom(document.querySelector('#explorer"
            + " .chart')).getOption().parallelAxis.find(axis => axis.id === '"
            + parameter
            + "').type");
  }

  private Path page() throws IOException {
    Path spec =
        Files.writeString(
            folder.resolve("hunt.yaml"),
            """
            name: hunt
            program: simulated
            method: random
            run_cap: 40
            metric: {name: validation_accuracy, goal: maximize}
            parameters:
              learning_rate: {distribution: log_uniform_values, min: 0.005, max: 0.1}
              dropout: {min: 0.0, max: 0.8}
              lrn: {values: [false, true]}
              epochs: {value: 3}
            """);
    Cli cli = Cli.inThreads(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "2");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    try (Stream<Path> files = Files.walk(cli.results())) {
      return files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow();
    }
  }
}
