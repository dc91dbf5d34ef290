package dev.nightsweep.cli;

import dev.nightsweep.app.SequentialOption;
import dev.nightsweep.app.SessionLimits;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.cli.console.ConsoleListener;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.Policy;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a sweep is to be run, now: options of {@code run} and {@code resume}. */
final class RunOptions {
  @Mixin private WorkersOption workers;
  @Mixin private EngineOptions engine;
  @Mixin private TrustOption trust;

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
      description =
          "Train runs again that failed, crashed or timed out in an earlier session, also once the"
              + " program was mended.")
  private boolean retryFailed;

  @Option(
      names = "--same-code",
      description =
          "Go on though the program has changed since, as if that made no difference: on your own"
              + " responsibility, and marked.")
  private boolean sameCode;

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
      description =
          "End an attempt that makes no step, and whose program writes nothing, for so long"
              + " (default: the spec's, or 10).")
  private Double stallMinutes;

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
          "Leave what there is no time for to the next session, instead of tuning or trying less"
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
      names = "--anytime",
      description =
          "Likewise, by tests that hold at any look: you may stop, look and add seeds at will. The"
              + " sweep keeps the rule.")
  private boolean anytime;

  @Option(
      names = "--max-seeds",
      paramLabel = "N",
      description =
          "With --until-settled or --anytime: at most that many seeds (default: 20, or twice the"
              + " planned ones).")
  private Integer maxSeeds;

  @Option(
      names = "--pilot",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "3",
      description =
          "Train the first N seeds (3 if not said) and stop, without a verdict, then say how many"
              + " seeds would do. Those runs count: without --pilot the sweep goes on from there. Another"
              + " number of seeds is for a new sweep, which gets fresh ones.")
  private Integer pilot;

  @Option(
      names = "--on-finish",
      paramLabel = "COMMAND",
      description = "A shell command that gets the result as JSON on its standard input.")
  private String onFinish;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /**
   * The options of a session, if they make sense.
   *
   * @param fresh whether another sweep is to be started if the spec's exists already
   */
  SessionOptions session(boolean fresh) {
    check();
    return new SessionOptions(
        workers.given(),
        engine.choice(),
        limits(),
        retryFailed,
        !noReuse,
        !noCalibrate,
        untilSettled(),
        fresh);
  }

  private SessionLimits limits() {
    return new SessionLimits(
        retries,
        Optional.ofNullable(stallMinutes).map(RunOptions::minutes),
        Optional.ofNullable(runMinutes).map(RunOptions::minutes),
        sameFailures,
        Optional.ofNullable(finishBy),
        Optional.ofNullable(maxHours).map(SessionLimits::hours),
        inParts,
        pilot == null ? OptionalInt.empty() : OptionalInt.of(pilot));
  }

  /** The spec as the options have it: they may insist that changes of the code do not matter. */
  Spec applied(Spec spec) {
    return sameCode ? spec.insistingOnCode() : spec;
  }

  /** Whether what failed is to be trained again. */
  boolean retriesFailed() {
    return retryFailed;
  }

  /** Whether changes of the code are said not to matter. */
  boolean insistsOnCode() {
    return sameCode;
  }

  /** Whether programs of imported sweeps may be started without a question. */
  boolean trusts() {
    return trust.isGiven();
  }

  /** Shows on the console what happens in the session. */
  ConsoleListener listener(Console console) {
    return new ConsoleListener(console, json, Optional.ofNullable(onFinish), trust.isGiven());
  }

  /** Whether seeds are to be added until all is settled, and how many. */
  private Optional<SequentialOption> untilSettled() {
    Optional<Spec.Stop> stop = Optional.of(anytime ? Spec.Stop.ANYTIME : Spec.Stop.SETTLED);
    return SequentialOption.wish(
        stop.filter(s -> untilSettled || anytime),
        maxSeeds == null ? OptionalInt.empty() : OptionalInt.of(maxSeeds));
  }

  /** Refuses what makes no sense. */
  private void check() {
    WorkersOption.requireAtLeast(0, retries, "--retries");
    WorkersOption.requireAtLeast(1, sameFailures, "--give-up-after");
    if (untilSettled && anytime) {
      throw UserErrorException.usage("--until-settled and --anytime exclude each other.");
    }
    if (pilot != null) {
      WorkersOption.requireAtLeast(2, pilot, "--pilot");
      if (untilSettled || anytime) {
        throw UserErrorException.usage(
            "--pilot and %s exclude each other."
                .formatted(anytime ? "--anytime" : "--until-settled"));
      }
    }
    requirePositive(runMinutes, "--run-timeout");
    requirePositive(stallMinutes, "--stall-timeout");
    requirePositive(maxHours, "--max-hours");
  }

  private static void requirePositive(Double given, String option) {
    if (given != null && !(given > 0)) {
      throw UserErrorException.usage("%s (%s) must be above 0.".formatted(option, given));
    }
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }
}
