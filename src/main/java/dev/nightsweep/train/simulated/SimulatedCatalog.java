package dev.nightsweep.train.simulated;

import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.Settings;
import java.util.List;
import java.util.stream.Stream;

/** The parameters of {@code simulated}: those of the program it stands in for, and its own. */
public final class SimulatedCatalog implements Catalog {
  private final Catalog real;
  private final List<Parameter> parameters;

  /**
   * @param real of the program to simulate: AlexNet's, whose parameters the simulator reads
   */
  public SimulatedCatalog(Catalog real) {
    this.real = real;
    this.parameters =
        Stream.concat(real.parameters().stream(), SimulatorSettings.PARAMETERS.stream()).toList();
  }

  @Override
  public String program() {
    return BuiltInProgram.SIMULATED.text();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Those of the real program's that are made up: others cannot be judged by. */
  @Override
  public DeclaredMetrics metrics() {
    return new DeclaredMetrics(
        real.metrics().all().stream()
            .filter(metric -> Simulation.METRICS.contains(metric.name()))
            .toList());
  }

  @Override
  public ParameterRoles roles() {
    return real.roles();
  }

  @Override
  public Settings resolve(Settings given) {
    return SimulatorSettings.DEFAULTS.with(real.resolve(given));
  }

  @Override
  public List<String> conflicts(Settings resolved) {
    return real.conflicts(resolved);
  }
}
