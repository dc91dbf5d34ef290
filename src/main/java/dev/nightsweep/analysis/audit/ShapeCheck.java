package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.ImageStudy.Population;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.Symmetry;
import dev.nightsweep.analysis.paired.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Are the differences such that the tests err as rarely as they say? They do for readings that
 * spread alike to either side, of seeds that have nothing in common. Limits are such that clean
 * readings raise an alarm in about one sweep in a hundred.
 */
public final class ShapeCheck {
  private static final double SKEWED = 0.001;
  private static final double APART = 0.002;
  private static final double HALF = 0.5;
  private static final double GONE = 0.3;
  private static final double INFLATED = 2;

  private ShapeCheck() {}

  /**
   * The readings that the tests are not made for.
   *
   * @param metric that the sweep is judged by
   */
  public static List<Finding> of(String metric, Assumptions assumptions) {
    List<Robustness> objective =
        assumptions.robustness().stream()
            .filter(row -> row.objective().metric().equals(metric))
            .toList();
    List<Finding> findings = new ArrayList<>();
    skewed(assumptions.symmetry(), objective).ifPresent(findings::add);
    for (Robustness row : objective) {
      apart(row, objective.size()).ifPresent(findings::add);
      leaning(row).ifPresent(findings::add);
    }
    for (ImageContrast images : assumptions.images()) {
      shared(images).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> skewed(Symmetry symmetry, List<Robustness> rows) {
    return symmetry.p() > SKEWED
        ? Optional.empty()
        : rows.stream()
            .filter(row -> Double.isFinite(row.skewness()))
            .max(Comparator.comparingDouble(row -> Math.abs(row.skewness())))
            .map(
                row ->
                    found(
                        Severity.WARNING,
                        new ShapeFinding.Skewed(row.contrast(), row.skewness(), symmetry.p())));
  }

  private static Optional<Finding> apart(Robustness row, int family) {
    return row.farthest().share() > HALF && row.farthest().p() * family <= APART
        ? Optional.of(
            found(Severity.WARNING, new ShapeFinding.OneSeedApart(row.contrast(), row.farthest())))
        : Optional.empty();
  }

  /** A verdict just within its level always leans on its best seed: that is a note. */
  private static Optional<Finding> leaning(Robustness row) {
    return row.isFound()
        ? row.changes().stream()
            .max(Comparator.comparingDouble(Robustness.Change::pHolm))
            .map(
                change ->
                    found(
                        change.pHolm() > GONE ? Severity.WARNING : Severity.NOTE,
                        new ShapeFinding.LeansOnSeed(
                            row.contrast(), row.verdict(), change, row.changes().size())))
        : Optional.empty();
  }

  /** It says nothing against the verdict on these very images: a note. */
  private static Optional<Finding> shared(ImageContrast images) {
    Interval seeds = images.study().intervals().get(Population.NEW_SEEDS);
    Interval both = images.study().intervals().get(Population.NEW_SEEDS_AND_IMAGES);
    double ratio = (both.high() - both.low()) / (seeds.high() - seeds.low());
    double inflation = ratio * ratio;
    return Double.isFinite(inflation) && inflation > INFLATED
        ? Optional.of(
            found(Severity.NOTE, new ShapeFinding.SharedImages(images.contrast(), inflation)))
        : Optional.empty();
  }

  private static Finding found(Severity severity, ShapeFinding detail) {
    return Finding.ofSweep(severity, AuditCheck.ASSUMPTIONS, detail);
  }
}
