package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts that have a size, filters that explain themselves, links that lead somewhere, numbers. */
class ExplorerDetailsTest {
  private static final Map<String, Path> PAGES = new TreeMap<>();
  private static final String ROWS = "document.querySelectorAll('#runs-table tbody tr')";
  private static final String STATUS =
      "document.querySelector('#explorer [role=status]').textContent";
  private static final String CHART = "document.querySelector('#explorer > figure .chart')";
  private static final String DRAWN = CHART + ".dataset.drawn";
  private static final String SHOW_CHARTS =
      "document.querySelector('#explorer').scrollIntoView({behavior: 'instant'})";

  /** Cells of which the table of the script says something else than its twin without a script. */
  private static final String UNLIKE =
      """
      const rows = table => {
        const titles = [...table.tHead.rows[0].cells].map(h => h.textContent.trim());
        return new Map([...table.tBodies[0].rows].map(row => {
          const cells = Object.fromEntries([...row.cells].map((c, i) => [titles[i], c.textContent.trim()]));
          return [cells.run, cells];
        }));
      };
      const script = rows(document.querySelector('#runs-table'));
      return [...rows(document.querySelector('.plain table'))].flatMap(([run, cells]) =>
        Object.entries(cells).filter(([title, text]) => script.get(run)[title] !== text)
          .map(([title, text]) => title + ': ' + text + ' and ' + script.get(run)[title]));
      """;

  private static Browser browser;

  @BeforeAll
  static void drawAndStart(@TempDir Path folder) throws IOException {
    Map<String, Study> studies =
        Map.of(
            "grid", PageSamples.grid(),
            "equivalent", PageSamples.equivalent(),
            "numbers", numbers(),
            "two", Study.lrn(1),
            "alike", Study.lrn(4).setting("lrn", "lrn", Setting.of(false)));
    for (Map.Entry<String, Study> study : studies.entrySet()) {
      String page = PageSamples.pages().sweep(PageSamples.facts(study.getValue()));
      PAGES.put(study.getKey(), Files.writeString(folder.resolve(study.getKey() + ".html"), page));
    }
    browser = Browser.start(folder.resolve("profile"));
  }

