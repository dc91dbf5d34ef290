package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.SettingFinding.EdgeOfGrid;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Tuning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Is the best learning rate of an arm inside the range that was tried, or at its end? */
final class EdgeCheck {
  /** Of fewer values one of the ends is always best. */
  private static final int MIN_VALUES = 3;

  private EdgeCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    records.header().tuning().filter(Tuning::isDone).ifPresent(t -> tuned(records, t, findings));
    for (Factor factor : records.header().factors()) {
      if (records.is(Role.LEARNING_RATE, factor.name())) {
        boolean isAsked = records.header().factors().size() == 1;
        findings.addAll(
            edges(factor.name(), SweptRates.best(records, factor), factor.levels(), isAsked));
      }
    }
    return findings;
  }

  private static void tuned(Records records, Tuning tuning, List<Finding> findings) {
    for (String parameter : tuning.parameters()) {
      List<Setting> tried =
          tuning.candidates().stream().flatMap(c -> c.find(parameter).stream()).distinct().toList();
      Map<String, Setting> chosen = new LinkedHashMap<>();
      for (Tuning.Choice choice : tuning.choices()) {
        String arm = records.evidence().sweep().arm(choice.armId()).label();
        choice.settings().find(parameter).ifPresent(setting -> chosen.put(arm, setting));
      }
      findings.addAll(edges(parameter, chosen, tried, false));
    }
  }

  /**
   * @param best by arm
   * @param isAsked whether this parameter alone is compared: then an edge is a result
   */
  private static List<Finding> edges(
      String parameter, Map<String, Setting> best, List<Setting> tried, boolean isAsked) {
    if (tried.size() < 2 || !tried.stream().allMatch(s -> s.raw() instanceof Number)) {
      return List.of();
    }
    double least = tried.stream().mapToDouble(EdgeCheck::number).min().orElseThrow();
    double most = tried.stream().mapToDouble(EdgeCheck::number).max().orElseThrow();
    List<Finding> findings = new ArrayList<>();
    for (double end : new double[] {least, most}) {
      Map<String, Setting> there = new LinkedHashMap<>(best);
      there.values().removeIf(setting -> number(setting) != end);
      if (!there.isEmpty()) {
        findings.add(
            Finding.ofSweep(
                isAsked || tried.size() < MIN_VALUES ? Severity.NOTE : Severity.WARNING,
                AuditCheck.TUNING,
                new EdgeOfGrid(
                    List.copyOf(there.keySet()),
                    parameter,
                    there.values().iterator().next().text(),
                    end == least,
                    tried.size())));
      }
    }
    return findings;
  }

  private static double number(Setting setting) {
    return ((Number) setting.raw()).doubleValue();
  }
}
