package dev.nightsweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.0123, 3, +0.012",
    "-0.0123, 3, −0.012",
    "0.0001, 3, 0.000",
    "-0.0001, 3, 0.000",
    "NaN, 3, –",
    "Infinity, 2, ∞",
    "-Infinity, 2, −∞",
    "12, 0, +12"
  })
  void signsAreWrittenWhereTheyMean(double number, int decimals, String text) {
    String signed = Numbers.signed(number, decimals);
    assertThat(signed.replace("+∞", "∞")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0029, 4", "0.03, 3", "0.4, 3", "0.00012, 5", "5, 1", "250, 0", "0, 4", "NaN, 4"})
  void decimalsFollowTheUncertainty(double width, int decimals) {
    assertThat(Numbers.decimals(width)).isEqualTo(decimals);
  }

  @ParameterizedTest
  @CsvSource({"8.254, 8.25 s", "59.96, 60.0 s", "200, 3 min 20 s", "7500, 2 h 05 min", "NaN, –"})
  void durationsReadLikeSpeech(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }

  @Test
  void smallProbabilitiesAreOnlyBounded() {
    assertThat(Numbers.probability(0.0004)).isEqualTo("<0.001");
    assertThat(Numbers.probability(0.0312)).isEqualTo("0.031");
    assertThat(Numbers.probability(Double.NaN)).isEqualTo("–");
  }
}
