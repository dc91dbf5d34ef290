package dev.nightsweep.train.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions are worth; numbers as Python has them. */
class ExpressionTest {
  private static final Map<String, Object> VALUES =
      Map.of("width", 0.125, "conv1.filters", 96L, "lrn", true, "order", "after_pool", "n", 3L);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          96                                | 96.0
          1e-4 + .5                         | 0.5001
          conv1.filters * width             | 12.0
          conv1.filters*width-1             | 11.0
          2 + 3 * n                         | 11.0
          (2 + 3) * n                       | 15.0
          10 - 4 - 3                        | 3.0
          24 / 4 / 2                        | 3.0
          -n + 1                            | -2.0
          2 - -n                            | 5.0
          floor(7 / 2)                      | 3.0
          ceil(7 / 2)                       | 4.0
          round(7 / 2) + round(5 / 2)       | 6.0
          min(n, 2, 5) + max(n, 2)          | 5.0
          1 / 0                             | Infinity
          if(lrn, n, 0)                     | 3.0
          if(order == after_pool, one, two) | one
          not lrn                           | false
          not not lrn                       | true
          lrn and order == before_pool      | false
          not lrn or order == after_pool    | true
          not (lrn and n == 3)              | false
          not lrn and n == 4 or lrn         | true
          not lrn and (n == 4 or lrn)       | false
          n != 3.0                          | false
          width == 1.25e-1                  | true
          n - 3 == 0                        | true
          order != mnist-notes              | true
          lrn == false                      | false
          """)
  void anExpressionHasOneValue(String text, String value) {
    Expression expression = ExpressionParser.parse(text, Set.of("one", "two"));

    assertThat(expression.value(VALUES::get).toString()).isEqualTo(value);
  }
}
