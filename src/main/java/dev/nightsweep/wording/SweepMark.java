package dev.nightsweep.wording;

import dev.nightsweep.model.SweepHeader;
import java.util.Collection;
import java.util.stream.Collectors;

/** The word or two that a sweep bears wherever it is shown, if its results are not of our own. */
public final class SweepMark {
  private static final String SIMULATED = "SIMULATED";

  private SweepMark() {}

  /** {@code SIMULATED} or {@code TAKEN FROM MLFLOW}; empty of a sweep that was trained here. */
  public static String of(SweepHeader header) {
    return header.isSimulated() ? SIMULATED : TrackedText.mark(header).orElse("");
  }

  /** Those of several sweeps, each once. */
  public static String of(Collection<SweepHeader> headers) {
    return headers.stream()
        .map(SweepMark::of)
        .filter(mark -> !mark.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
