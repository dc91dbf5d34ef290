package dev.nightsweep.model;

import java.util.List;
import java.util.Map;

/** The sweep of {@link Fixtures} whose arms have settings of more parameters. */
public final class MoreSettings {
  private MoreSettings() {}

  /** All its journals, with these settings in either arm. */
  public static List<JournalLine> journals(Map<String, Setting> none, Map<String, Setting> lrn) {
    return Fixtures.journals(Fixtures.SWEEP).stream()
        .map(
            line ->
                line.entry() instanceof Entry.SweepPlanned planned
                    ? new JournalLine(line.journal(), line.seq(), of(planned.plan(), none, lrn))
                    : line)
        .toList();
  }

  private static Entry of(Plan plan, Map<String, Setting> none, Map<String, Setting> lrn) {
    List<Arm> arms =
        plan.arms().stream()
            .map(arm -> with(arm, arm.armId().equals(Fixtures.LRN) ? lrn : none))
            .toList();
    return new Entry.SweepPlanned(new Plan(plan.header(), arms, plan.runs()));
  }

  private static Arm with(Arm arm, Map<String, Setting> more) {
    return new Arm(arm.armId(), arm.label(), arm.levels(), arm.settings().with(Settings.of(more)));
  }
}
