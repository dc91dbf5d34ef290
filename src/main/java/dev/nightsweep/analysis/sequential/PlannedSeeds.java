package dev.nightsweep.analysis.sequential;

import dev.nightsweep.analysis.paired.FailureTest;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import java.util.List;
import java.util.OptionalDouble;

/** One look, after all planned seeds: the tests are what they are. */
public record PlannedSeeds() implements StopRule {

  @Override
  public List<Integer> looks(int seeds) {
    return List.of(seeds);
  }

  @Override
  public FamilyDecisions decisions(List<PairedSample> samples, List<OptionalDouble> margins) {
    return FamilyDecisions.fixed(samples, margins);
  }

  @Override
  public StopRule inShort() {
    return this;
  }

  @Override
  public Interval interval(PairedSample sample, double alpha) {
    return sample.interval(1 - alpha);
  }

  @Override
  public double estimate(PairedSample sample, OptionalDouble margin, int family) {
    return sample.mean();
  }

  @Override
  public double level(int n, double alpha) {
    return alpha;
  }

  @Override
  public double pFailures(List<Integer> excesses) {
    return FailureTest.paired(excesses);
  }

  @Override
  public boolean isRepeated() {
    return false;
  }
}
