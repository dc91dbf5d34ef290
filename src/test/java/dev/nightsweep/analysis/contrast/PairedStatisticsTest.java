package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.paired.FailureTest;
import dev.nightsweep.analysis.paired.Holm;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.SignFlip;
import dev.nightsweep.analysis.paired.Steps;
import dev.nightsweep.analysis.sequential.AnytimeRule;
import dev.nightsweep.analysis.sequential.PlannedSeeds;
import dev.nightsweep.analysis.sequential.SequentialRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers themselves, against R ({@code golden.R} beside the tables) and by hand. */
class PairedStatisticsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @ParameterizedTest
  @CsvFileSource(resources = "golden.csv", numLinesToSkip = 1)
  void agreesWithR(
      String name,
      String differences,
      double mean,
      double sd,
      double ciLow,
      double ciHigh,
      double pT,
      double pTost,
      double pFlip,
      double effect,
      double share,
      double shareLow,
      double shareHigh) {
    PairedSample sample =
        new PairedSample(Stream.of(differences.split(";")).map(Double::valueOf).toList());
    assertThat(sample.mean()).as(name).isCloseTo(mean, CLOSE);
    assertThat(sample.standardDeviation()).isCloseTo(sd, CLOSE);
    assertThat(sample.interval(0.95).low()).isCloseTo(ciLow, CLOSE);
    assertThat(sample.interval(0.95).high()).isCloseTo(ciHigh, CLOSE);
    assertThat(sample.pT()).isCloseTo(pT, CLOSE);
    assertThat(sample.pEquivalence(0.01)).isCloseTo(pTost, CLOSE);
    assertThat(SignFlip.pValue(sample.differences())).isCloseTo(pFlip, CLOSE);
    assertThat(sample.effectSize()).isCloseTo(effect, CLOSE);
    assertThat(sample.shareAbove()).isCloseTo(share, CLOSE);
    assertThat(sample.shareInterval().low()).isCloseTo(shareLow, CLOSE);
    assertThat(sample.shareInterval().high()).isCloseTo(shareHigh, CLOSE);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "failures.csv", numLinesToSkip = 1)
  void failuresAgreeWithR(int failed, int runs, int otherFailed, int otherRuns, double paired) {
    List<Integer> excesses = new ArrayList<>(Collections.nCopies(failed, 1));
    excesses.addAll(Collections.nCopies(otherFailed, -1));
    excesses.add(0);
    assertThat(FailureTest.paired(excesses)).isCloseTo(paired, CLOSE);
  }

  @Test
  void severalPairsOfOneSeedCountAsOneSeed() {
    assertThat(FailureTest.paired(List.of(2, 2, 2, 2, 2))).isEqualTo(2 / 32.0);
    assertThat(FailureTest.paired(List.of(2, 1, 2, 2, 2, 0))).isEqualTo(2 / 32.0);
    assertThat(FailureTest.paired(List.of(2, -1))).isEqualTo(1);
  }

  @Test
  void withoutSpreadTheIntervalIsThePointAndTheTestsAreCertain() {
    PairedSample same = new PairedSample(List.of(0.981 - 0.98, 0.971 - 0.97, 0.001, 0.961 - 0.96));
    assertThat(same.standardDeviation()).isZero();
    assertThat(same.interval(0.95).low())
        .isCloseTo(0.001, CLOSE)
        .isEqualTo(same.interval(0.95).high());
    assertThat(same.pT()).isZero();
    assertThat(same.pEquivalence(0.002)).isZero();
    assertThat(same.pEquivalence(0.0005)).isOne();
    assertThat(same.effectSize()).isNaN();
    assertThat(SignFlip.pValue(same.differences())).isEqualTo(2 / 16.0);
  }

  @Test
  void noDifferenceAtAllIsNoEvidenceAgainstZero() {
    PairedSample none = new PairedSample(Collections.nCopies(5, 0.0));
    assertThat(none.pT()).isOne();
    assertThat(none.pEquivalence(0.001)).isZero();
    assertThat(SignFlip.pValue(none.differences())).isOne();
    assertThat(none.shareAbove()).isEqualTo(0.5);
  }

  /**
   * R: the t statistics with the floor, 0.005, in place of the standard deviation, by pt and qt.
   */
  @Test
  void equalDifferencesSpreadAsFarAsTheirFloor() {
    PairedSample same = new PairedSample(List.of(0.98 - 0.97, 0.97 - 0.96, 0.01), 0.005);
    assertThat(same.pT()).isCloseTo(0.0741799002274, CLOSE);
    assertThat(same.interval(0.95).low()).isCloseTo(-0.00242068855875, CLOSE);
    assertThat(same.interval(0.95).high()).isCloseTo(0.02242068855875, CLOSE);
    assertThat(same.pEquivalence(0.02)).isCloseTo(0.0370899501137, CLOSE);
    assertThat(same.pEquivalence(0.005)).isCloseTo(0.887298334621, CLOSE);
    assertThat(same.beyond(0.01).pT()).isOne();
  }

  @Test
  void aSpreadAboveTheFloorIsWhatItIs() {
    List<Double> differences = List.of(0.0031, -0.0012, 0.0024);
    PairedSample sample = new PairedSample(differences, 0.0022);
    assertThat(sample.standardDeviation()).isGreaterThan(sample.floor());
    PairedSample plain = new PairedSample(differences);
    assertThat(sample.pT()).isEqualTo(plain.pT());
    assertThat(sample.interval(0.95)).isEqualTo(plain.interval(0.95));
    assertThat(sample.pEquivalence(0.01)).isEqualTo(plain.pEquivalence(0.01));
    assertThat(new PairedSample(differences, 0.003).pT()).isGreaterThan(plain.pT());
  }

  @Test
  void equalReadingsWithoutAKnownStepTellNothing() {
    PairedSample none = new PairedSample(Collections.nCopies(5, 0.0), Double.POSITIVE_INFINITY);
    assertThat(none.pT()).isOne();
    assertThat(none.pEquivalence(0.001)).isEqualTo(0.5);
    assertThat(none.interval(0.95).isKnown()).isFalse();
  }

  @Test
  void theSmallestStepIsNoRounding() {
    assertThat(Steps.smallest(DoubleStream.of(0.96, 0.98 - 0.01, 0.97, 0.99)))
        .isCloseTo(0.01, CLOSE);
    assertThat(Steps.smallest(DoubleStream.of(0.97, 0.98 - 0.01))).isInfinite();
    assertThat(Steps.smallest(DoubleStream.of(0, 0))).isInfinite();
  }

  @Test
  void tooFewSeedsGiveNoTest() {
    PairedSample one = new PairedSample(List.of(0.01));
    assertThat(one.mean()).isEqualTo(0.01);
    assertThat(one.pT()).isNaN();
    assertThat(one.interval(0.95).isKnown()).isFalse();
    assertThat(one.pEquivalence(1)).isNaN();
    assertThat(new PairedSample(List.of()).mean()).isNaN();
    assertThat(SignFlip.pValue(List.of())).isNaN();
  }

  /** R: {@code p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")} and its like. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.01 0.04 0.03 0.005 | 0.03 0.06 0.06 0.02
          0.5 0.9              | 1 1
          0.02                 | 0.02
          0.01 NaN 0.02        | 0.03 NaN 0.04
          0.02 0.02 0.02       | 0.06 0.06 0.06
          """)
  void holmAdjustsOverTheWholeFamily(String given, String expected) {
    List<Double> adjusted = Holm.adjust(numbers(given));
    List<Double> wanted = numbers(expected);
    for (int i = 0; i < wanted.size(); i++) {
      if (Double.isNaN(wanted.get(i))) {
        assertThat(adjusted.get(i)).isNaN();
      } else {
        assertThat(adjusted.get(i)).isCloseTo(wanted.get(i), CLOSE);
      }
    }
  }

  @Test
  void signFlipsOfManySeedsAreDrawnAndRepeatable() {
    List<Double> strong = Collections.nCopies(25, 0.01);
    assertThat(SignFlip.pValue(strong)).isEqualTo(1 / 100_001.0);
    List<Double> even = Stream.iterate(1, i -> i + 1).limit(26).map(i -> i % 2 - 0.5).toList();
    assertThat(SignFlip.pValue(even)).isEqualTo(1.0).isEqualTo(SignFlip.pValue(even));
  }

  /** However a draw is summed up and cut short, the p is that of signing one by one to the end. */
  @ParameterizedTest
  @CsvSource({"21, 0", "64, 0.2", "65, 0.3", "130, 0.1", "130, 2", "1000, 0", "1000, 0.07"})
  void signFlipsThatAreDrawnAgreeWithSigningOneByOne(int seeds, double mean) {
    Random noise = new Random(seeds);
    List<Double> differences =
        Stream.generate(() -> Math.round(10 * (mean + noise.nextGaussian())) / 10.0)
            .limit(seeds)
            .toList();
    assertThat(SignFlip.pValue(differences)).isEqualTo(signedOneByOne(differences));
  }

  private static double signedOneByOne(List<Double> differences) {
    double observed = Math.abs(differences.stream().mapToDouble(d -> d).sum());
    SplittableRandom random = new SplittableRandom(20_260_101);
    int hits = 0;
    for (int draw = 0; draw < 100_000; draw++) {
      double sum = 0;
      long signs = 0;
      for (int i = 0; i < differences.size(); i++) {
        signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 1 ? differences.get(i) : -differences.get(i);
      }
      hits += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
    }
    return (1.0 + hits) / 100_001;
  }

  /**
   * By hand: (2.364624 + 0.896030) / sqrt(8) = 1.1528, and (2.446912 + 0.905703) / sqrt(7) > 1.2.
   */
  @Test
  void seedsNeededFollowsThePowerFormula() {
    double spread = Math.sqrt(2);
    List<Double> unit =
        List.of(1.16 - spread / 2 * Math.sqrt(2), 1.16, 1.16 + spread / 2 * Math.sqrt(2));
    PairedSample sample = new PairedSample(unit);
    assertThat(sample.standardDeviation()).isCloseTo(1, CLOSE);
    assertThat(SeedsNeeded.inAll(sample, OptionalDouble.empty(), 1, new PlannedSeeds()))
        .hasValue(8);
  }

  /** By SciPy: the noncentral t beyond the t at which the ratio allows for any look. */
  @Test
  void looksTakeMoreSeeds() {
    double spread = Math.sqrt(2);
    List<Double> unit =
        List.of(1.16 - spread / 2 * Math.sqrt(2), 1.16, 1.16 + spread / 2 * Math.sqrt(2));
    PairedSample sample = new PairedSample(unit);
    assertThat(SeedsNeeded.inAll(sample, OptionalDouble.empty(), 1, new AnytimeRule()))
        .hasValue(15);
    assertThat(
            SeedsNeeded.inAll(sample, OptionalDouble.empty(), 1, new SequentialRule(3, 20))
                .getAsInt())
        .isBetween(9, 14);
  }

  @Test
  void aMarginMaySettleSoonerAndATinyDifferenceNever() {
    PairedSample sample = new PairedSample(List.of(-1.0, 0.0, 1.0, 0.0001));
    assertThat(SeedsNeeded.inAll(sample, OptionalDouble.empty(), 1, new PlannedSeeds())).isEmpty();
    assertThat(SeedsNeeded.inAll(sample, OptionalDouble.of(1), 1, new PlannedSeeds()).getAsInt())
        .isBetween(5, 8);
  }

  private static List<Double> numbers(String text) {
    return Arrays.stream(text.trim().split(" ")).map(Double::valueOf).toList();
  }
}
