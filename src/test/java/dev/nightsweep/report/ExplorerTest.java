package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page's script adds: in a browser, with the mouse and keys of a reader. */
class ExplorerTest {
  private static final Map<String, Path> PAGES = new TreeMap<>();
  private static final String ROWS = "document.querySelectorAll('#runs-table tbody tr')";
  private static final String DRAWN = "document.querySelector('#explorer .chart').dataset.drawn";
  private static final String SHOW_CHARTS =
      "document.querySelector('#explorer').scrollIntoView({behavior: 'instant'})";

  /** Of axe's rules, those that look at colours. */
  private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

  private static Browser browser;

  @BeforeAll
  static void drawAndStart(@TempDir Path folder) throws IOException {
    Pages pages = PageSamples.pages();
    Map<String, Study> studies =
        Map.of(
            "equivalent", PageSamples.equivalent(),
            "grid", PageSamples.grid(),
            "hostile", PageSamples.hostile(),
            "failed", PageSamples.allFailed(),
            "one", Study.lrn(1));
    for (Map.Entry<String, Study> study : studies.entrySet()) {
      String page = pages.sweep(PageSamples.facts(study.getValue()));
      PAGES.put(study.getKey(), write(folder, study.getKey(), page));
    }
    SweepFacts facts = PageSamples.facts(PageSamples.equivalent());
    PAGES.put("run", write(folder, "run", PageSamples.runPage(facts, 1)));
    Study study = PageSamples.equivalent();
    SweepLine line =
        new SweepLine(
            study.sweep(), Judged.rows(study.evidence(), 1), study.runs(), DeclaredMetrics.NONE);
    PAGES.put("index", write(folder, "index", pages.index(List.of(line))));
    PAGES.put("compare", write(folder, "compare", pages.runs(sides(facts), List.of())));
    browser = Browser.start(folder.resolve("profile"));
  }

  private static List<ComparedRun> sides(SweepFacts facts) {
    return facts.runs().stream()
        .limit(3)
        .map(
            run ->
                new ComparedRun(
                    run,
                    facts.sweep().settings(run.run()),
                    run.run().runId(),
                    facts.sweep().header(),
                    DeclaredMetrics.NONE))
        .toList();
  }

