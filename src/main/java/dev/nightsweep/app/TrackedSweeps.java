package dev.nightsweep.app;

import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.wording.TrackedText;
import java.util.Optional;

/** Refuses to train what was trained elsewhere and taken from a tracker. */
public final class TrackedSweeps {
  private TrackedSweeps() {}

  /**
   * Lets sweeps be that are trained here.
   *
   * @throws UserErrorException if its runs were trained elsewhere
   */
  static void refuse(SweepHeader header) {
    refusal(header)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * The same of the sweep that a spec means.
   *
   * @param newName of the sweep that {@code --new} would begin
   */
  static void refuse(SweepHeader header, String newName) {
    TrackedText.refusal(header)
        .ifPresent(
            refusal -> {
              throw UserErrorException.usage(
                  "%s Maybe --new, to start %s.".formatted(refusal, newName));
            });
  }

  /** Why a sweep that does not run cannot be steered. */
  public static UserErrorException notRunning(SweepRecord sweep) {
    return refusal(sweep.header())
        .orElseGet(() -> UserErrorException.usage("%s is not running.".formatted(sweep.sweepId())));
  }

  /** What there is to say against training runs of the sweep; empty if it is trained here. */
  static Optional<UserErrorException> refusal(SweepHeader header) {
    return TrackedText.refusal(header).map(UserErrorException::usage);
  }
}
