package dev.nightsweep.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunState;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * The same readings give the same numbers, verdicts and sentences as long as the version of the
 * rules is the same: journaled looks are held to it.
 */
class RulesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/nightsweep/wording/rules.txt");

  /** Last digits differ between computers. */
  private static final int DECIMALS = 9;

  private static final int IMAGES = 200;

  @Test
  void theSameRulesJudgeTheSameReadingsAlike() throws IOException {
    List<String> judged = new ArrayList<>(List.of("rules " + SweepAnalysis.RULES));
    studies().forEach((name, study) -> judged.addAll(judged(name, study)));
    assertThat(judged)
        .as(
            "The same readings give other numbers, verdicts or sentences than the golden file has."
                + " Honest looks of the release before would be taken for edited ones: raise"
                + " SweepAnalysis.RULES by one if a release has judged by version %d, and put the"
                + " lines of this test into %s.",
            SweepAnalysis.RULES, GOLDEN)
        .isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static Map<String, Study> studies() {
    Map<String, Study> studies = new LinkedHashMap<>();
    studies.put("apart", apart(6, 0.004));
    studies.put("alike", apart(8, 0.0001));
    studies.put("few seeds", apart(4, 0.004));
    studies.put("too few seeds", apart(2, 0.004));
    studies.put("no margin", noisy(Study.lrn(7), 7, 0.001));
    studies.put("equal readings", equal());
    studies.put("copied readings", apart(6, 0.004).copied("lrn", 1, 2).copied("lrn", 1, 3));
    studies.put("interactions", grid(8, false));
    studies.put("crossing arms", grid(8, true));
    studies.put("one seed lost", lost(12, 1));
    studies.put("some seeds lost", lost(10, 3));
    studies.put("all seeds lost", lost(8, 8));
    studies.put("some never learned", stuck(10, 3));
    studies.put("none ever learned", stuck(10, 10));
    studies.put("sequential rule", apart(9, 0.002).settling(5, 12));
    studies.put("sequential rule, alike", apart(9, 0.0001).settling(5, 12));
    studies.put("sequential rule, seeds lost", lost(10, 4).settling(5, 12));
    studies.put("any look", apart(9, 0.004).anytime());
    studies.put("any look, alike", apart(12, 0.0001).anytime());
    studies.put("new test images", tested());
    studies.put("judged before", judgedBefore());
    studies.put("unlike machines", apart(6, 0.004).dearerElsewhere());
    studies.put("not judged", apart(6, 0.004).unjudged());
    return studies;
  }

  private static List<String> judged(String name, Study study) {
    SweepAnalysis analysis = new SweepAnalysis(new StudyObservations(study));
    List<String> lines = new ArrayList<>(List.of("", name));
    analysis.nextLook().forEach(row -> lines.add("  " + row(row)));
    new AnswerText(analysis).verdicts().values().forEach(said -> lines.add("  " + said));
    return lines;
  }

  private static String row(ContrastResult row) {
    String numbers =
        DoubleStream.of(
                row.meanDifference(),
                row.ciLow(),
                row.ciHigh(),
                row.pValue(),
                row.pT(),
                row.pHolm(),
                row.pEquivalence(),
                row.pEquivalenceHolm(),
                row.pFailures().orElse(Double.NaN),
                row.posterior().worse(),
                row.posterior().equivalent(),
                row.posterior().better(),
                row.overLooks().estimate(),
                row.overLooks().low(),
                row.overLooks().high())
            .mapToObj(RulesTest::digits)
            .collect(Collectors.joining(" "));
    return "%s %s %s %s: %s %s at %s images %s %s | %s"
        .formatted(
            row.factor(),
            row.level(),
            row.baseline(),
            row.metric(),
            row.verdict(),
            row.pairs(),
            row.overLooks().foundAt(),
            row.images().map(String::valueOf).orElse("-"),
            row.byLevel().orElse("-"),
            numbers);
  }

  private static String digits(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number)
            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        : Double.toString(number);
  }

  private static Study apart(int seeds, double difference) {
    return noisy(Study.lrn(seeds).margin(Metrics.VALIDATION_ACCURACY, 0.001), seeds, difference);
  }

  private static Study noisy(Study study, int seeds, double difference) {
    return study
        .accuracies("none", noise(seeds, 0.953, 1))
        .accuracies("lrn", noise(seeds, 0.953 + difference, 2));
  }

  private static double[] noise(int seeds, double mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return DoubleStream.generate(() -> mean + 0.001 * (random.nextDouble() - 0.5))
        .limit(seeds)
        .toArray();
  }

  private static Study equal() {
    return Study.lrn(6)
        .margin(Metrics.VALIDATION_ACCURACY, 0.01)
        .accuracies("none", DoubleStream.generate(() -> 0.95).limit(6).toArray())
        .accuracies("lrn", DoubleStream.generate(() -> 0.96).limit(6).toArray());
  }

  private static Study grid(int seeds, boolean crossing) {
    return Study.grid(seeds)
        .margin(Metrics.VALIDATION_ACCURACY, 0.01)
        .accuracies("n3", noise(seeds, 0.95, 3))
        .accuracies("n5", noise(seeds, 0.97, 4))
        .accuracies("l3", noise(seeds, 0.97, 5))
        .accuracies("l5", noise(seeds, crossing ? 0.945 : 0.999, 6));
  }

  private static Study lost(int seeds, int lost) {
    Study study = apart(seeds, 0.004);
    for (int seed = 1; seed <= lost; seed++) {
      study.end("lrn", seed, RunState.DIVERGED, "loss became NaN in epoch 2.");
    }
    return study;
  }

  private static Study stuck(int seeds, int stuck) {
    Study study = apart(seeds, 0.004).stuck(new ChanceLevel(Objective.DEFAULT, 0.12));
    for (int seed = 1; seed <= stuck; seed++) {
      study.reading("lrn", seed, Metrics.VALIDATION_ACCURACY, 0.1);
    }
    return study;
  }

  private static Study judgedBefore() {
    Contrast dropped = Study.lrn(3).compareArms("lrn", "none").sweep().header().contrasts().get(0);
    return apart(6, 0.004)
        .changed(
            List.of("the metric was f1, is validation_accuracy"),
            List.of(new JudgedContrast("f1", dropped)));
  }

  /** The nets of one arm have the same hard images wrong, whatever the seed. */
  private static Study tested() {
    Study study = apart(6, 0.004);
    SplittableRandom random = new SplittableRandom(7);
    for (String arm : List.of("lrn", "none")) {
      double[] hard = random.doubles(IMAGES).map(d -> d * d * d).toArray();
      for (int seed = 1; seed <= 6; seed++) {
        StringBuilder predicted = new StringBuilder();
        int right = 0;
        for (double wrong : hard) {
          boolean isRight = random.nextDouble() >= wrong;
          right += isRight ? 1 : 0;
          predicted.append(isRight ? '0' : '1');
        }
        study.tested(arm, seed, "0".repeat(IMAGES), predicted.toString());
        study.reading(arm, seed, Metrics.TEST_ACCURACY, (double) right / IMAGES);
      }
    }
    return study;
  }
}
