package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.ResourceEstimate;
import dev.nightsweep.train.TimeEstimate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The simulator as the parent process sees it; reads no data set. */
public final class SimulatedProgram implements Program {
  /** Raised by hand whenever the same settings and seed would give other readings than before. */
  public static final int SIMULATOR_REVISION = 1;

  /** What a run takes without any waiting: journals are written to disk, epoch by epoch. */
  private static final double RUN_SECONDS = 0.01;

  private final Catalog catalog;

  /**
   * @param real the catalog of the program to simulate
   */
  public SimulatedProgram(Catalog real) {
    this.catalog = new SimulatedCatalog(real);
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public SortedMap<String, String> identityInputs(Settings settings) {
    return new TreeMap<>(Map.of("simulator_revision", Integer.toString(SIMULATOR_REVISION)));
  }

  @Override
  public TimeEstimate timeEstimate(Settings settings) {
    return new TimeEstimate.Known(
        RUN_SECONDS + settings.whole("epochs") * SimulatorSettings.of(settings).secondsPerEpoch());
  }

  @Override
  public ResourceEstimate resourceEstimate(Settings settings) {
    return new ResourceEstimate(200L << 20, 0, 0); // a Java VM that does next to nothing
  }
}
