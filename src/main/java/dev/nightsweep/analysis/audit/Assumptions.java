package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.Symmetry;
import dev.nightsweep.analysis.evidence.Evidence;
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

  /** Of a sweep of whose test images nothing is known. */
  public static Assumptions of(Evidence evidence) {
    return new Assumptions(Symmetry.of(evidence), Robustness.of(evidence), List.of());
  }
}
