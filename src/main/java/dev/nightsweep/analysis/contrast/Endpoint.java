package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.TestedNet;
import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing that the arms of a sweep are compared by.
 *
 * @param objective its metric, and which way is better
 * @param margin the equivalence margin, on the scale of the readings
 * @param ratio whether readings are logarithms, and results are shown as ratios
 * @param reader a run's reading; a run that never learned has none, but takes its time
 * @param neverLearned whether that is why a run has none
 * @param leavesOut whether a run does not count at all, without being lost
 * @param floor the least standard deviation that differences are taken to have: half of the step
 *     that readings come in, since rounding to such steps can hide as much
 * @param nets what a run's net made of the images that it was read on, if those are test images
 */
record Endpoint(
    Objective objective,
    OptionalDouble margin,
    boolean ratio,
    Function<RunRecord, OptionalDouble> reader,
    Predicate<RunRecord> neverLearned,
    Predicate<RunRecord> leavesOut,
    double floor,
    Function<RunRecord, Optional<TestedNet>> nets) {

  /** Without a floor, of nets that told nothing of the images they were tested on. */
  Endpoint(
      Objective objective,
      OptionalDouble margin,
      boolean ratio,
      Function<RunRecord, OptionalDouble> reader,
      Predicate<RunRecord> neverLearned,
      Predicate<RunRecord> leavesOut) {
    this(objective, margin, ratio, reader, neverLearned, leavesOut, 0, run -> Optional.empty());
  }

  /** The same with a floor and what is known of nets. */
  Endpoint with(double least, Function<RunRecord, Optional<TestedNet>> known) {
    return new Endpoint(objective, margin, ratio, reader, neverLearned, leavesOut, least, known);
  }

  /** Without a floor, and with the readings of runs that never learned. */
  Endpoint withoutFloor() {
    return isTime()
        ? new Endpoint(objective, margin, true, reader, neverLearned, leavesOut)
        : reading(objective, margin, run -> false);
  }

  /** Without a margin, which is a difference. */
  Endpoint asRatio() {
    return new Endpoint(
        objective,
        OptionalDouble.empty(),
        true,
        run -> log(reader.apply(run)),
        neverLearned,
        leavesOut);
  }

  /** A metric as it is; a run that never learned has no reading. */
  static Endpoint reading(
      Objective objective, OptionalDouble margin, Predicate<RunRecord> neverLearned) {
    return new Endpoint(
        objective,
        margin,
        false,
        run -> neverLearned.test(run) ? OptionalDouble.empty() : read(run, objective),
        neverLearned,
        run -> false);
  }

  private static OptionalDouble read(RunRecord run, Objective objective) {
    return run.state() == RunState.COMPLETED
        ? run.reading(objective.metric())
        : OptionalDouble.empty();
  }

  /** Training time, as logarithms. */
  static Endpoint time(TrainingTimes times, OptionalDouble margin) {
    return new Endpoint(
        new Objective(Metrics.TIME, Goal.MINIMIZE),
        margin,
        true,
        run -> log(times.medianSeconds(run)),
        run -> false,
        times::isLeftOut);
  }

  /**
   * Peak memory, as logarithms. A reused run was measured elsewhere: it does not count, as for
   * time. It is measured to the byte, so it needs no floor.
   */
  static Endpoint memory() {
    Objective objective = new Objective(Metrics.PEAK_MEMORY_BYTES, Goal.MINIMIZE);
    Predicate<RunRecord> elsewhere = run -> run.reusedFrom().isPresent();
    return new Endpoint(
        objective,
        OptionalDouble.empty(),
        true,
        run -> elsewhere.test(run) ? OptionalDouble.empty() : log(read(run, objective)),
        run -> false,
        elsewhere);
  }

  private static OptionalDouble log(OptionalDouble reading) {
    return reading.stream().filter(r -> r > 0).map(Math::log).findFirst();
  }

  boolean isTime() {
    return objective.metric().equals(Metrics.TIME);
  }

  /** From the scale of the readings to the scale of the results. */
  double shown(double reading) {
    return ratio ? Math.exp(reading) : reading;
  }

  /** Of a run that counts; NaN if there is no run, or no reading of it. */
  double reading(Optional<RunRecord> run) {
    return run.filter(leavesOut.negate())
        .map(reader)
        .orElse(OptionalDouble.empty())
        .orElse(Double.NaN);
  }

  /** A seed's readings and their difference, on the scale of the results. */
  SeedDifference shown(SeedDifference seed) {
    return new SeedDifference(
        seed.seed(), shown(seed.level()), shown(seed.baseline()), shown(seed.difference()));
  }
}
