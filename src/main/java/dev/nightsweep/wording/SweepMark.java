package dev.nightsweep.wording;

import dev.nightsweep.model.SweepHeader;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The word or two that a sweep bears wherever it is shown, if no net was trained for it, or none
 * here.
 *
 * @param text {@code SIMULATED} or {@code TAKEN FROM MLFLOW}; empty of a sweep that was trained
 *     here
 * @param loud whether its numbers say nothing
 */
public record SweepMark(String text, boolean loud) {
  private static final SweepMark NONE = new SweepMark("", false);

  public static SweepMark of(SweepHeader header) {
    return header.isSimulated()
        ? new SweepMark("SIMULATED", true)
        : TrackedText.mark(header).map(text -> new SweepMark(text, false)).orElse(NONE);
  }

  /** Those of several sweeps, each once. */
  public static SweepMark of(Collection<SweepHeader> headers) {
    return new SweepMark(
        headers.stream()
            .map(header -> of(header).text())
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining(", ")),
        headers.stream().anyMatch(SweepHeader::isSimulated));
  }

  /** With another mark, which is loud. */
  public SweepMark and(String other) {
    return new SweepMark(text.isEmpty() ? other : text + ", " + other, true);
  }

  /** As a page's title begins. */
  public String prefix() {
    return text.isEmpty() ? "" : text + ": ";
  }

  /** The classes of a page's style. */
  public String style() {
    return loud ? "chip loud" : "chip";
  }
}
