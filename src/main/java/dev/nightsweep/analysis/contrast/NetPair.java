package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.evidence.TestedNet.Images;
import java.util.List;
import java.util.Optional;

/** Two nets that are compared, and what each made of the test images. */
record NetPair(TestedNet level, TestedNet baseline) {

  static Optional<NetPair> of(Optional<TestedNet> level, Optional<TestedNet> baseline) {
    return level.flatMap(net -> baseline.map(other -> new NetPair(net, other)));
  }

  /** Whether both were tested on those images. */
  boolean isOf(Images images) {
    return level.images().equals(images) && baseline.images().equals(images);
  }

  Predictions predictions() {
    return new Predictions(level.predictions(), baseline.predictions());
  }

  /** How the differences of such pairs vary, seed by seed, all tested on the same images. */
  static CrossedVariance variance(List<List<NetPair>> seeds) {
    return CrossedVariance.of(
        seeds.get(0).get(0).level().images().truth(),
        seeds.stream().map(seed -> seed.stream().map(NetPair::predictions).toList()).toList());
  }
}
