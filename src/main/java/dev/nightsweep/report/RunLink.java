package dev.nightsweep.report;

import dev.nightsweep.model.RunRecord;

/**
 * From a sweep's page to a run: its own page, or, where the script runs, a panel.
 *
 * @param runId opened by the script
 * @param page relative to the sweep's page
 */
public record RunLink(String runId, String page) {

  static RunLink of(RunRecord run) {
    return new RunLink(run.runId(), "runs/" + run.runId() + "/run.html");
  }
}
