package dev.nightsweep.intake;

import dev.nightsweep.model.Settings;

/**
 * A run in its place: an arm and a seed.
 *
 * @param levels the settings that vary, as it has them
 * @param seed of runs without one, which of the arm's runs it is, from 1
 */
record StudyRun(FoundRun run, Settings levels, long seed) {

  /** What has become of it, as far as the metric is concerned. */
  RunFate fate(String metric) {
    boolean isNumber = run.metrics().last(metric).stream().allMatch(Double::isFinite);
    return run.fate() == RunFate.FINISHED && !isNumber ? RunFate.DIVERGED : run.fate();
  }
}
