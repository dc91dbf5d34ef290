package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.ComparisonRuns;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The nets that a sweep compares, and what each made of the test images. */
public final class TestedNets {
  private static final String DATA_SET = "dataset";

  /** One image has no spread. */
  private static final int MIN_IMAGES = 2;

  private final SweepRecord sweep;
  private final ComparisonRuns runs;
  private final Map<String, RunResult> results;

  /** What two nets must have been tested on alike: equal labels may stand on other pictures. */
  private record Images(String dataSet, ClassLabels truth) {}

  private record Net(String runId, Images images, ClassLabels predictions) {}

  private record Pair(long seed, Net level, Net baseline) {
    Stream<Images> images() {
      return Stream.of(level.images(), baseline.images());
    }

    ImageStudy.Predictions predictions() {
      return new ImageStudy.Predictions(level.predictions(), baseline.predictions());
    }

    ImageContrast.Nets nets() {
      ImagePair pair =
          ImagePair.of(level.images().truth(), level.predictions(), baseline.predictions());
      return new ImageContrast.Nets(seed, level.runId(), baseline.runId(), pair, pair.pValue());
    }
  }

  private TestedNets(Evidence evidence, Map<String, RunResult> results) {
    this.sweep = evidence.sweep();
    this.runs = new ComparisonRuns(evidence);
    this.results = results;
  }

  /**
   * Those of a sweep's contrasts that at least one seed can tell of: all its nets were tested, and
   * on the same images.
   *
   * @param results by run id; those that tell of no images are passed over
   */
  public static List<ImageContrast> compare(Evidence evidence, Map<String, RunResult> results) {
    TestedNets tested = new TestedNets(evidence, results);
    return evidence.sweep().header().contrasts().stream()
        .flatMap(contrast -> tested.compare(contrast).stream())
        .toList();
  }

  /** Seeds that were tested on other images than the first one are left out. */
  private Optional<ImageContrast> compare(Contrast contrast) {
    List<List<Pair>> complete =
        runs.seeds().stream().map(seed -> pairs(contrast, seed)).filter(p -> !p.isEmpty()).toList();
    return complete.stream()
        .findFirst()
        .map(TestedNets::images)
        .map(images -> compare(contrast, images, complete));
  }

  private static ImageContrast compare(
      Contrast contrast, Images images, List<List<Pair>> complete) {
    List<List<Pair>> seeds =
        complete.stream().filter(pairs -> images(pairs).equals(images)).toList();
    List<List<ImageStudy.Predictions>> predictions =
        seeds.stream().map(pairs -> pairs.stream().map(Pair::predictions).toList()).toList();
    return new ImageContrast(
        contrast,
        ImageStudy.of(images.truth(), predictions),
        seeds.stream().flatMap(List::stream).map(Pair::nets).toList());
  }

  private static Images images(List<Pair> ofASeed) {
    return ofASeed.get(0).level().images();
  }

  /** A seed's pairs, one a cell; none unless all are there and were tested on the same images. */
  private List<Pair> pairs(Contrast contrast, long seed) {
    List<Pair> pairs =
        contrast.cells().stream().flatMap(cell -> pair(cell, seed).stream()).toList();
    long images = pairs.stream().flatMap(Pair::images).distinct().count();
    return pairs.size() == contrast.cells().size() && images == 1 ? pairs : List.of();
  }

  private Optional<Pair> pair(Contrast.Cell cell, long seed) {
    return net(cell.armId(), seed)
        .flatMap(
            level ->
                net(cell.baselineArmId(), seed).map(baseline -> new Pair(seed, level, baseline)));
  }

  private Optional<Net> net(String armId, long seed) {
    return runs.find(armId, seed)
        .filter(run -> run.state() == RunState.COMPLETED)
        .flatMap(this::net);
  }

  private Optional<Net> net(RunRecord run) {
    return Optional.ofNullable(results.get(run.runId()))
        .filter(result -> result.hasImages() && result.truth().size() >= MIN_IMAGES)
        .map(result -> new Net(run.runId(), testedOn(run, result), result.predictions()));
  }

  private Images testedOn(RunRecord run, RunResult result) {
    String dataSet = sweep.settings(run).find(DATA_SET).map(Setting::text).orElse("");
    return new Images(dataSet, result.truth());
  }
}
