package dev.nightsweep.model;

import static java.util.Objects.requireNonNull;

/**
 * Where in its training an attempt begins: at the beginning, or where a checkpoint stands.
 *
 * @param epoch the first epoch that is trained or finished, from 1; one more than the run has when
 *     only its test is left
 * @param step how many steps of that epoch were taken before
 * @param refused why the checkpoint that was there is not used, in a sentence; else empty
 */
public record Start(int epoch, int step, String refused) {
  /** The first step of the first epoch; there is no checkpoint. */
  public static final Start BEGINNING = new Start(1, 0, "");

  public Start {
    requireNonNull(refused, "refused");
  }

  /** A beginning behind that many steps of that epoch. */
  public static Start at(int epoch, int step) {
    return new Start(epoch, step, "");
  }

  /** The first step of the first epoch, since the checkpoint cannot be used. */
  public static Start refusing(String why) {
    return new Start(1, 0, why);
  }

  /** In words: where it goes on, or why it does not. */
  public String text() {
    return refused.isEmpty() ? "goes on in epoch %d after step %d".formatted(epoch, step) : refused;
  }

  /** Whether something that an earlier attempt trained is used. */
  public boolean isResumed() {
    return epoch > 1 || step > 0;
  }
}
