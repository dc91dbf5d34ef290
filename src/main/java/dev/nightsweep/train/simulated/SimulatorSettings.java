package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a spec may ask of the simulator itself.
 *
 * @param secondsPerEpoch real seconds that an epoch takes; 0 for as fast as possible
 * @param failureRate probability that an attempt fails
 * @param crashRate probability that an attempt takes its worker process with it
 * @param nanRate probability that a run diverges
 */
record SimulatorSettings(
    double secondsPerEpoch, double failureRate, double crashRate, double nanRate) {
  private static final String PREFIX = "simulate.";
  private static final String SECONDS_PER_EPOCH = PREFIX + "seconds_per_epoch";
  private static final String FAILURE_RATE = PREFIX + "failure_rate";
  private static final String CRASH_RATE = PREFIX + "crash_rate";
  private static final String NAN_RATE = PREFIX + "nan_rate";

  private static final Setting OFF = Setting.of(0.0);
  private static final Domain PROBABILITY = new Domain.Real(0, true, 1, true);

  static final List<Parameter> PARAMETERS =
      List.of(
          parameter(
              SECONDS_PER_EPOCH,
              Domain.Real.atLeast(0),
              "real seconds that an epoch takes; 0: as fast as possible. The metric seconds is"
                  + " made up all the same"),
          parameter(FAILURE_RATE, PROBABILITY, "probability that an attempt fails, at some epoch"),
          parameter(
              CRASH_RATE,
              PROBABILITY,
              "probability that an attempt ends its worker process with exit code 134, at some"
                  + " epoch"),
          parameter(
              NAN_RATE,
              PROBABILITY,
              "probability that a run's losses become NaN, at some epoch, in every attempt alike"));

  static final Settings DEFAULTS =
      Settings.of(
          Map.of(SECONDS_PER_EPOCH, OFF, FAILURE_RATE, OFF, CRASH_RATE, OFF, NAN_RATE, OFF));

  static SimulatorSettings of(Settings settings) {
    return new SimulatorSettings(
        settings.real(SECONDS_PER_EPOCH),
        settings.real(FAILURE_RATE),
        settings.real(CRASH_RATE),
        settings.real(NAN_RATE));
  }

  /** What is left of the settings without these: all that readings depend on. */
  static Settings leaveOut(Settings settings) {
    Map<String, Setting> left = new TreeMap<>(settings.byName());
    left.keySet().removeIf(name -> name.startsWith(PREFIX));
    return Settings.of(left);
  }

  private static Parameter parameter(String name, Domain domain, String help) {
    return new Parameter(name, domain, OFF.text(), help, 1);
  }
}
