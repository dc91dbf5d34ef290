package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.Symmetry;
import java.util.List;

/**
 * What the readings say of the assumptions that the tests make.
 *
 * @param images the contrasts on single test images
 */
public record Assumptions(
    Symmetry symmetry, List<Robustness> robustness, List<ImageContrast> images) {
  public Assumptions {
    robustness = List.copyOf(robustness);
    images = List.copyOf(images);
  }
}
