package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  private static final int DRAWS = 100_000;

  @Test
  void everyPartOfTheNameMakesAnotherStream() {
    Set<Long> firsts = new HashSet<>();
    for (long seed : new long[] {0, 1, -1}) {
      for (String purpose : new String[] {"order", "shift", ""}) {
        for (long at = 0; at < 3; at++) {
          firsts.add(new RandomStreams(seed).stream(purpose, at, 0).nextLong());
          firsts.add(new RandomStreams(seed).stream(purpose, 0, at + 1).nextLong());
        }
      }
    }
    assertThat(firsts).hasSize(3 * 3 * 6);
  }

  @Test
  void aStreamDoesNotDependOnOthers() {
    RandomStreams streams = new RandomStreams(9);
    long expected = streams.stream("order", 2, 0).nextLong();
    streams.stream("shift", 2, 0).nextLong();

    assertThat(streams.stream("order", 2, 0).nextLong()).isEqualTo(expected);
  }

  /** The numbers come from a second implementation, in another language. */
  @Test
  void streamsAreTheSameForEver() {
    RandomStream random = new RandomStreams(1).stream("order", 2, 3);

    assertThat(random.nextLong()).isEqualTo(9188020586276318132L);
    assertThat(random.nextGaussian()).isEqualTo(-0.6774943058723695);
  }

  @Test
  void drawsBelowABoundAreUniform() {
    RandomStream random = new RandomStreams(4).stream("test");
    int[] counts = new int[7];
    for (int i = 0; i < DRAWS; i++) {
      counts[random.nextInt(7)]++;
    }
    double expected = DRAWS / 7.0;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertThat(chiSquare).isLessThan(22.5); // 6 degrees of freedom, p = 0.001
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    RandomStream random = new RandomStreams(4).stream("test");
    double[] drawn = IntStream.range(0, DRAWS).mapToDouble(i -> random.nextGaussian()).toArray();
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double variance = Arrays.stream(drawn).map(x -> x * x).average().orElseThrow();
    double kurtosis = Arrays.stream(drawn).map(x -> x * x * x * x).average().orElseThrow();
    assertThat(mean).isBetween(-0.011, 0.011);
    assertThat(variance).isBetween(0.985, 1.015);
    assertThat(kurtosis).isBetween(2.9, 3.1);
  }

  @Test
  void shufflesKeepEveryItem() {
    int[] items = IntStream.range(0, 1000).toArray();
    new RandomStreams(4).stream("order", 1, 0).shuffle(items);

    assertThat(items).isNotEqualTo(IntStream.range(0, 1000).toArray());
    assertThat(Arrays.stream(items).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).toArray());
  }
}
