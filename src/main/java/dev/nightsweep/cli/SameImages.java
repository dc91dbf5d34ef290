package dev.nightsweep.cli;

import dev.nightsweep.analysis.contrast.ImagePair;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.store.Store;
import dev.nightsweep.text.Numbers;
import java.util.Optional;

/**
 * Two runs on the same test images.
 *
 * @param onlyFirst images that the first run's net alone has right
 * @param onlySecond images that the second run's net alone has right
 * @param apart images for which they predict different classes
 * @param mcNemarP two-sided, exact
 */
record SameImages(
    int images, int onlyFirst, int onlySecond, int bothRight, int apart, double mcNemarP) {

  /** Empty unless both runs tell what they predicted, and for the same images. */
  static Optional<SameImages> of(Store store, RunRecord first, RunRecord second) {
    Optional<RunResult> left = store.result(first.runId()).filter(RunResult::hasImages);
    Optional<RunResult> right = store.result(second.runId()).filter(RunResult::hasImages);
    boolean same =
        left.map(RunResult::truth).equals(right.map(RunResult::truth))
            && dataSet(store, first).equals(dataSet(store, second));
    return left.isPresent() && same
        ? Optional.of(of(left.get(), right.orElseThrow()))
        : Optional.empty();
  }

  private static SameImages of(RunResult first, RunResult second) {
    ImagePair pair = ImagePair.of(first.truth(), first.predictions(), second.predictions());
    return new SameImages(
        pair.images(),
        pair.onlyLevel(),
        pair.onlyBaseline(),
        pair.bothRight(),
        pair.apart(),
        pair.pValue());
  }

  private static Optional<Setting> dataSet(Store store, RunRecord run) {
    Settings settings = store.sweep(run.sweepId()).orElseThrow().settings(run);
    return settings.find("dataset");
  }

  /** For people. */
  String sentence() {
    return "Of the same %,d test images %,d are right in the first run only, %,d in the second only, %,d in both; %,d are told apart. McNemar p %s, which speaks of these two nets, not of their settings."
        .formatted(images, onlyFirst, onlySecond, bothRight, apart, Numbers.probability(mcNemarP));
  }
}
