package dev.nightsweep.train.net;

import java.util.List;
import java.util.Optional;

/** All kinds of layers that a net file may name. */
public final class LayerKinds {
  public static final List<LayerKind> ALL =
      List.of(
          PlannedConvolution.KIND,
          PlannedPooling.MAX,
          PlannedPooling.AVERAGE,
          PlannedGlobalPooling.MAX,
          PlannedGlobalPooling.AVERAGE,
          PlannedDense.KIND,
          PlannedDropout.KIND,
          PlannedBatchNormalization.KIND,
          PlannedResponseNormalization.KIND,
          PlannedActivation.KIND,
          PlannedFlatten.KIND,
          PlannedScale.KIND,
          PlannedResidual.KIND,
          PlannedSoftmax.KIND);

  private LayerKinds() {}

  static Optional<LayerKind> find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(LayerKind::name).toList();
  }
}
