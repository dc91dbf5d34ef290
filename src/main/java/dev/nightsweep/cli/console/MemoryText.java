package dev.nightsweep.cli.console;

import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.text.Numbers;

/** Says that memory is short. */
final class MemoryText {
  private static final double MEBIBYTE = 1 << 20;

  private MemoryText() {}

  /**
   * What to say if not as many workers fit as are wanted.
   *
   * @param asked whether the user asked for so many, so that they are started all the same
   */
  static String of(MemoryEstimate need, int wanted, boolean asked) {
    int fitting = need.fitting(wanted);
    String text =
        "%s would take about %.0f MiB, %.0f MiB each, and there are %.0f"
            .formatted(
                Numbers.count(wanted, "worker"),
                wanted * need.perWorker() / MEBIBYTE,
                need.perWorker() / MEBIBYTE,
                need.budget() / MEBIBYTE);
    return asked
        ? text + "; if one is killed for want of memory, fewer go on."
        : "%s: %d train%s at once.".formatted(text, fitting, fitting == 1 ? "s" : "");
  }
}
