package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Filters;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Picture;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say, as text. */
class PagesTest {
  private final Pages pages = PageSamples.pages();

  @Test
  void theAnswerSaysVerdictEffectCostAndPairs() {
    String answer = section(page(PageSamples.equivalent()), "answer");
    assertThat(answer)
        .contains("lrn=true is equivalent to lrn=false within ±0.010 validation accuracy")
        .contains("at one shared learning rate")
        .containsPattern("<dt>training time</dt><dd><b>×1\\.\\d\\d</b> *<span>95 % \\[")
        .contains("<dt>paired seeds</dt><dd><b>6</b>")
        .contains("12 completed")
        .doesNotContainIgnoringCase("simulated")
        .doesNotContain("Interim");
  }

  @Test
  void aSimulationSaysSoLoudly() {
    String answer = section(page(Study.lrn(3).program("simulated")), "answer");
    assertThat(answer).contains("notice loud", "SIMULATED.", "No network was trained");
  }

  @Test
  void anUnfinishedSweepIsInterim() {
    Study study = Study.lrn(4).state(SweepState.RUNNING).end("lrn", 4, RunState.PENDING, "");
    assertThat(section(page(study), "answer"))
        .contains("Interim, no verdict.")
        .contains("1 of 8 runs is still to come")
        .contains("v-no-verdict")
        .doesNotContain("v-better");
  }

  @Test
  void failuresAreCountedGroupedAndLinked() {
    String page = page(PageSamples.grid());
    assertThat(section(page, "answer")).contains("2 of 40 runs ended badly").contains("1 diverged");
    assertThat(section(page, "failures"))
        .contains("validation_loss became NaN in epoch 2.")
        .contains("step 800: loss NaN")
        .contains("href=\"runs/lrn-by-kernel-77c0-n5-7/run.html\" data-run=");
  }

  @Test
  void causesThatDifferInANumberAreOneGroup() {
    Study study =
        Study.lrn(3)
            .end("lrn", 1, RunState.DIVERGED, "loss became NaN in epoch 2.")
            .end("lrn", 3, RunState.DIVERGED, "loss became NaN in epoch 4.");
    String failures = section(page(study), "failures");
    assertThat(failures.split("<article", -1)).hasSize(2);
    assertThat(failures).contains("seed 1, attempt 1").contains("seed 3, attempt 1");
  }

  @Test
  void whenAllFailedThePageStillTellsWhy() {
    String page = page(PageSamples.allFailed());
    assertThat(page)
        .contains("No run completed, so there is no curve to show.")
        .contains("No seed is complete yet")
        .contains("The data set is gone.")
        .contains("0 paired seeds, and a verdict needs 3");
  }

  @Test
  void oneRunIsAPageToo() {
    assertThat(page(Study.lrn(1))).contains("1 paired seed, and a verdict needs 3");
  }

  @Test
  void differencesOfTheEnvironmentAreFlagged() {
    assertThat(section(page(PageSamples.grid()), "answer"))
        .contains("Runs of this sweep differ in CPU.");
    assertThat(page(PageSamples.grid())).contains("differs: ").contains("Intel Xeon 8481C (1 run)");
  }

  @Test
  void aRunShowsWhatIsNotAtItsDefault() {
    String page = run(Study.lrn(3), "lrn-ablation-3f2a-lrn-2");
    assertThat(page.substring(0, page.indexOf("All settings")))
        .contains("<li>lrn=true</li>")
        .doesNotContain("<li>batch_size=64</li>");
  }

