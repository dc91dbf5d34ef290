package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.evidence.TestedNet.Images;
import java.util.Optional;
import java.util.stream.Stream;

/** Two nets that are compared, and what each made of the test images. */
record NetPair(TestedNet level, TestedNet baseline) {

  static Optional<NetPair> of(Optional<TestedNet> level, Optional<TestedNet> baseline) {
    return level.flatMap(net -> baseline.map(other -> new NetPair(net, other)));
  }

  Stream<Images> images() {
    return Stream.of(level.images(), baseline.images());
  }

  ImageStudy.Predictions predictions() {
    return new ImageStudy.Predictions(level.predictions(), baseline.predictions());
  }
}
