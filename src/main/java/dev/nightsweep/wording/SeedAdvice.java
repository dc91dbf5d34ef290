package dev.nightsweep.wording;

import dev.nightsweep.analysis.audit.SeedSource;

/** Says where seeds may come from. */
final class SeedAdvice {
  private static final String OTHERS = " (if the spec lists its seeds, list others).";

  private SeedAdvice() {}

  static String of(SeedSource source) {
    return switch (source) {
      case THIS_SWEEP ->
          "Add seeds to this sweep, as its tests hold at any look: the same command with a larger `--max-seeds`.";
      case NEW_SWEEP ->
          "Ask the question in a sweep of its own, on fresh seeds: `run --new`" + OTHERS;
      case NEW_UNTIL_SETTLED ->
          "Start a new sweep on fresh seeds that adds seeds until all is settled: `run --new --until-settled`"
              + OTHERS;
      case NEW_WITH_LARGER_CAP ->
          "Start a new sweep on fresh seeds that may take more of them: `run --new --until-settled` with a larger `--max-seeds`"
              + OTHERS;
      case NEW_ANYTIME ->
          "Start a new sweep on fresh seeds by tests that hold at any look: `run --new --anytime`"
              + OTHERS;
      case ELSEWHERE ->
          "Train more seeds where these were trained, and take all of them in again with `import --from`: the question is then asked anew, after a look.";
    };
  }
}
