package dev.nightsweep.report;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;

/** Which data sets a page must name with their licence. */
final class Licences {
  private Licences() {}

  /** Whether a net was trained on MNIST. */
  static boolean mnist(SweepRecord sweep) {
    return !sweep.header().isSimulated()
        && sweep.arms().stream()
            .flatMap(arm -> arm.settings().find("dataset").stream())
            .map(Setting::text)
            .anyMatch("mnist"::equals);
  }
}
