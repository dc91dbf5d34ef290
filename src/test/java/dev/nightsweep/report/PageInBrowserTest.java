package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
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

/** The pages as a browser shows them, from disk. */
class PageInBrowserTest {
  private static final Map<String, Path> PAGES = new TreeMap<>();
  private static final String HEADINGS =
      """
      let last = 0, skipped = [];
      document.querySelectorAll('h1,h2,h3,h4').forEach(h => {
        const level = Number(h.tagName[1]);
        if (level > last + 1) skipped.push(h.textContent);
        last = level;
      });
      return skipped;
      """;
  private static final String REPEATED_IDS =
      """
      const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
      return ids.filter((id, i) => ids.indexOf(id) !== i);
      """;
  private static final String DEAD_LINKS =
      """
      return [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
        .filter(id => !document.getElementById(id));
      """;
  private static final String SMALL_CONTRAST =
      """
      const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
        .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
      const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
        if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255,255,255)'; };
      return [...document.querySelectorAll('p,h1,h2,h3,li,dt,dd,th,td,summary,a,span,b,caption,figcaption,pre')]
        .filter(e => e.textContent.trim() && e.checkVisibility())
        .map(e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
          return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent.slice(0, 40)]; })
        .filter(pair => pair[0] < 4.5).map(pair => pair.join(' '));
      """;

  /** Tables that reach farther beyond the paper than a browser shrinks a page, by captions. */
  private static final String CUT_TABLES =
      """
      return [...document.querySelectorAll('table')]
        .filter(table => table.getBoundingClientRect().right > 1.25 * innerWidth)
        .map(table => table.caption?.textContent ?? table.id);
      """;

  private static Browser browser;

  @BeforeAll
  static void drawAndStart(@TempDir Path folder) throws IOException {
    Study interim =
        Study.lrn(4)
            .program("simulated")
            .state(SweepState.RUNNING)
            .end("lrn", 4, RunState.RUNNING, "");
    Map<String, Study> studies =
        Map.of(
            "equivalent", PageSamples.equivalent(),
            "grid", PageSamples.grid(),
            "settled", PageSamples.settled(),
            "crossing", PageSamples.crossing(),
            "hostile", PageSamples.hostile(),
            "failed", PageSamples.allFailed(),
            "interim", interim);
    Pages pages = PageSamples.pages();
    for (Map.Entry<String, Study> study : studies.entrySet()) {
      Path page = folder.resolve(study.getKey() + ".html");
      Files.writeString(page, pages.sweep(PageSamples.facts(study.getValue())));
      PAGES.put(study.getKey(), page);
    }
    List<SweepLine> lines = studies.values().stream().map(PageInBrowserTest::line).toList();
    SweepFacts hostile = PageSamples.facts(PageSamples.hostile());
    PAGES.put(
        "run", Files.writeString(folder.resolve("run.html"), PageSamples.runPage(hostile, 1)));
    PAGES.put("index", Files.writeString(folder.resolve("index.html"), pages.index(lines)));
    browser = Browser.start(folder.resolve("profile"));
  }

  private static SweepLine line(Study study) {
    return new SweepLine(
        study.sweep(), Judged.rows(study.evidence(), 1), List.of(), DeclaredMetrics.NONE);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void loadsNothingAndComplainsAboutNothing() {
    browser.requests();
    browser.console();
    for (Path page : PAGES.values()) {
      browser.open(page, 1000, "light");
      assertThat(browser.run("return performance.getEntriesByType('resource').length"))
          .isEqualTo(0L);
      assertThat(browser.console()).as(page.toString()).isEmpty();
    }
    assertThat(browser.requests())
        .hasSizeGreaterThanOrEqualTo(PAGES.size())
        .allMatch(url -> url.startsWith("file:"));
  }

  @Test
  void theStyleIsAllowedByThePolicy() {
    browser.open(PAGES.get("equivalent"), 1000, "light");
    assertThat(
            browser.run(
                "return getComputedStyle(document.querySelector('.finding')).borderLeftWidth"))
        .isEqualTo("6px");
  }

  @Test
  void theAnswerIsSeenFirst() {
    browser.open(PAGES.get("equivalent"), 1000, "light");
    Object bottom =
        browser.run("return document.querySelector('.finding').getBoundingClientRect().bottom");
    assertThat(((Number) bottom).doubleValue()).isBetween(100.0, 900.0);
  }

  @Test
  void nothingSticksOutOfASmallScreen() throws IOException {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      browser.open(page.getValue(), 320, "light");
      browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(browser.run("return document.documentElement.scrollWidth"))
          .as(page.getKey())
          .isEqualTo(320L);
      browser.open(page.getValue(), 320, "light");
      browser.photograph(page.getKey() + "-320");
    }
  }

  @Test
  void lightAndDarkAreBothReadable() throws IOException {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      for (String scheme : List.of("light", "dark")) {
        browser.open(page.getValue(), 1000, scheme);
        browser.photograph(page.getKey() + "-" + scheme);
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
        browser.photograph(page.getKey() + "-" + scheme + "-open");
        assertThat((List<?>) browser.run(SMALL_CONTRAST))
            .as(page.getKey() + " " + scheme)
            .isEmpty();
      }
    }
  }

  @Test
  void darkIsDark() {
    browser.open(PAGES.get("equivalent"), 1000, "dark");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(19, 22, 26)");
    browser.media("print", "dark");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
  }

  @Test
  void itsStructureHoldsForThoseWhoDoNotSeeIt() {
    for (Map.Entry<String, Path> page : PAGES.entrySet()) {
      browser.open(page.getValue(), 1000, "light");
      String name = page.getKey();
      assertThat((List<?>) browser.run(HEADINGS)).as(name).isEmpty();
      assertThat((List<?>) browser.run(REPEATED_IDS)).as(name).isEmpty();
      assertThat((List<?>) browser.run(DEAD_LINKS)).as(name).isEmpty();
      assertThat(browser.run("return document.querySelectorAll('th:not([scope])').length"))
          .isEqualTo(0L);
      assertThat(browser.run("return document.querySelectorAll('main,header,footer').length"))
          .isEqualTo(3L);
      assertThat(browser.run("return document.querySelectorAll('svg:not([role=img])').length"))
          .isEqualTo(0L);
    }
  }

  @Test
  void hostileNamesAreOnlyText() {
    for (String page : List.of("hostile", "run")) {
      browser.open(PAGES.get(page), 1000, "light");
      assertThat(browser.run("return document.querySelectorAll('img,[onerror]').length"))
          .isEqualTo(0L);
      assertThat(
              browser.run(
                  "return document.querySelectorAll('script:not([type]):not([id])').length"))
          .isEqualTo(1L);
    }
    browser.open(PAGES.get("hostile"), 1000, "light");
    assertThat(browser.run("return document.querySelector('h1').firstChild.textContent"))
        .isEqualTo(PageSamples.HOSTILE);
  }

  @Test
  void printsOnWhiteWithoutBeingCut() throws IOException {
    for (String page : List.of("grid", "settled", "crossing")) {
      browser.open(PAGES.get(page), 700, "light");
      browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
      browser.media("print", "light");
      browser.photograph(page + "-print");
      assertThat(
              browser.run("return getComputedStyle(document.querySelector('.scroll')).overflowX"))
          .isEqualTo("visible");
      assertThat((List<?>) browser.run(CUT_TABLES)).as(page).isEmpty();
    }
  }
}