  @Test
  void ofManyClassesTheMostFrequentMistakesAreListed() {
    List<List<Integer>> counts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int truth = 0; truth < 100; truth++) {
      names.add("name" + truth);
      List<Integer> row = new ArrayList<>(Collections.nCopies(100, 0));
      row.set(truth, 90);
      row.set((truth + 1) % 100, truth);
      counts.add(row);
    }
    Confusion confusion = Confusion.of(counts, new TestedImages(names, List.of())).orElseThrow();
    assertThat(confusion.rows()).isEmpty();
    assertThat(confusion.mistakes().rows()).hasSize(30);
    assertThat(confusion.mistakes().rows().get(0))
        .extracting(Grid.Cell::text)
        .containsExactly("99 name99", "0 name0", "99", "52.4 %");
    assertThat(confusion.mistakes().caption()).contains("4950 of 13950 test images");
  }

  @Test
  void rowsOfAConfusionHaveTheNamesOfTheirClasses() {
    List<List<Integer>> counts = List.of(List.of(3, 1), List.of(0, 4));
    TestedImages tested = new TestedImages(List.of("cat", "1"), List.of());
    assertThat(Confusion.of(counts, tested).orElseThrow().classes()).containsExactly("0 cat", "1");
    assertThat(Confusion.of(counts, TestedImages.NONE).orElseThrow().classes())
        .containsExactly("0", "1");
  }

  @Test
  void imagesInColourAreShownInColour() {
    Study study = PageSamples.equivalent();
    SweepFacts facts = PageSamples.facts(study);
    Picture picture = new Picture(3, 1, 1, List.of(255, 128, 0));
    WrongImage wrong = new WrongImage(3, "c<at", "dog", OptionalDouble.empty(), picture);
    assertThat(GalleryView.of(List.of(wrong)).items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.drawing()).startsWith("<img ").contains("alt=\"A c&lt;at.\"");
              assertThat(item.verdict()).isEqualTo("c<at, seen as dog");
            });
    Picture photo = new Picture(33, 1, Collections.nCopies(33, 7));
    WrongImage grey = new WrongImage(3, "cat", "dog", OptionalDouble.empty(), photo);
    assertThat(GalleryView.of(List.of(grey)).items().get(0).drawing()).startsWith("<img ");
    assertThat(
            pages.run(
                facts.runs().get(0),
                facts.sweep(),
                facts.program(),
                new TestedImages(List.of(), List.of(wrong))))
        .contains("img-src data:;");
  }

  @Test
  void aRunShowsItsFiltersAndWhatItTellsWrong() {
    Study study = PageSamples.equivalent();
    SweepFacts facts = PageSamples.facts(study);
    Picture picture = new Picture(2, 2, List.of(0, 255, 128, 0));
    WrongImage wrong = new WrongImage(17, "4", "9", OptionalDouble.of(0.875), picture);
    RunFacts run = facts.runs().get(0);
    RunResult result =
        new RunResult(
            Map.of(),
            List.of(List.of(3, 1), List.of(0, 4)),
            ClassLabels.NONE,
            ClassLabels.NONE,
            "h",
            Optional.of(Filters.of(2, 2, 1, -1, 0, 0, 0.5f, 0, 0, 0)));
    RunFacts looked =
        new RunFacts(
            run.run(),
            run.attempts(),
            run.curves(),
            run.environment(),
            run.model(),
            Optional.of(result),
            List.of("loss is <NaN>"));
    assertThat(
            pages.run(
                looked,
                facts.sweep(),
                facts.program(),
                new TestedImages(List.of(), List.of(wrong))))
        .contains("4, seen as 9, 87.5 % sure", "test image 17", "M1 0h1v1h-1z")
        .contains("1 of 8 test images are misclassified")
        .contains("The 2 filters of the first convolution, 2×2")
        .contains("class=\"heat l5\"")
        .contains("What is doubtful about what the program reported", "loss is &lt;NaN");
  }

  @Test
  void aRunThatHasNotBegunIsAPageToo() {
    Study study = Study.lrn(3).end("lrn", 2, RunState.PENDING, "");
    assertThat(run(study, "lrn-ablation-3f2a-lrn-2")).contains("Attempts");
  }

  @Test
  void hostileTextIsEscapedEverywhere() {
    Study study = PageSamples.hostile();
    String page = page(study);
    assertThat(page).doesNotContain("<img").contains("&lt;/script&gt;&lt;img");
    assertThat(page.split("</script", -1)).as("two of data, one of code").hasSize(4);
    String run = run(study, study.runs().get(1).runId());
    assertThat(run).doesNotContain("<img").contains("&lt;/script&gt;&lt;img");
    assertThat(run.split("</script", -1)).hasSize(2);
    List<SweepLine> lines =
        List.of(
            new SweepLine(
                PageSamples.hostile().sweep(), List.of(), List.of(), DeclaredMetrics.NONE));
    assertThat(pages.index(lines)).doesNotContain("<img");
    assertThat(pages.index(lines).split("</script", -1)).hasSize(2);
  }

  @Test
  void sameFactsGiveSameBytes() {
    assertThat(page(PageSamples.grid())).isEqualTo(page(PageSamples.grid()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "en-US", "ar-EG", "tr-TR"})
  void noLocaleChangesAByte(String tag) {
    String expected = page(PageSamples.equivalent());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(page(PageSamples.equivalent())).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyArchitectureIsShownOnceWithItsArms() {
    ModelCard.Layer conv =
        new ModelCard.Layer("conv1", "convolution 5×5", List.of(12, 28, 28), 1_312, 235_200, true);
    ModelCard plain = new ModelCard(List.of(conv), List.of("Grey images.", "Dropout is 0.1."));
    ModelCard other = new ModelCard(List.of(conv), List.of("Grey images."));
    String page =
        pages.sweep(PageSamples.facts(Study.lrn(2).model("none", plain).model("lrn", other)));

    assertThat(page)
        .containsOnlyOnce("Model of arms lrn=false, lrn=true: 1 layer, 1,312 parameters")
        .contains("12×28×28", "235,200")
        .contains("<li>Grey images.</li>", "<li>Dropout is 0.1. (arm lrn=false)</li>");
  }

  @Test
  void theLicenceOfMnistIsToldWhenMnistWasUsed() {
    assertThat(page(Study.lrn(3))).contains("CC BY-SA 3.0");
    Study other =
        Study.lrn(3)
            .setting("lrn", "dataset", Setting.of("fashion-mnist"))
            .setting("none", "dataset", Setting.of("fashion-mnist"));
    assertThat(page(other)).doesNotContain("CC BY-SA 3.0");
  }

  @Test
  void theIndexShowsVerdictsInShort() {
    Study study = PageSamples.equivalent();
    String index =
        pages.index(
            List.of(
                new SweepLine(
                    study.sweep(),
                    Judged.rows(study.evidence(), 1),
                    List.of(),
                    DeclaredMetrics.NONE)));
    assertThat(index)
        .contains("href=\"lrn-ablation-3f2a/report.html\"")
        .contains("lrn=true equivalent")
        .contains("12 of 12 runs");
    assertThat(pages.index(List.of())).contains("There is no sweep here yet.");
  }

  @Test
  void curvesHoldTheNumbersTheyDraw() {
    Study study = Study.lrn(3);
    double lowest =
        study.runs().stream()
            .filter(run -> run.armId().equals("lrn"))
            .mapToDouble(run -> 1 - run.readings().get(Metrics.VALIDATION_ACCURACY))
            .min()
            .orElseThrow();
    String text = String.format(Locale.ROOT, "%.2f %%", 100 * lowest);
    assertThat(page(study))
        .containsPattern(
            "lrn=true</th>\\s*<td[^>]*>validation error</td>\\s*<td[^>]*>5</td>\\s*<td[^>]*>"
                + text);
  }

  @Test
  void ticksOfWideRatiosReadDifferently() {
    Study study = Study.lrn(4);
    for (int seed = 1; seed <= 4; seed++) {
      study.seconds("none", seed, 20, 10, 10).seconds("lrn", seed, 20, 50 + seed, 50 + seed);
    }
    String page = page(study);
    int plot = page.indexOf("aria-labelledby=\"forest-time-");
    assertThat(plot).isPositive();
    String drawing = page.substring(plot, page.indexOf("</svg>", plot));
    assertThat(Pattern.compile(">(×[\\d.]+)</text>").matcher(drawing).results())
        .extracting(tick -> tick.group(1))
        .contains("×1.5", "×2")
        .doesNotHaveDuplicates();
  }

  @Test
  void theEffectsCaptionHasALineForEachThingShown() {
    String page = page(PageSamples.equivalent());
    String caption = page.substring(page.indexOf("<figcaption>"), page.indexOf("</figcaption>"));
    assertThat(caption)
        .containsPattern(
            "<p>lrn=true against lrn=false, validation accuracy: higher in \\d of 6 seeds; its"
                + " 90 % interval lies inside the margin\\.</p>")
        .contains("<p>lrn=true against lrn=false, test accuracy: higher in");
  }

  private String run(Study study, String runId) {
    SweepFacts facts = PageSamples.facts(study);
    RunFacts run =
        facts.runs().stream().filter(r -> r.run().runId().equals(runId)).findFirst().orElseThrow();
    return pages.run(run, facts.sweep(), facts.program(), TestedImages.NONE);
  }

  private String page(Study study) {
    return pages.sweep(PageSamples.facts(study));
  }

  private static String section(String page, String id) {
    String from = page.substring(page.indexOf("<section id=\"" + id + "\""));
    return from.substring(0, from.indexOf("</section>"));
  }
}
