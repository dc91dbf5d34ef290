package dev.nightsweep.wording;

import dev.nightsweep.model.SweepHeader;
import java.util.Optional;

/** Says what was changed in a sweep's analysis after there were results. */
public final class PostHocText {
  /** The mark that such a sweep bears wherever it is shown. */
  public static final String MARK = "POST HOC";

  private PostHocText() {}

  /** {@code the seeds (without 2, 5), changed after there were results.}: what follows the mark. */
  public static Optional<String> of(SweepHeader header) {
    return header.isPostHoc()
        ? Optional.of(
            "%s, changed after there were results.".formatted(String.join("; ", header.postHoc())))
        : Optional.empty();
  }
}
