package dev.nightsweep.cli;

import dev.nightsweep.app.SequentialOption;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a sweep is to be run, now: options of {@code run} and {@code resume}. */
public final class RunOptions {
  private static final double SECONDS_AN_HOUR = 3600;

  @Mixin private WorkersOption workers;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description =
          "Try a run again, with the same seed, when its worker died (default: "
              + Policy.RETRIES
              + ").")
  private int retries = Policy.RETRIES;

  @Option(
      names = "--retry-failed",
      description = "Train runs again that failed, crashed or timed out in an earlier sitting.")
  private boolean retryFailed;

  @Option(
      names = "--no-reuse",
      description = "Train also what was trained before with the same settings, seed and data.")
  private boolean noReuse;

  @Option(
      names = "--run-timeout",
      paramLabel = "MINUTES",
      description = "End an attempt that takes longer; its run counts as timed out.")
  private Double runMinutes;

  @Option(
      names = "--stall-timeout",
      paramLabel = "MINUTES",
      description = "End an attempt that makes no step for so long (default: 10).")
  private double stallMinutes = Policy.STALL.toSeconds() / 60.0;

  @Option(
      names = "--give-up-after",
      paramLabel = "N",
      description =
          "End the sweep when N attempts in a row fail the same way (default: "
              + Policy.SAME_FAILURES
              + ").")
  private int sameFailures = Policy.SAME_FAILURES;

  @Option(
      names = "--finish-by",
      paramLabel = "HH:MM",
      description = "Start nothing that would not be done at that time; instead of the spec's.")
  private LocalTime finishBy;

  @Option(
      names = "--max-hours",
      paramLabel = "H",
      description = "Start nothing that would not be done in so many hours; instead of the spec's.")
  private Double maxHours;

  @Option(
      names = "--in-parts",
      description =
          "Leave what there is no time for to the next sitting, instead of tuning or trying less"
              + " so that this one gets to an answer.")
  private boolean inParts;

  @Option(
      names = "--no-calibrate",
      description = "Start at once, without timing a sample of what was never timed here.")
  private boolean noCalibrate;

  @Option(
      names = "--until-settled",
      description =
          "Add seeds, one block after the other, until every verdict is settled: by a rule whose"
              + " error rate allows for looking after each. The sweep keeps the rule.")
  private boolean untilSettled;

  @Option(
      names = "--max-seeds",
      paramLabel = "N",
      description =
          "With --until-settled: at most that many seeds (default: 20, or twice the planned ones).")
  private Integer maxSeeds;

  @Option(
      names = "--pilot",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "3",
      description =
          "Train the first N seeds (3 if not said) and stop, without a verdict, then say how many"
              + " seeds would do. Those runs count: without --pilot the sweep goes on from there.")
  private Integer pilot;

  @Option(
      names = "--on-finish",
      paramLabel = "COMMAND",
      description = "A shell command that gets the result as JSON on its standard input.")
  private String onFinish;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  public int workers() {
    return workers.number();
  }

  /** Whether the user has said how many workers there are to be. */
  public boolean areWorkersGiven() {
    return workers.isGiven();
  }

  /** Where runs train. */
  public EngineOptions engine() {
    return engine;
  }

  /** How many workers the user wants, if that was said. */
  public OptionalInt workersGiven() {
    return workers.isGiven() ? OptionalInt.of(workers.number()) : OptionalInt.empty();
  }

  public boolean json() {
    return json;
  }

  public boolean retryFailed() {
    return retryFailed;
  }

  public boolean reuse() {
    return !noReuse;
  }

  /** Whether a long sweep may be preceded by timing samples of its runs. */
  public boolean calibrate() {
    return !noCalibrate;
  }

  /** Whether seeds are to be added until all is settled, and how many. */
  public Optional<SequentialOption> untilSettled() {
    return untilSettled
        ? Optional.of(
            new SequentialOption(maxSeeds == null ? OptionalInt.empty() : OptionalInt.of(maxSeeds)))
        : Optional.empty();
  }

  /** Those of the options that a sweep keeps, whoever runs it. */
  List<String> argumentsForOwner() {
    List<String> arguments = new ArrayList<>();
    if (untilSettled) {
      arguments.add("--until-settled");
    }
    if (maxSeeds != null) {
      arguments.addAll(List.of("--max-seeds", maxSeeds.toString()));
    }
    return arguments;
  }

  /** How many seeds are a pilot, if this is to be one. */
  public OptionalInt pilot() {
    return pilot == null ? OptionalInt.empty() : OptionalInt.of(pilot);
  }

  public Optional<String> onFinish() {
    return Optional.ofNullable(onFinish);
  }

  /** Refuses what makes no sense. */
  void check() {
    WorkersOption.requireAtLeast(0, retries, "--retries");
    WorkersOption.requireAtLeast(1, sameFailures, "--give-up-after");
    if (maxSeeds != null && !untilSettled) {
      throw UserErrorException.usage("--max-seeds needs --until-settled.");
    }
    if (pilot != null) {
      WorkersOption.requireAtLeast(2, pilot, "--pilot");
      if (untilSettled) {
        throw UserErrorException.usage("--pilot and --until-settled exclude each other.");
      }
    }
    requirePositive(runMinutes, "--run-timeout");
    requirePositive(stallMinutes, "--stall-timeout");
    requirePositive(maxHours, "--max-hours");
    workers.number();
    engine.check();
  }

  private static void requirePositive(Double given, String option) {
    if (given != null && !(given > 0)) {
      throw UserErrorException.usage("%s (%s) must be above 0.".formatted(option, given));
    }
  }

  /** The policy of a sitting that begins now; options come before what the spec says. */
  public Policy policy(Spec spec, ZonedDateTime now) {
    Optional<Double> hours =
        Optional.ofNullable(maxHours).or(() -> spec.ablation().budget().maxHours());
    Optional<LocalTime> time =
        Optional.ofNullable(finishBy).or(() -> spec.ablation().budget().finishBy());
    Optional<Instant> deadline =
        Stream.of(hours.map(h -> after(now, h)), time.map(t -> next(now, t)))
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    return new Policy(
        retries,
        minutes(stallMinutes),
        Optional.ofNullable(runMinutes).map(RunOptions::minutes),
        sameFailures,
        deadline,
        inParts || spec.ablation().budget().inParts(),
        Map.of(),
        pilot());
  }

  private static Instant after(ZonedDateTime now, double hours) {
    return now.toInstant().plusMillis(Math.round(hours * SECONDS_AN_HOUR * 1000));
  }

  /** The next time that the clock shows so, today or tomorrow. */
  private static Instant next(ZonedDateTime now, LocalTime time) {
    ZonedDateTime today = now.with(time);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }
}
