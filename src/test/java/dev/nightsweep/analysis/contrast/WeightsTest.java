package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.analysis.contrast.ContrastDetail.Weight;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.sequential.PlannedSeeds;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** "Materially" and "negligibly" are claims of which a family may hold several. */
class WeightsTest {
  private static final int STUDIES = 4000;
  private static final int CONTRASTS = 5;
  private static final int SEEDS = 10;
  private static final double MARGIN = 1;
  private static final OptionalDouble WITHIN = OptionalDouble.of(MARGIN);
  private static final Endpoint MEASURE =
      new Endpoint(
          new Objective("accuracy", Goal.MAXIMIZE),
          WITHIN,
          false,
          run -> OptionalDouble.empty(),
          run -> false,
          run -> false);

  @Test
  void atTheMarginAnyFalseClaimIsRare() {
    SplittableRandom random = new SplittableRandom(26);
    int material = 0;
    int unadjusted = 0;
    int negligible = 0;
    for (int study = 0; study < STUDIES; study++) {
      List<PairedSample> samples = samples(random, MARGIN);
      List<Weight> weights = weights(samples);
      material += weights.contains(Weight.MATERIAL) ? 1 : 0;
      negligible += weights.contains(Weight.NEGLIGIBLE) ? 1 : 0;
      unadjusted += samples.stream().anyMatch(s -> s.interval(0.95).low() > MARGIN) ? 1 : 0;
    }
    assertThat(unadjusted).isGreaterThan(7 * STUDIES / 100);
    assertThat(material).isLessThan(4 * STUDIES / 100);
    assertThat(negligible).isLessThan(4 * STUDIES / 100);
  }

  @Test
  void whatIsFarBeyondTheMarginIsMaterialAndWhatIsFarInsideNegligible() {
    SplittableRandom random = new SplittableRandom(9);
    assertThat(weights(samples(random, 4))).containsOnly(Weight.MATERIAL);
    assertThat(weights(samples(random, -4))).containsOnly(Weight.MATERIAL);
    assertThat(weights(samples(random, 0).stream().map(s -> scaled(s, 0.1)).toList()))
        .containsOnly(Weight.NEGLIGIBLE);
    assertThat(weights(samples(random, MARGIN).stream().map(s -> scaled(s, 1)).toList()))
        .contains(Weight.OPEN);
  }

  private static PairedSample scaled(PairedSample sample, double by) {
    return new PairedSample(sample.differences().stream().map(d -> d * by).toList());
  }

  /** Contrasts with one baseline. */
  private static List<PairedSample> samples(SplittableRandom random, double mean) {
    double[] baseline = IntStream.range(0, SEEDS).mapToDouble(i -> random.nextGaussian()).toArray();
    return IntStream.range(0, CONTRASTS)
        .mapToObj(
            contrast ->
                new PairedSample(
                    IntStream.range(0, SEEDS)
                        .mapToObj(i -> mean + (random.nextGaussian() - baseline[i]) / Math.sqrt(2))
                        .toList()))
        .toList();
  }

  private static List<Weight> weights(List<PairedSample> samples) {
    FamilyDecisions decisions = FamilyDecisions.fixed(samples, WITHIN);
    Failures none = new Failures(0, 0, SEEDS, 1, 1, NeverLearned.NONE);
    List<ContrastTest> judged = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      List<SeedDifference> seeds =
          samples.get(i).differences().stream().map(d -> new SeedDifference(0, d, 0, d)).toList();
      Pairing pairing = new Pairing(seeds, List.of(), SEEDS, List.of(), 0, SharedImages.NONE);
      judged.add(new ContrastTest(MEASURE, pairing, none, decisions, i));
    }
    return Weights.of(judged, new PlannedSeeds(), WITHIN);
  }
}
