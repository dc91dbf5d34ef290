package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import java.util.List;

/** The same runs, with the levels of some two-level factors compared the other way round. */
final class SwappedArms {
  private final List<String> factors;

  /** Of those factors. */
  SwappedArms(List<String> factors) {
    this.factors = factors;
  }

  boolean isOf(String factor) {
    return factors.contains(factor);
  }

  Evidence of(Evidence evidence) {
    SweepRecord sweep = evidence.sweep();
    return new Evidence(
        new SweepRecord(
            of(sweep.header()),
            sweep.state(),
            sweep.arms(),
            sweep.runs(),
            sweep.startedAt(),
            sweep.endedAt(),
            sweep.looks(),
            sweep.lookedAt()),
        evidence.metrics(),
        evidence.runs(),
        evidence.attempts(),
        evidence.seconds(),
        evidence.cpuSeconds(),
        evidence.environments(),
        evidence.readings());
  }

  private SweepHeader of(SweepHeader header) {
    Design.GridDesign grid = header.design().grid().orElseThrow();
    return new SweepHeader(
        header.sweepId(),
        header.name(),
        header.program(),
        new SweepHeader.Question(
            header.question(),
            header.objective(),
            header.judged(),
            header.margins(),
            header.claims().stream().map(this::of).toList(),
            header.postHoc(),
            header.asked().stuck(),
            header.judgedBefore()),
        new Design.GridDesign(
            grid.seeds(),
            grid.rule(),
            grid.factors().stream().map(this::of).toList(),
            grid.contrasts().stream().map(this::of).toList()),
        header.stopping(),
        header.origin(),
        header.createdAt());
  }

  private Factor of(Factor factor) {
    return isOf(factor.name())
        ? new Factor(
            factor.name(),
            factor.levels(),
            factor.levels().get(1 - factor.levels().indexOf(factor.baseline())))
        : factor;
  }

  private Contrast of(Contrast contrast) {
    return isOf(contrast.factor())
        ? new Contrast(
            contrast.factor(),
            contrast.baseline(),
            contrast.level(),
            contrast.cells().stream()
                .map(cell -> new Contrast.Cell(cell.baselineArmId(), cell.armId()))
                .toList())
        : contrast;
  }

  Claim of(Claim claim) {
    double amount = claim.kind() == Claim.Kind.RATIO ? 1 / claim.amount() : -claim.amount();
    return isOf(claim.contrast().factor())
        ? new Claim(of(claim.contrast()), claim.metric(), claim.kind(), amount)
        : claim;
  }
}
