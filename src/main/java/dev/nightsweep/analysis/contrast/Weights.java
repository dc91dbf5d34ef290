package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.ContrastDetail.Weight;
import dev.nightsweep.analysis.paired.FamilyDecisions;
import dev.nightsweep.analysis.paired.PairedSample;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.sequential.StopRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Which differences of a family are material, and which negligible: claims of their own about the
 * margin, so each kind is a family of its own, adjusted by Holm over all contrasts and over all
 * looks. Each of the claims holds where the two-sided interval at the level that Holm leaves to it
 * lies beyond the margin, or inside.
 */
record Weights(List<ContrastTest> judged, StopRule rule, double margin) {

  /** Contrast by contrast. */
  static List<Weight> of(List<ContrastTest> judged, StopRule rule, OptionalDouble margin) {
    List<Weight> open = Collections.nCopies(judged.size(), Weight.OPEN);
    return margin.isPresent() ? new Weights(judged, rule, margin.getAsDouble()).all() : open;
  }

  private List<Weight> all() {
    List<Boolean> material = material();
    return IntStream.range(0, judged.size())
        .mapToObj(i -> material.get(i) ? Weight.MATERIAL : inside(judged.get(i)))
        .toList();
  }

  private static Weight inside(ContrastTest test) {
    double p = test.decisions().equivalences().get(test.place());
    return p <= Thresholds.ALPHA / 2 ? Weight.NEGLIGIBLE : Weight.OPEN;
  }

  private List<Boolean> material() {
    if (judged.stream().noneMatch(test -> Math.abs(test.seen().mean()) > margin)) {
      return Collections.nCopies(judged.size(), false);
    }
    int size = judged.get(0).decisions().differences().size();
    List<PairedSample> family = new ArrayList<>(judged.stream().map(this::beyond).toList());
    family.addAll(Collections.nCopies(size - family.size(), new PairedSample(List.of())));
    FamilyDecisions beyond =
        rule.decisions(family, Collections.nCopies(size, OptionalDouble.empty()));
    return IntStream.range(0, judged.size())
        .mapToObj(
            i ->
                beyond.isDifferent(i)
                    && beyond.differing().get(i).mean() * judged.get(i).seen().mean() > 0)
        .toList();
  }

  /** How far the differences are beyond the margin on their side. */
  private PairedSample beyond(ContrastTest test) {
    return test.seen().beyond(Math.signum(test.seen().mean()) * margin);
  }
}
