package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * What a contrast costs beside time: memory as it was measured, and what its nets consist of, which
 * is exact. It gives no verdict.
 *
 * @param nets the sizes that differ; empty if none does, or if the runs did not tell of their nets
 */
public record ContrastCost(Contrast contrast, Memory memory, List<Nets> nets) {

  /**
   * Peak memory of the process that trained, paired by seed. NaN where there are too few seeds.
   *
   * @param pairs complete seeds
   * @param level bytes, the geometric mean over the seeds
   * @param baseline likewise
   * @param ratio level over baseline, from the mean of the logarithms
   * @param interval the 95 % t interval of the ratio, from the logarithms
   */
  public record Memory(int pairs, double level, double baseline, double ratio, Interval interval) {

    static Memory of(Pairing pairing) {
      PairedSample sample = pairing.sample();
      return new Memory(
          sample.n(),
          mean(pairing.differences().stream().mapToDouble(SeedDifference::level)),
          mean(pairing.differences().stream().mapToDouble(SeedDifference::baseline)),
          Math.exp(sample.mean()),
          sample.interval(1 - Thresholds.ALPHA).map(Math::exp));
    }

    private static double mean(DoubleStream logarithms) {
      return Math.exp(logarithms.average().orElse(Double.NaN));
    }
  }

  /** Of a net: weights and biases, and multiplications with a weight in one image's pass. */
  public record Size(long parameters, long multiplyAdds) {}

  /**
   * Nets of two arms.
   *
   * @param cells whose they are: {@code lrn=true against lrn=false}
   */
  public record Nets(Size level, Size baseline, List<String> cells) {
    public Nets {
      cells = List.copyOf(cells);
    }
  }

  private record Sides(Size level, Size baseline) {}

  public ContrastCost {
    nets = List.copyOf(nets);
  }

  /**
   * The costs of a sweep's contrasts, in their order.
   *
   * @param models the net that a run trained, by run id, if it told of it
   */
  public static List<ContrastCost> of(
      JudgedRuns runs, Function<String, Optional<ModelCard>> models) {
    Map<String, Size> sizes = sizes(runs.evidence(), models);
    return runs.contrasts().stream()
        .map(
            contrast ->
                new ContrastCost(
                    contrast,
                    Memory.of(Pairing.of(runs.byArm(), contrast, Endpoint.memory())),
                    nets(contrast, sizes, runs.evidence().sweep())))
        .toList();
  }

  /** Of the parameters, level over baseline, cell by cell; 1 where it changes no shape. */
  public DoubleStream parameterRatios() {
    int cells = nets.stream().mapToInt(n -> n.cells().size()).sum();
    DoubleStream elsewhere =
        cells == contrast.cells().size() ? DoubleStream.empty() : DoubleStream.of(1);
    return DoubleStream.concat(
        elsewhere,
        nets.stream()
            .mapToDouble(n -> (double) n.level().parameters() / n.baseline().parameters()));
  }

  /** By arm. */
  private static Map<String, Size> sizes(
      Evidence evidence, Function<String, Optional<ModelCard>> models) {
    Map<String, Size> sizes = new HashMap<>();
    for (RunRecord run : evidence.comparisonRuns()) {
      if (!sizes.containsKey(run.armId())) {
        models
            .apply(run.runId())
            .map(card -> new Size(card.parameters(), card.multiplyAdds()))
            .ifPresent(size -> sizes.put(run.armId(), size));
      }
    }
    return sizes;
  }

  private static List<Nets> nets(Contrast contrast, Map<String, Size> sizes, SweepRecord sweep) {
    Map<Sides, List<String>> cells = new LinkedHashMap<>();
    for (Contrast.Cell cell : contrast.cells()) {
      Sides sides = new Sides(sizes.get(cell.armId()), sizes.get(cell.baselineArmId()));
      cells.computeIfAbsent(sides, s -> new ArrayList<>()).add(title(cell, sweep));
    }
    return cells.entrySet().stream()
        .filter(e -> e.getKey().level() != null && e.getKey().baseline() != null)
        .filter(e -> !e.getKey().level().equals(e.getKey().baseline()))
        .map(e -> new Nets(e.getKey().level(), e.getKey().baseline(), e.getValue()))
        .toList();
  }

  private static String title(Contrast.Cell cell, SweepRecord sweep) {
    return "%s against %s"
        .formatted(sweep.arm(cell.armId()).label(), sweep.arm(cell.baselineArmId()).label());
  }
}
