package dev.nightsweep.search.pruning;

import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;

/** Which class stands for which rule of a spec: a new one is registered here. */
final class Rules {
  private Rules() {}

  /** What judges every reading as it comes. */
  static TrialPruner of(Pruner pruner, String study) {
    return pruner instanceof Pruner.Median median
        ? new MedianPruner(median)
        : byRungs(pruner, study);
  }

  /** What judges at fixed points. */
  static SynchronousRule synchronous(Pruner pruner, String study) {
    if (pruner instanceof Pruner.Median median) {
      return new BehindOthers(median);
    }
    return pruner instanceof Pruner.Halving halving && halving.form() == Form.PROMOTE
        ? new WholeRungs(halving)
        : new InOrder(byRungs(pruner, study));
  }

  private static RungPruner byRungs(Pruner pruner, String study) {
    if (pruner instanceof Pruner.Bands bands) {
      return new WandbHyperbandPruner(bands);
    } else if (pruner instanceof Pruner.Halving halving) {
      return new SuccessiveHalvingPruner(halving.minEpochs(), halving.eta(), halving.form());
    } else if (pruner instanceof Pruner.Brackets brackets) {
      return new HyperbandPruner(brackets, study);
    }
    throw new AssertionError(pruner);
  }
}
