package dev.nightsweep.cli.console;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Says on the console how arms are tuned before they are compared. */
final class TuningText {
  private TuningText() {}

  /** {@code learning_rate inside every arm: 3 settings × 3 selection seeds, on validation}. */
  static String of(Tuning tuning) {
    return "%s inside every arm: %s × %s (from %d), on validation"
        .formatted(
            String.join(", ", tuning.parameters()),
            Numbers.count(tuning.candidates().size(), "setting"),
            Numbers.count(tuning.seeds().size(), "selection seed"),
            tuning.seeds().get(0));
  }

  /** How many runs there will be; while arms are tuned, of both phases. */
  static String runs(Plan plan) {
    int selection = plan.runs(Phase.SELECTION).size();
    int all = plan.runs().size() + plan.toCome();
    return selection == 0
        ? Integer.toString(all)
        : "%d (%d to tune, then %d to compare)".formatted(all, selection, all - selection);
  }

  /** What was chosen, arm by arm, and what is to be known about it. */
  static List<String> choices(Plan plan) {
    List<String> lines = new ArrayList<>();
    for (Tuning.Choice choice : plan.header().tuning().orElseThrow().choices()) {
      String label = plan.arm(choice.armId()).label();
      lines.add("Tuned: %s is compared at %s.".formatted(label, choice.settings()));
      choice.remarks().forEach(remark -> lines.add("warning: " + remark.text()));
    }
    return lines;
  }
}
