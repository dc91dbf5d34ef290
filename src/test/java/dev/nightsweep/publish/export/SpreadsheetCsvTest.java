package dev.nightsweep.publish.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadsheetCsvTest {
  /** A shell takes a carriage return for a part of the last cell. */
  @Test
  void linesEndWithALineFeedAlone() throws IOException {
    StringBuilder out = new StringBuilder();
    SpreadsheetCsv csv = new SpreadsheetCsv(out);
    csv.row(List.of("run_id"));
    csv.row(List.of("36357982bbd3"));
    assertThat(out).hasToString("run_id\n36357982bbd3\n");
  }
}
