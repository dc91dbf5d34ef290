package dev.nightsweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.MetricDefinition.Unit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnFormatTest {
  @Test
  void aColumnHasOneNumberOfDecimals() {
    assertThat(written(Unit.SECONDS, 17.36, 9.9783, 20.363))
        .containsExactly("17.4", "10.0", "20.4");
    assertThat(written(Unit.FRACTION, 0.964, 1.0, 0.97054))
        .containsExactly("0.9640", "1.0000", "0.9705");
    assertThat(written(Unit.NATS, 0.00004, 0.0002, 0.5))
        .containsExactly("0.0000400", "0.0002000", "0.5000000");
    assertThat(written(Unit.PLAIN, 3.0, -12.0)).containsExactly("3", "−12");
    assertThat(written(Unit.BYTES, 6.1e8, 1.2e9)).containsExactly("610 MB", "1200 MB");
  }

  @Test
  void whatIsNoNumberHasNoPartInIt() {
    ColumnFormat format = ColumnFormat.of(Unit.PLAIN, Arrays.asList(null, Double.NaN, 2.5));
    assertThat(format.text(2.5)).isEqualTo("2.5000");
    assertThat(ColumnFormat.of(Unit.SECONDS, List.of()).decimals()).isEqualTo(3);
  }

  private static List<String> written(Unit unit, Double... numbers) {
    ColumnFormat format = ColumnFormat.of(unit, List.of(numbers));
    return List.of(numbers).stream().map(format::text).toList();
  }
}