  /** Halves, ends of the scale, both signs, what is no number, and times of several lengths. */
  private static Study numbers() {
    return Study.lrn(6)
        .accuracies("none", 0.98125, 0.96405, 1, 0, 0.5, 0.00004)
        .reading("lrn", 1, Metrics.TRAINING_LOSS, -0.25)
        .reading("lrn", 2, Metrics.TRAINING_LOSS, -8.1269)
        .reading("lrn", 3, Metrics.TRAINING_LOSS, Double.NaN)
        .reading("lrn", 4, Metrics.TRAINING_LOSS, Double.POSITIVE_INFINITY)
        .reading("lrn", 5, Metrics.TRAINING_LOSS, -0.00001)
        .reading("lrn", 6, Metrics.TRAINING_LOSS, 123456.789)
        .seconds("none", 1, 9, 0.04)
        .seconds("none", 2, 9, 1234.5);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(String page, String hash) {
    browser.open(PAGES.get(page), hash);
    browser.await(ROWS + ".length > 0");
  }

  private static void drawCharts() {
    browser.run(SHOW_CHARTS);
    browser.await(DRAWN);
  }

  private static void type(String text) {
    browser.run(
        "const f = document.querySelector('#filter'); f.value = '"
            + text
            + "'; f.dispatchEvent(new Event('input'))");
  }

  private static double number(String script) {
    return ((Number) browser.run("return " + script)).doubleValue();
  }

  /** After the explorer's own chart was drawn, and where the address alone opens them. */
  @Test
  void chartsInDialogsAreDrawnInTheSizeOfTheirPlace() {
    String canvas = "document.querySelector('dialog[open] canvas')";
    open("grid", "");
    drawCharts();
    browser.run(ROWS + "[0].querySelector('a').click()");
    browser.await(canvas);
    browser.await(canvas + ".clientWidth > 300 && " + canvas + ".clientHeight > 200");
    assertThat(number(canvas + ".width")).as("of the pixels").isGreaterThan(300);
    browser.run("document.querySelector('dialog[open] button').click()");
    browser.run(ROWS + "[0].querySelector('input').click()");
    browser.run(ROWS + "[1].querySelector('input').click()");
    browser.run(
        "[...document.querySelectorAll('.tools button')].find(b =>"
            + " b.textContent.includes('pinned')).click()");
    browser.await(canvas + " && " + canvas + ".clientWidth > 300");
    String hash = browser.run("return location.hash").toString();
    open("grid", hash);
    browser.await(canvas + " && " + canvas + ".clientWidth > 300");
    assertThat(browser.run("return document.querySelectorAll('dialog canvas').length"))
        .isEqualTo(1L);
  }

  @Test
  void aFilterHasAlternatives() {
    open("grid", "");
    for (String three :
        List.of(
            "lrn=true conv1.kernel=3 seed<=3",
            "lrn == true and conv1.kernel = 3 seed ≤ 3",
            "lrn=true conv1.kernel=3 seed=1 or lrn=true conv1.kernel=3 seed=2 OR lrn=true"
                + " conv1.kernel=3 seed=3")) {
      type(three);
      assertThat(browser.run("return " + STATUS)).as(three).isEqualTo("3 of 40 runs.");
    }
    type("seed=1 || seed=2");
    assertThat(browser.run("return " + STATUS)).isEqualTo("8 of 40 runs.");
    type("diverged or failed");
    assertThat(browser.run("return " + STATUS)).isEqualTo("2 of 40 runs.");
  }

  @Test
  void aFilterSaysWhatIsWrongWithIt() {
    open("grid", "");
    Map<String, String> wrong =
        Map.of(
            "seed >", "40 runs. seed needs a value after >.",
            "> 3", "The name of a column is missing before >.",
            "seed=one", "0 of 40 runs. seed is a number, one is not.",
            "state > completed", "state holds words: compare it with = or !=.",
            "lrn=true or", "20 of 40 runs. A condition is missing beside or.",
            "or lrn=true", "20 of 40 runs. A condition is missing beside or.",
            "\"lrn=true", "A quotation mark is not closed.",
            "nosuch>3 or seed=1", "4 of 40 runs. No column is called nosuch; there are arm, ");
    wrong.forEach(
        (filter, said) -> {
          type(filter);
          assertThat(browser.run("return " + STATUS)).asString().as(filter).contains(said);
        });
    type("seed=1");
    assertThat(browser.run("return " + STATUS)).isEqualTo("4 of 40 runs.");
  }

  @Test
  void aFilterIsExplainedByExamplesThatWork() {
    open("grid", "");
    String help = "document.querySelector('.help')";
    browser.run(help + ".querySelector('summary').click()");
    assertThat(browser.run("return " + help + ".textContent"))
        .asString()
        .contains("conv1.kernel", "validation_accuracy", "seed", " or ");
    long examples =
        (Long)
            browser.run("return " + help + ".querySelectorAll('p:nth-of-type(2) button').length");
    assertThat(examples).isGreaterThanOrEqualTo(3);
    for (int i = 0; i < examples; i++) {
      browser.run(help + ".querySelectorAll('p:nth-of-type(2) button')[" + i + "].click()");
      assertThat(browser.run("return " + STATUS)).asString().matches("([1-9]\\d* of )?40 runs\\.");
    }
  }

  @Test
  void anAddressLeadsToWhatItShows() {
    String top = ".getBoundingClientRect().top";
    for (String ofChart : List.of("#b=conv1.kernel~4~6", "#v=scatter&x=seed", "#run-none")) {
      open("grid", ofChart);
      browser.await("scrollY > 900");
      assertThat(number(CHART + top)).as(ofChart).isBetween(-1.0, 500.0);
    }
    open("grid", "#f=lrn%3Dtrue");
    browser.await("scrollY > 900");
    assertThat(number("document.querySelector('#filter')" + top)).isBetween(-1.0, 500.0);
    open("grid", "#failures");
    browser.await("scrollY > 900");
    assertThat(number("document.querySelector('#failures')" + top)).isBetween(-1.0, 500.0);
    assertThat(browser.run("return location.hash")).isEqualTo("#failures");
    open("grid", "");
    assertThat(number("scrollY")).isZero();
    browser.run("location.hash = '#f=seed%3D1'");
    browser.await(ROWS + ".length === 4 && scrollY > 900");
    browser.run("location.hash = '#s=seed'");
    browser.await(ROWS + ".length === 40"); // what the address does not say is as at first
  }

  /** A served page is loaded anew by itself, while somebody reads. */
  @Test
  void aReloadStaysWhereTheReaderIs() {
    open("grid", "#f=lrn%3Dtrue");
    browser.await("scrollY > 900");
    browser.run("scrollTo({top: 0, behavior: 'instant'})");
    browser.driver().navigate().refresh();
    browser.await(ROWS + ".length === 20");
    assertThat(number("scrollY")).isZero();
  }

  @Test
  void theScriptWritesNumbersAsThePageDoesWithoutIt() {
    for (String page : List.of("numbers", "grid", "equivalent")) {
      open(page, "");
      assertThat((List<?>) browser.run(UNLIKE)).as(page).isEmpty();
    }
  }

  @Test
  void aColumnHasOneNumberOfDecimalsAndEveryMinusIsTheSame() {
    open("numbers", "");
    assertThat(column("validation accuracy"))
        .contains("0.9813", "0.9641", "1.0000", "0.0000", "0.5000");
    assertThat(column("training loss")).contains("−0.2500", "−8.1269", "123456.7890", "NaN", "∞");
    browser.run("document.querySelector('#runs-table [data-key=seed]').click()");
    browser.run(ROWS + "[0].querySelector('input').click()");
    browser.run(ROWS + "[1].querySelector('input').click()");
    browser.run(
        "[...document.querySelectorAll('.tools button')].find(b =>"
            + " b.textContent.includes('pinned')).click()");
    browser.await("document.querySelector('dialog[open] table')");
    Object cells =
        browser.run(
            "return [...document.querySelectorAll('dialog td')].map(c =>"
                + " c.textContent).join(' ')");
    assertThat(cells.toString()).contains("−0.2500").doesNotContainPattern("(?<![\\w])-\\d");
  }

  private static List<String> column(String title) {
    List<?> cells =
        (List<?>)
            browser.run(
                "const at = [...document.querySelectorAll('#runs-table thead th')].findIndex(h =>"
                    + " h.textContent.startsWith('"
                    + title
                    + "')); return [..."
                    + ROWS
                    + "].map(r => r.cells[at].textContent)");
    return cells.stream().map(Object::toString).toList();
  }

  @Test
  void lineByLineChartsNeedThreeRunsAndAParameter() {
    for (String page : List.of("two", "alike")) {
      open(page, "#v=parallel");
      drawCharts();
      assertThat(browser.run("return " + DRAWN)).as(page).isEqualTo("scatter");
      assertThat(browser.run("return document.querySelector('.tabs').textContent"))
          .asString()
          .doesNotContain("Parallel");
    }
    open("grid", "");
    drawCharts();
    assertThat(browser.run("return " + DRAWN)).isEqualTo("parallel");
  }

  @Test
  void noAxisOfAccuraciesGoesBeyondOne() {
    String top = "echarts.getInstanceByDom(" + CHART + ").getModel().getComponent('%s', %d)";
    String extent = top + ".axis.scale.getExtent()[1]";
    open("two", "#v=scatter&f=lrn%3Dtrue");
    drawCharts();
    assertThat(number(extent.formatted("yAxis", 0))).isLessThanOrEqualTo(1);
    open("numbers", "#v=scatter&x=seed&y=validation_accuracy");
    drawCharts();
    assertThat(number(extent.formatted("yAxis", 0))).isEqualTo(1);
  }

  @Test
  void oneRunIsOne() {
    open("two", "#f=lrn%3Dtrue");
    assertThat(browser.run("return " + STATUS)).isEqualTo("1 of 2 runs.");
    browser.run(SHOW_CHARTS);
    browser.await(DRAWN);
    assertThat(browser.run("return document.querySelector('#explorer figcaption').textContent"))
        .asString()
        .contains("the 1 run shown")
        .doesNotContain("1 runs");
  }

  @Test
  void textsOfDrawingsAreNeitherTinyNorHuge() {
    for (String page : List.of("equivalent", "grid", "alike")) {
      for (int width : List.of(360, 600, 1400)) {
        browser.open(PAGES.get(page), width, "light");
        browser.await(ROWS + ".length > 0");
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(browser.textSizes())
            .as(page + " at " + width)
            .isNotEmpty()
            .allSatisfy(size -> assertThat(size).isBetween(9.0, 16.0));
      }
    }
  }
}
