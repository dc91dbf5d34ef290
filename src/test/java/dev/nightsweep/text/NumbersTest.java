package dev.nightsweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
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
  @CsvSource({
    "8.254, 8.25 s",
    "3, 3 s",
    "0, 0 s",
    "59.96, 60.0 s",
    "200, 3 min 20 s",
    "7500, 2 h 05 min",
    "NaN, –"
  })
  void durationsReadLikeSpeech(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }

  @Test
  void nounsAndVerbsAgreeWithTheirNumber() {
    assertThat(Numbers.count(1, "run")).isEqualTo("1 run");
    assertThat(Numbers.count(0, "run")).isEqualTo("0 runs");
    assertThat(Numbers.count(1, "run is", "runs are")).isEqualTo("1 run is");
    assertThat(Numbers.count(2_000, "run is", "runs are")).isEqualTo("2,000 runs are");
  }

  @Test
  void smallProbabilitiesAreOnlyBounded() {
    assertThat(Numbers.probability(0.0004)).isEqualTo("<0.001");
    assertThat(Numbers.probability(0.0312)).isEqualTo("0.031");
    assertThat(Numbers.probability(Double.NaN)).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0000",
    "0.98125, 0.9813",
    "-0.5, -0.5000",
    "0.00099, 0.000990",
    "-2.5e-7, -2.50e-07",
    "31.78019, 31.7802",
    "100, 100.0",
    "2345.67, 2345.7",
    "123456, 1.23e+05",
    "NaN, NaN",
    "-Infinity, -Infinity",
  })
  void readingsAreShort(double reading, String expected) {
    assertThat(Numbers.reading(reading)).isEqualTo(expected);
  }

  @Test
  void aMissingReadingIsADash() {
    assertThat(Numbers.reading(OptionalDouble.empty())).isEqualTo("–");
  }
}
