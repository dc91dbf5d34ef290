package dev.nightsweep.wording;

import dev.nightsweep.model.SweepHeader;
import java.util.Optional;

/** What is said before anything that a simulated sweep shows. */
public final class SimulationNotice {
  private static final String TEXT =
      "SIMULATED: no network was trained. The simulator made up every number here; they say nothing"
          + " about any model.";

  private SimulationNotice() {}

  /** The notice, if the sweep is simulated. */
  public static Optional<String> of(SweepHeader sweep) {
    return sweep.isSimulated() ? Optional.of(TEXT) : Optional.empty();
  }
}
