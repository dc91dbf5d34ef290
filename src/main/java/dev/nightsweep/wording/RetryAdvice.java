package dev.nightsweep.wording;

import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Numbers;
import java.util.Optional;

/** How what failed is trained again, said wherever a sweep has such runs. */
public final class RetryAdvice {
  private RetryAdvice() {}

  /** The same behind other sentences: with a space before it, or nothing. */
  public static String behind(SweepRecord sweep) {
    return of(sweep).map(advice -> " " + advice).orElse("");
  }

  /** A sentence; empty if no run failed, crashed or timed out. */
  public static Optional<String> of(SweepRecord sweep) {
    int failed = sweep.header().isTracked() ? 0 : sweep.failed();
    return failed == 0
        ? Optional.empty()
        : Optional.of(
            "`nightsweep resume %s --retry-failed` trains the %s that failed again, also once the program was mended."
                .formatted(sweep.sweepId(), Numbers.count(failed, "run")));
  }
}
