package dev.nightsweep.wording;

import dev.nightsweep.analysis.contrast.ArmChoice;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.text.Numbers;
import java.util.Optional;

/** Says how sure it is that arms were compared at their best settings. */
public final class ChoiceText {
  private static final double COIN_TOSS = 1 / 3.0;
  private static final double LEAST_REGRET = 1e-6;

  private ChoiceText() {}

  /**
   * {@code lrn against none leans on the choice of learning_rate=0.02 for none: learning_rate=0.04
   * is truly better with a chance of 48 %, …}.
   *
   * @param arm the label of the weakest choice
   */
  public static String leaning(TunedContrast tuned, String arm) {
    ArmChoice choice = tuned.weakest();
    return "The answer on %s leans on the choice of %s for %s: %s is truly better with a chance of %s%s, and the choice is expected to lose %s to it, %s of %s."
        .formatted(
            tuned.detail().contrast().title(),
            choice.chosen(),
            arm,
            choice.runnerUp().settings(),
            percent(choice.runnerUp().probability()),
            toss(choice),
            regret(choice.runnerUp().regret()),
            percent(tuned.share()),
            tuned.detail().result().verdict() == Verdict.EQUIVALENT
                ? "the margin"
                : "the difference");
  }

  /** The interval with the choice, and how sure the weakest choice is. */
  public static String sentence(TunedContrast tuned, SweepRecord sweep) {
    String arm = sweep.arm(tuned.weakest().armId()).label();
    String interval =
        withChoice(tuned)
            .map(
                i ->
                    "%s: with the choice of settings as a source of variance the 95 %% interval is %s"
                        .formatted(tuned.detail().contrast().title(), i))
            .orElse(tuned.detail().contrast().title());
    ArmChoice.Alternative other = tuned.weakest().runnerUp();
    return "%s; the least sure choice is that of %s for %s (%s is truly better with a chance of %s%s; expected regret %s)%s."
        .formatted(
            interval,
            tuned.weakest().chosen(),
            arm,
            other.settings(),
            percent(other.probability()),
            toss(tuned.weakest()),
            regret(other.regret()),
            tuned.leansOnChoice() ? ", on which the answer leans" : "");
  }

  /** {@code [−0.0004, +0.0021]}, if it can be computed. */
  public static Optional<String> withChoice(TunedContrast tuned) {
    ContrastDetail detail = tuned.detail();
    Interval interval = tuned.withChoice();
    return interval.isKnown()
        ? Optional.of(
            "[%s, %s]"
                .formatted(
                    ContrastText.figure(detail, interval.low()),
                    ContrastText.figure(detail, interval.high())))
        : Optional.empty();
  }

  /** Whether other selection seeds may well have made the other choice. */
  private static String toss(ArmChoice choice) {
    return choice.runnerUp().probability() >= COIN_TOSS ? ", a coin toss" : "";
  }

  /** With two digits that count. */
  public static String regret(double regret) {
    return regret > 0 && regret < LEAST_REGRET
        ? "<" + Numbers.plain(LEAST_REGRET, 6)
        : Numbers.plain(regret, regret > 0 ? Numbers.decimals(regret) : 4);
  }

  /** Of a probability or a share. */
  public static String percent(double share) {
    return Numbers.plain(100 * share, 0) + " %";
  }
}
