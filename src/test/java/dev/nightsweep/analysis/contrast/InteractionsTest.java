package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class InteractionsTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final List<String> TERMS = List.of("a", "b", "c", "a:b", "a:c", "b:c");
  private static final String VALIDATION = Metrics.VALIDATION_ACCURACY;

  @ParameterizedTest
  @CsvFileSource(resources = "anova.csv", numLinesToSkip = 1)
  void varianceSharesAgreeWithR(String term, int degrees, double squares, double p, double omega) {
    int place = TERMS.indexOf(term);
    BlockedAnova.Line line = BlockedAnova.of(new int[] {2, 3, 2}, golden()).get(place);
    assertThat(line.degrees()).isEqualTo(degrees);
    assertThat(line.squares()).isCloseTo(squares, CLOSE);
    assertThat(line.pF()).isCloseTo(p, CLOSE);
    assertThat(line.omega()).isCloseTo(omega, CLOSE);

    VarianceShare share = VarianceShare.of(Judged.runs(goldenStudy().evidence())).get(place);
    assertThat(share.title()).isEqualTo(term.replace(":", " × "));
    assertThat(share.omegaSquared()).isCloseTo(omega, CLOSE);
    assertThat(share.seeds()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "interactions.csv", numLinesToSkip = 1)
  void interactionsAgreeWithR(String level, double difference, double low, double high, double p) {
    Interaction interaction =
        Judged.interactions(goldenStudy().evidence()).stream()
            .filter(i -> i.objective().metric().equals(VALIDATION))
            .filter(i -> i.first().equals(new Interaction.Side("a", "2", "1")))
            .filter(i -> i.second().equals(new Interaction.Side("b", level, "1")))
            .findFirst()
            .orElseThrow();
    assertThat(interaction.difference()).isCloseTo(difference, CLOSE);
    assertThat(interaction.interval().low()).isCloseTo(low, CLOSE);
    assertThat(interaction.interval().high()).isCloseTo(high, CLOSE);
    assertThat(interaction.pT()).isCloseTo(p, CLOSE);
  }

  @Test
  void theInteractionsOfAMetricAreAFamily() {
    List<Interaction> all = Judged.interactions(goldenStudy().evidence());
    assertThat(all).hasSize(15);
    List<Interaction> family = all.subList(0, 5);
    List<Double> holm = Holm.adjust(family.stream().map(Interaction::pT).toList());
    assertThat(family).extracting(Interaction::pHolm).isEqualTo(holm);
  }

  @Test
  void crossedEffectsAreFoundAndToldLevelByLevel() {
    Study study = crossed(8);
    List<Interaction> interactions = Judged.interactions(study.evidence());
    assertThat(interactions.get(0).matters()).isTrue();
    assertThat(interactions.get(0).difference()).isCloseTo(-0.04, within(0.002));

    List<SimpleEffect> effects = Judged.effects(study.evidence(), interactions);
    List<SimpleEffect> onValidation =
        effects.stream().filter(e -> e.detail().objective().metric().equals(VALIDATION)).toList();
    assertThat(onValidation)
        .extracting(e -> e.detail().contrast().factor() + "@" + e.factor() + "=" + e.level())
        .containsExactly(
            "conv1.kernel@lrn=false",
            "conv1.kernel@lrn=true",
            "lrn@conv1.kernel=3",
            "lrn@conv1.kernel=5");
    assertThat(onValidation)
        .extracting(e -> e.detail().result().verdict())
        .containsExactly(Verdict.BETTER, Verdict.WORSE, Verdict.BETTER, Verdict.WORSE);
    List<Double> pT = onValidation.stream().map(e -> e.detail().result().pT()).toList();
    assertThat(onValidation)
        .extracting(e -> e.detail().result().pHolm())
        .isEqualTo(Holm.adjust(pT));
  }

  @Test
  void withoutAnInteractionThereAreNoSimpleEffects() {
    Study study = Study.grid(8);
    for (String arm : List.of("n3", "n5", "l3", "l5")) {
      study.accuracies(arm, noise(arm, 0.95));
    }
    List<Interaction> interactions = Judged.interactions(study.evidence());
    assertThat(interactions.get(0).matters()).isFalse();
    assertThat(Judged.effects(study.evidence(), interactions.subList(0, 1))).isEmpty();
  }

  @Test
  void nothingMattersBeforeAllRunsAreDoneOrWhenTooManyAreMissing() {
    Study open = crossed(8).end("l5", 8, RunState.PENDING, "");
    assertThat(Judged.interactions(open.evidence()).get(0).matters()).isFalse();
    Study lossy = crossed(8).end("l5", 8, RunState.DIVERGED, "NaN");
    assertThat(Judged.interactions(lossy.evidence()).get(0).matters()).isFalse();
    assertThat(Judged.interactions(crossed(8).unjudged().evidence()).get(0).matters()).isFalse();
  }

  @Test
  void onlyAFullGridHasInteractions() {
    assertThat(Judged.interactions(Study.lrn(6).evidence())).isEmpty();
    assertThat(VarianceShare.of(Judged.runs(Study.lrn(6).evidence()))).isEmpty();
    assertThat(Judged.interactions(Study.grid(6).dropArm("l5").evidence())).isEmpty();
  }

  @Test
  void readingsThatDoNotVaryHaveNoShares() {
    List<BlockedAnova.Line> lines =
        BlockedAnova.of(new int[] {2, 2}, new double[][] {{1, 1, 1, 1}, {1, 1, 1, 1}});
    assertThat(lines).extracting(BlockedAnova.Line::omega).containsOnly(0.0);
    assertThat(lines).extracting(BlockedAnova.Line::pF).containsOnly(1.0);
  }

  /** LRN helps the small kernel and harms the large one. */
  private static Study crossed(int seeds) {
    Study study = Study.grid(seeds);
    study.accuracies("n3", noise("n3", 0.95)).accuracies("n5", noise("n5", 0.97));
    return study.accuracies("l3", noise("l3", 0.97)).accuracies("l5", noise("l5", 0.95));
  }

  private static double[] noise(String arm, double mean) {
    double[] readings = new double[8];
    for (int seed = 0; seed < readings.length; seed++) {
      readings[seed] = mean + 1e-4 * ((seed * 7 + arm.hashCode() * 3) % 5);
    }
    return readings;
  }

  private static Study goldenStudy() {
    double[][] readings = golden();
    Study study = Study.cube(4);
    for (int seed = 0; seed < 4; seed++) {
      for (int cell = 0; cell < 12; cell++) {
        String arm = "a" + (1 + cell / 6) + "b" + (1 + cell / 2 % 3) + "c" + (1 + cell % 2);
        study.reading(arm, seed + 1, VALIDATION, readings[seed][cell]);
      }
    }
    return study;
  }

  private static double[][] golden() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                InteractionsTest.class.getResourceAsStream("grid.csv"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.substring(line.indexOf(',') + 1).split(";"))
          .map(
              cells ->
                  Arrays.stream(cells).mapToDouble(c -> Double.parseDouble(c.trim())).toArray())
          .toArray(double[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
