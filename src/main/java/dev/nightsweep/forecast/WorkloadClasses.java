package dev.nightsweep.forecast;

import dev.nightsweep.model.Arm;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.TimeEstimate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The kinds of runs that arms come to as far as time goes: runs of a kind take as long an image.
 */
final class WorkloadClasses {
  private final Map<String, TimeEstimate> byArm = new LinkedHashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Program program;
  private final String machine;

  /**
   * @param key equal for all runs that take as long an image, here; readable
   */
  record Kind(String key, TimeEstimate.Measured load) {}

  /**
   * @param machine all that decides the time beside program and settings, in words
   */
  WorkloadClasses(Collection<Arm> arms, Program program, String machine) {
    this.program = program;
    this.machine = machine;
    for (Arm arm : arms) {
      TimeEstimate load = program.timeEstimate(arm.settings());
      byArm.put(arm.armId(), load);
      if (load instanceof TimeEstimate.Measured measured) {
        Kind kind = kind(measured);
        kinds.putIfAbsent(kind.key(), kind);
      }
    }
  }

  /** Each kind that has to be measured, once. */
  List<Kind> all() {
    return List.copyOf(kinds.values());
  }

  /** The kind of an arm's runs, if it has to be measured. */
  Optional<Kind> of(String armId) {
    return byArm.get(armId) instanceof TimeEstimate.Measured measured
        ? Optional.of(kind(measured))
        : Optional.empty();
  }

  Map<String, TimeEstimate> byArm() {
    return byArm;
  }

  /** Seconds of a run of each arm; without the arms of which nothing is known. */
  Map<String, Double> seconds(TimingsFile timings) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    byArm.forEach((arm, load) -> seconds(load, timings).ifPresent(s -> seconds.put(arm, s)));
    return seconds;
  }

  private OptionalDouble seconds(TimeEstimate load, TimingsFile timings) {
    if (load instanceof TimeEstimate.Unknown) {
      return OptionalDouble.empty();
    } else if (load instanceof TimeEstimate.Known known) {
      return OptionalDouble.of(known.seconds());
    } else if (load instanceof TimeEstimate.Measured measured) {
      Optional<Timing> timing = timing(kind(measured), timings);
      return timing.isPresent()
          ? OptionalDouble.of(timing.get().seconds(measured.size()))
          : OptionalDouble.empty();
    }
    throw new AssertionError(load);
  }

  /** Its own timing, else that of the kind with the nearest number of operations, in proportion. */
  private Optional<Timing> timing(Kind kind, TimingsFile timings) {
    return timings
        .find(kind.key())
        .or(
            () ->
                kinds.values().stream()
                    .filter(other -> timings.find(other.key()).isPresent())
                    .min(Comparator.comparingDouble(o -> Math.abs(Math.log(ratio(kind, o)))))
                    .map(o -> timings.find(o.key()).get().times(ratio(kind, o))));
  }

  private static double ratio(Kind one, Kind other) {
    return (double) one.load().operations() / other.load().operations();
  }

  private Kind kind(TimeEstimate.Measured load) {
    String facts =
        "%s; %s; %s".formatted(load.sample(), program.identityInputs(load.sample()), machine);
    return new Kind(facts, load);
  }
}
