package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Contrast;
import java.util.List;

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
}
