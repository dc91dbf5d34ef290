package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.evidence.TestedNet.Images;
import dev.nightsweep.model.Contrast;
import java.util.List;
import java.util.Optional;

/** The nets that a sweep compares, and what each made of the test images. */
public final class TestedNets {
  private final JudgedRuns judged;

  private record Pair(long seed, NetPair compared) {
    ImageContrast.Nets nets() {
      TestedNet level = compared.level();
      TestedNet baseline = compared.baseline();
      ImagePair pair =
          ImagePair.of(level.images().truth(), level.predictions(), baseline.predictions());
      return new ImageContrast.Nets(seed, level.runId(), baseline.runId(), pair, pair.pValue());
    }
  }

  private TestedNets(JudgedRuns judged) {
    this.judged = judged;
  }

  /**
   * Those of a sweep's contrasts that at least one seed can tell of: all its nets were tested, and
   * on the same images.
   */
  public static List<ImageContrast> compare(JudgedRuns judged) {
    TestedNets tested = new TestedNets(judged);
    return judged.contrasts().stream()
        .flatMap(contrast -> tested.compare(contrast).stream())
        .toList();
  }

  /** Seeds that were tested on other images than the first one are left out. */
  private Optional<ImageContrast> compare(Contrast contrast) {
    List<List<Pair>> complete =
        judged.byArm().seeds().stream()
            .map(seed -> pairs(contrast, seed))
            .filter(p -> !p.isEmpty())
            .toList();
    return complete.stream()
        .findFirst()
        .map(TestedNets::images)
        .map(images -> compare(contrast, images, complete));
  }

  private ImageContrast compare(Contrast contrast, Images images, List<List<Pair>> complete) {
    List<List<Pair>> seeds =
        complete.stream().filter(pairs -> images(pairs).equals(images)).toList();
    List<List<NetPair>> nets =
        seeds.stream().map(pairs -> pairs.stream().map(Pair::compared).toList()).toList();
    return new ImageContrast(
        contrast,
        ImageStudy.of(images.truth().size(), judged.crossed(nets)),
        seeds.stream().flatMap(List::stream).map(Pair::nets).toList());
  }

  private static Images images(List<Pair> ofASeed) {
    return ofASeed.get(0).compared().level().images();
  }

  /** A seed's pairs, one a cell; none unless all are there and were tested on the same images. */
  private List<Pair> pairs(Contrast contrast, long seed) {
    List<Pair> pairs =
        contrast.cells().stream().flatMap(cell -> pair(cell, seed).stream()).toList();
    return pairs.size() == contrast.cells().size()
            && pairs.stream().allMatch(pair -> pair.compared().isOf(images(pairs)))
        ? pairs
        : List.of();
  }

  private Optional<Pair> pair(Contrast.Cell cell, long seed) {
    return NetPair.of(net(cell.armId(), seed), net(cell.baselineArmId(), seed))
        .map(nets -> new Pair(seed, nets));
  }

  private Optional<TestedNet> net(String armId, long seed) {
    return judged.byArm().find(armId, seed).flatMap(judged.evidence()::testedNet);
  }
}
