package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.contrast.ImageStudy.Population;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.ClassLabels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ImageStudyTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @ParameterizedTest
  @CsvFileSource(resources = "images.csv", numLinesToSkip = 1)
  void pairsOfNetsAgreeWithR(
      String truth,
      String level,
      String baseline,
      int onlyLevel,
      int onlyBaseline,
      int apart,
      double difference,
      double low,
      double high,
      double p) {
    ImagePair pair = pair(truth, level, baseline);
    assertThat(pair.onlyLevel()).isEqualTo(onlyLevel);
    assertThat(pair.onlyBaseline()).isEqualTo(onlyBaseline);
    assertThat(pair.apart()).isEqualTo(apart);
    assertThat(pair.difference()).isCloseTo(difference, CLOSE);
    assertThat(pair.interval().low()).isCloseTo(low, CLOSE);
    assertThat(pair.interval().high()).isCloseTo(high, CLOSE);
    assertThat(pair.pValue()).isCloseTo(p, CLOSE);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "populations.csv", numLinesToSkip = 1)
  void theIntervalsOfAllPopulationsAgreeWithR(Population population, double low, double high)
      throws IOException {
    Interval interval = golden().intervals().get(population);
    assertThat(interval.low()).isCloseTo(low, CLOSE);
    assertThat(interval.high()).isCloseTo(high, CLOSE);
  }

  @Test
  void netsThatAgreeDifferInNothing() {
    ImagePair pair = pair("0123", "0124", "0124");
    assertThat(pair).isEqualTo(new ImagePair(4, 0, 0, 3, 0));
    assertThat(pair.pValue()).isOne();
    assertThat(pair.interval()).isEqualTo(new Interval(0, 0));
  }

  @Test
  void differentMistakesSetNetsApartWithoutFavouringOne() {
    ImagePair pair = pair("00", "01", "02");
    assertThat(pair.apart()).isOne();
    assertThat(pair.difference()).isZero();
  }

  @Test
  void oneSeedSaysNothingOfNewSeeds() {
    ImageStudy study =
        ImageStudy.of(
            ClassLabels.parse("00000000"), List.of(List.of(predictions("00000001", "00001111"))));
    assertThat(study.difference()).isEqualTo(3 / 8.0);
    assertThat(study.intervals().get(Population.NEW_SEEDS).isKnown()).isFalse();
    assertThat(study.intervals().get(Population.NEW_SEEDS_AND_IMAGES).isKnown()).isFalse();
    assertThat(study.intervals().get(Population.NEW_IMAGES).isKnown()).isTrue();
  }

  @Test
  void predictionsOfOtherImagesAreRefused() {
    assertThatThrownBy(() -> pair("012", "01", "012"))
        .hasMessage("The predictions (2 and 3) must be of the same images as the labels (3).");
    assertThatThrownBy(() -> ImageStudy.of(ClassLabels.parse("012"), List.of()))
        .hasMessageContaining("pair of nets (0)");
  }

  private static ImagePair pair(String truth, String level, String baseline) {
    return ImagePair.of(
        ClassLabels.parse(truth), ClassLabels.parse(level), ClassLabels.parse(baseline));
  }

  private static Predictions predictions(String level, String baseline) {
    return new Predictions(ClassLabels.parse(level), ClassLabels.parse(baseline));
  }

  private static ImageStudy golden() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ImageStudyTest.class.getResourceAsStream("images.csv"), StandardCharsets.UTF_8))) {
      List<String[]> rows = lines.lines().skip(1).map(line -> line.split(",")).toList();
      return ImageStudy.of(
          ClassLabels.parse(rows.get(0)[0]),
          rows.stream().map(row -> List.of(predictions(row[1], row[2]))).toList());
    }
  }
}
