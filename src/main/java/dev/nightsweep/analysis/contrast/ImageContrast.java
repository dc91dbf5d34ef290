package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunResult;
import java.util.List;
import java.util.Map;

/**
 * A contrast on single test images. It explains a verdict and gives none.
 *
 * @param study over all seeds whose nets were tested on the same images
 * @param nets the pairs of nets it rests on, seed by seed, within a seed in the order of the cells
 */
public record ImageContrast(Contrast contrast, ImageStudy study, List<Nets> nets) {

  /**
   * Two nets that were trained on the same seed and differ in nothing but the contrast.
   *
   * @param level the id of the run that trained the one at the level
   * @param baseline the id of the run that trained the one at the baseline
   * @param pValue two-sided, of McNemar's exact test; it speaks of these two nets alone
   */
  public record Nets(long seed, String level, String baseline, ImagePair images, double pValue) {}

  public ImageContrast {
    nets = List.copyOf(nets);
  }

  /**
   * Those of a sweep's contrasts that at least one seed can tell of: all its nets were tested, and
   * on the same images.
   *
   * @param results by run id; those that tell of no images are passed over
   */
  public static List<ImageContrast> of(Evidence evidence, Map<String, RunResult> results) {
    TestedNets tested = new TestedNets(evidence, results);
    return evidence.sweep().header().contrasts().stream()
        .flatMap(contrast -> tested.compare(contrast).stream())
        .toList();
  }
}
