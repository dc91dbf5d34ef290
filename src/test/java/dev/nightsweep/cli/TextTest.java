package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.machine.Machine;
import dev.nightsweep.text.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void columnsAlignAndNumbersAreFlushedRight() {
    TextTable table = new TextTable("NAME", "READING").row("a", "1.5").row("longer", "–");
    assertThat(table.toString().lines())
        .containsExactly("NAME    READING", "a           1.5", "longer        –");
  }

  @ParameterizedTest
  @CsvSource({"0.98765, 0.9877", "123.456, 123.5", "0.00001234, 1.23e-05", "NaN, NaN", "0, 0.0000"})
  void readingsAreShort(double reading, String text) {
    assertThat(Numbers.reading(reading)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flags: fpu sse4_2 avx2 fma
          machdep.cpu.leaf7_features: RDWRFSGS AVX2 BMI2
          PF_AVX2_INSTRUCTIONS_AVAILABLE
          """)
  void theProcessorsFeaturesAreReadFromWhatEverySystemSays(String line) {
    assertThat(Machine.features(List.of(line))).contains("avx2");
  }
}
