package dev.nightsweep.analysis.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SignTestTest {
  private static final int MAX_TRIALS = 400;

  /** The definition, in whole numbers: all outcomes that are no likelier, by Pascal's triangle. */
  @Test
  void everyTableIsThatOfExactArithmetic() {
    BigInteger[] row = {BigInteger.ONE};
    for (int n = 1; n <= MAX_TRIALS; n++) {
      row = next(row);
      for (int k = 0; k <= n; k++) {
        BigInteger seen = row[k];
        BigInteger ways = BigInteger.ZERO;
        for (BigInteger other : row) {
          ways = other.compareTo(seen) <= 0 ? ways.add(other) : ways;
        }
        double exact =
            new BigDecimal(ways)
                .divide(BigDecimal.valueOf(2).pow(n), MathContext.DECIMAL64)
                .doubleValue();
        assertThat(SignTest.pValue(n, k))
            .as("%s of %s", k, n)
            .isCloseTo(exact, within(1e-12 * exact));
      }
    }
  }

  private static BigInteger[] next(BigInteger[] row) {
    BigInteger[] next = new BigInteger[row.length + 1];
    for (int k = 0; k < next.length; k++) {
      BigInteger left = k == 0 ? BigInteger.ZERO : row[k - 1];
      next[k] = k == row.length ? left : left.add(row[k]);
    }
    return next;
  }

  /** Sums over the hits k of R's {@code binom.test(k, n)$p.value}, plain and divided by k + 1. */
  @ParameterizedTest
  @CsvFileSource(resources = "/dev/nightsweep/analysis/contrast/binomial.csv", numLinesToSkip = 1)
  void everyTableIsThatOfR(int trials, double sum, double weighted) {
    double[] p =
        IntStream.rangeClosed(0, trials).mapToDouble(k -> SignTest.pValue(trials, k)).toArray();
    assertThat(IntStream.rangeClosed(0, trials).mapToDouble(k -> p[k]).sum())
        .isCloseTo(sum, within(1e-9));
    assertThat(IntStream.rangeClosed(0, trials).mapToDouble(k -> p[k] / (k + 1)).sum())
        .isCloseTo(weighted, within(1e-9));
  }

  /** Tables whose mirror image a comparison of rounded probabilities misses. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "3, 2, 1",
    "19, 5, 0.06356812",
    "19, 14, 0.06356812",
    "55, 20, 0.05806415"
  })
  void aTableAndItsMirrorImageSayTheSame(int trials, int hits, double p) {
    assertThat(SignTest.pValue(trials, hits)).isCloseTo(p, within(1e-6));
    assertThat(SignTest.pValue(trials, trials - hits)).isEqualTo(SignTest.pValue(trials, hits));
  }
}
