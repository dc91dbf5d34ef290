package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.model.Contrast;
import java.util.List;

/** What the audit found about how settings were chosen. */
public sealed interface SettingFinding extends FindingDetail {

  /**
   * Arms did best at an end of the values that were tried.
   *
   * @param arms their labels
   * @param text the value
   * @param values how many were tried
   */
  record EdgeOfGrid(List<String> arms, String parameter, String text, boolean smallest, int values)
      implements SettingFinding {
    public EdgeOfGrid {
      arms = List.copyOf(arms);
    }
  }

  /** A verdict leans on a choice between two settings that selection seeds hardly tell apart. */
  record UncertainChoice(TunedContrast contrast, String arm) implements SettingFinding {}

  /** The arms have rates of their own that nobody tuned, and differ in something else too. */
  record HandTuned(Contrast contrast, List<String> parameters) implements SettingFinding {
    public HandTuned {
      parameters = List.copyOf(parameters);
    }
  }
}
