package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.ClassLabels;
import java.util.List;

/** The predictions of two nets that are compared, of the same images. */
record Predictions(ClassLabels level, ClassLabels baseline) {

  /** Image by image: 1 if the level alone is right, -1 if the baseline alone is, else 0; means. */
  static double[] differences(ClassLabels truth, List<Predictions> pairs) {
    double[] differences = new double[truth.size()];
    double share = 1.0 / pairs.size();
    for (Predictions pair : pairs) {
      ClassLabels level = pair.level();
      ClassLabels baseline = pair.baseline();
      ImagePair.checkLengths(truth, level, baseline);
      for (int i = 0; i < differences.length; i++) {
        int right = truth.get(i);
        differences[i] += level.get(i) == right ? share : 0;
        differences[i] -= baseline.get(i) == right ? share : 0;
      }
    }
    return differences;
  }
}
