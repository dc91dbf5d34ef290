package dev.nightsweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleNumbersTest {
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
    assertThat(ConsoleNumbers.reading(reading)).isEqualTo(expected);
  }

  @Test
  void aMissingReadingIsADash() {
    assertThat(ConsoleNumbers.reading(OptionalDouble.empty())).isEqualTo("–");
  }
}