  private static Path write(Path folder, String name, String page) throws IOException {
    return Files.writeString(folder.resolve(name + ".html"), page);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void forget() {
    browser.console();
  }

  @Test
  void everyChartIsDrawnAndTheConsoleStaysEmpty() {
    for (String page : List.of("equivalent", "grid", "hostile", "failed", "one")) {
      browser.open(PAGES.get(page), "");
      browser.await(ROWS + ".length > 0");
      browser.run(SHOW_CHARTS);
      browser.await(DRAWN);
      List<?> views =
          (List<?>)
              browser.run(
                  "return [...document.querySelectorAll('.tabs button')].map(b => b.dataset.view)");
      assertThat(views.toString()).contains("scatter");
      assertThat(views.contains("parallel")).as(page).isNotEqualTo(page.equals("one"));
      for (Object view : views) {
        browser.run("document.querySelector('.tabs [data-view=" + view + "]').click()");
        browser.await(DRAWN + " === '" + view + "'");
        assertThat(browser.run("return document.querySelector('#explorer figcaption').textContent"))
            .asString()
            .isNotBlank();
      }
      assertThat(browser.console()).as(page).isEmpty();
      assertThat(browser.run("return performance.getEntriesByType('resource').length"))
          .as(page)
          .isEqualTo(0L);
    }
  }

  @Test
  void titlesSort() {
    browser.open(PAGES.get("grid"), "");
    browser.await(ROWS + ".length === 40");
    String title = "document.querySelector('#runs-table [data-key=validation_accuracy]')";
    browser.run(title + ".click()");
    assertThat(readings()).isSorted().hasSize(40);
    assertThat(browser.run("return " + title + ".closest('th').getAttribute('aria-sort')"))
        .isEqualTo("ascending");
    browser.run(title + ".click()");
    assertThat(readings().get(0)).isGreaterThan(readings().get(39));
    assertThat(browser.run("return location.hash")).asString().contains("s=-validation_accuracy");
  }

  private static List<Double> readings() {
    List<?> cells =
        (List<?>)
            browser.run(
                "const at = [...document.querySelectorAll('#runs-table thead th')].findIndex(h =>"
                    + " h.textContent.startsWith('validation accuracy'));return [..."
                    + ROWS
                    + "].map(r => Number(r.cells[at].textContent)).filter(n => !isNaN(n) && n >"
                    + " 0)");
    return cells.stream().map(c -> ((Number) c).doubleValue()).toList();
  }

  @Test
  void tenThousandRunsAreOnePage(@TempDir Path folder) throws IOException {
    String html = PageSamples.pages().sweep(PageSamples.facts(Study.grid(2_500)));
    assertThat(html).hasSizeLessThan(12_000_000);
    Path page = write(folder, "large", html);
    browser.open(page, "");
    browser.await(ROWS + ".length === 200");
    browser.run(SHOW_CHARTS);
    browser.await(DRAWN + " === 'parallel'");
    type("lrn=true seed<=300");
    assertThat(browser.run("return document.querySelector('#explorer [role=status]').textContent"))
        .isEqualTo("600 of 10000 runs.");
    browser.run("document.querySelector('.pages button:last-child').click()");
    assertThat(browser.run("return document.querySelector('.pages').textContent"))
        .asString()
        .contains("201 to 400 of 600");
    assertThat(html).contains("The table shows the first 200 of 10000 runs");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void theFilterTakesWordsAndComparisons() {
    browser.open(PAGES.get("grid"), "");
    browser.await(ROWS + ".length === 40");
    type("lrn=true seed<=3");
    assertThat(browser.run("return " + ROWS + ".length")).isEqualTo(6L);
    type("diverged");
    assertThat(browser.run("return " + ROWS + ".length")).isEqualTo(1L);
    type("no run is called that");
    assertThat(browser.run("return " + ROWS + ".length")).isEqualTo(0L);
    assertThat(browser.run("return document.querySelector('#explorer [role=status]').textContent"))
        .isEqualTo("0 of 40 runs.");
  }

  /** A metric may be called {@code eval/micro f1}. */
  @Test
  void theFilterTakesNamesWithSpacesAndTellsOfThoseThatItDoesNotKnow() {
    browser.open(PAGES.get("grid"), "");
    browser.await(ROWS + ".length === 40");
    for (String seeds :
        List.of("seed <= 3", "seed<= 3 ", "\"seed\"<=3", "\"seed <= 3\"", "lrn=true seed <=3")) {
      type(seeds);
      assertThat(browser.run("return " + ROWS + ".length"))
          .as(seeds)
          .isEqualTo(seeds.startsWith("lrn") ? 6L : 12L);
    }
    type("");
    double middle = readings().stream().sorted().toList().get(20);
    type("validation_accuracy>" + middle);
    Object all = browser.run("return " + ROWS + ".length");
    assertThat((Long) all).isPositive().isLessThan(40L);
    for (String spelled :
        List.of("validation accuracy>", "validation accuracy > ", "\"validation accuracy\">")) {
      type(spelled + middle);
      assertThat(browser.run("return " + ROWS + ".length")).as(spelled).isEqualTo(all);
    }
    type("nosuch > 1 lrn=true");
    assertThat(browser.run("return document.querySelector('#explorer [role=status]').textContent"))
        .asString()
        .startsWith("0 of 40 runs. No column is called nosuch; there are ")
        .contains("validation_accuracy");
    type("lrn=true");
    assertThat(browser.run("return document.querySelector('#explorer [role=status]').textContent"))
        .isEqualTo("20 of 40 runs.");
  }

  private static void type(String text) {
    browser.run(
        "const f = document.querySelector('#filter'); f.value = '"
            + text
            + "'; f.dispatchEvent(new Event('input'))");
  }

  @Test
  void anAddressHoldsWhatIsLookedAt() {
    browser.open(PAGES.get("grid"), "#f=lrn%3Dtrue&s=seed&c=attempts&v=scatter");
    browser.await(ROWS + ".length === 20");
    browser.run(SHOW_CHARTS);
    browser.await(DRAWN + " === 'scatter'");
    assertThat(browser.run("return document.querySelector('#filter').value")).isEqualTo("lrn=true");
    assertThat(browser.run("return document.querySelector('[data-key=attempts]')")).isNull();
    assertThat(
            browser.run("return document.querySelector('.tabs [aria-pressed=true]').textContent"))
        .isEqualTo("Scatter");
  }

  @Test
  void aBrushOnAnAxisIsFollowedByTheTable() {
    browser.open(PAGES.get("grid"), "");
    browser.await(ROWS + ".length === 40");
    browser.run(SHOW_CHARTS);
    browser.await(DRAWN + " === 'parallel'");
    browser.run(
        "echarts.getInstanceByDom(document.querySelector('#explorer .chart')).dispatchAction({type:"
            + " 'axisAreaSelect', parallelAxisId: 'conv1.kernel', intervals: [[4, 6]]})");
    browser.await(ROWS + ".length === 20");
    assertThat(browser.run("return location.hash")).asString().contains("b=conv1.kernel");
    String hash = browser.run("return location.hash").toString();
    browser.open(PAGES.get("grid"), hash);
    browser.await(ROWS + ".length === 20");
  }

  @Test
  void aFailureOpensItsRun() {
    browser.open(PAGES.get("grid"), "");
    browser.await(ROWS + ".length === 40");
    browser.run("document.querySelector('#failures a[data-run$=n5-7]').click()");
    browser.await("document.querySelector('dialog[open] pre')");
    assertThat(browser.run("return document.querySelector('dialog').textContent"))
        .asString()
        .contains("validation_loss became NaN in epoch 2.", "step 800: loss NaN", "lrn=false");
    assertThat(browser.run("return location.hash")).asString().startsWith("#r=");
    browser.run("document.querySelector('dialog button').click()");
    assertThat(browser.run("return document.querySelector('dialog').open")).isEqualTo(false);
  }

  @Test
  void pinnedRunsAreComparedByWhatDiffers() {
    browser.open(PAGES.get("equivalent"), "");
    browser.await(ROWS + ".length === 12");
    browser.run(ROWS + "[0].querySelector('input').click()");
    browser.run(ROWS + "[1].querySelector('input').click()");
    browser.run(
        "[...document.querySelectorAll('.tools button')].find(b =>"
            + " b.textContent.includes('pinned')).click()");
    browser.await("document.querySelector('dialog[open] canvas')");
    assertThat(browser.run("return document.querySelector('dialog').textContent"))
        .asString()
        .contains("2 runs side by side", "Settings that differ", "lrn", "second − first")
        .doesNotContain("batch_size");
  }

  @Test
  void theTableCanBeTakenAlongAndNoCellIsAFormula() {
    browser.open(PAGES.get("grid"), "#f=lrn%3Dtrue");
    browser.await(ROWS + ".length === 20");
    Object csv =
        browser.run(
            "let taken; URL.createObjectURL = blob => { taken = blob; return 'blob:none';"
                + " };HTMLAnchorElement.prototype.click = () =>"
                + " {};[...document.querySelectorAll('.tools button')].find(b => b.textContent ==="
                + " 'CSV').click();return taken.text()");
    assertThat(csv.toString().lines()).hasSize(21).noneMatch(line -> line.matches("[=+@].*"));
    assertThat(csv.toString().lines().findFirst().orElseThrow())
        .startsWith("arm,")
        .contains("conv1.kernel", "validation_accuracy");
  }

  @Test
  void lightAndDarkCanBeChosen() {
    browser.open(PAGES.get("index"), 1000, "light");
    browser.run("localStorage.clear()");
    browser.open(PAGES.get("index"), 1000, "light");
    browser.run("document.querySelector('.theme').click()");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(19, 22, 26)");
    browser.run("document.querySelector('.theme').click()");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(250, 250, 248)");
    browser.run("localStorage.clear()");
  }

  @Test
  void withoutScriptsTheAnswerTheChartsAndTheRunsRemain(@TempDir Path folder) throws IOException {
    String page = Files.readString(PAGES.get("grid"));
    String forbidden =
        "<head><meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">";
    browser.open(write(folder, "grid", page.replaceFirst("<head>", forbidden)), 1000, "light");
    assertThat(browser.run("return document.querySelector('.plain table tbody').rows.length"))
        .isEqualTo(40L);
    assertThat(browser.run("return document.querySelector('.plain').checkVisibility()"))
        .isEqualTo(true);
    assertThat(browser.run("return document.querySelectorAll('#explorer *').length")).isEqualTo(0L);
    assertThat(browser.run("return document.querySelectorAll('main figure svg').length"))
        .asString()
        .isNotEqualTo("0");
  }

  @Test
  void nobodyIsShutOut() {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      openWhole(page.getValue(), "light");
      assertThat(violations(new AxeBuilder())).as(page.getKey()).isEmpty();
      openWhole(page.getValue(), "dark"); // the same page but for its colours
      assertThat(violations(new AxeBuilder().withRules(OF_COLOURS)))
          .as(page.getKey() + " dark")
          .isEmpty();
    }
    browser.open(PAGES.get("equivalent"), "");
    browser.await(ROWS + ".length === 12");
    browser.run(ROWS + "[0].querySelector('a').click()");
    browser.await("document.querySelector('dialog[open] canvas')");
    assertThat(violations(new AxeBuilder())).as("a run's panel").isEmpty();
  }

  private static void openWhole(Path page, String scheme) {
    browser.open(page, 1000, scheme);
    if (browser.run("return document.querySelector('#explorer')") != null) {
      browser.await(ROWS + ".length > 0");
    }
  }

  private static List<String> violations(AxeBuilder rules) {
    Results results = rules.analyze(browser.driver());
    return results.getViolations().stream().map(ExplorerTest::told).toList();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
  }

  @Test
  void hostileNamesStayTextWhereverTheyAreShown(@TempDir Path folder) throws IOException {
    List<String> payloads = HostileTexts.all();
    assertThat(payloads).hasSizeGreaterThanOrEqualTo(60);
    Pages pages = PageSamples.pages();
    for (int i = 0; i < payloads.size(); i++) {
      String text = payloads.get(i);
      Study study =
          Study.lrn(2)
              .named(text, text)
              .relabel(1, text)
              .setting("lrn", text, Setting.of(text))
              .end("lrn", 2, dev.nightsweep.model.RunState.FAILED, text, text, text);
      Path page = write(folder, "page" + i, pages.sweep(PageSamples.facts(study)));
      browser.open(page, 320, "light");
      browser.await(ROWS + ".length === 4");
      browser.run(ROWS + "[3].querySelector('a').click()");
      browser.await("document.querySelector('dialog[open]')");
      assertThat(browser.run("return window.pwned")).as(text).isNull();
      assertThat(
              browser.run(
                  "return"
                      + " document.querySelectorAll('img,iframe,object,[onerror],[onload]').length"))
          .as(text)
          .isEqualTo(0L);
      assertThat(browser.run("return document.documentElement.scrollWidth"))
          .as(text)
          .isEqualTo(320L);
      assertThat(browser.run("return document.querySelector('h1').firstChild.textContent.trim()"))
          .asString()
          .as("the name stands there as it is")
          .isEqualTo(text.replaceAll("\\R", "\n").replace("\u0000", "\ufffd").strip());
    }
    assertThat(browser.console()).isEmpty();
  }
}
