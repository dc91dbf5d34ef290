package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.wording.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** By what a sweep's runs are told that never learned. */
final class LearningView {
  private LearningView() {}

  /** In words; empty of a sweep that compares nothing. */
  static String rule(SweepFacts facts) {
    if (facts.contrasts().isEmpty()) {
      return "";
    }
    ChanceLevels chance = facts.evidence().chanceLevels();
    List<ChanceLevel> levels =
        facts.evidence().comparisonRuns().stream()
            .map(chance::of)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (levels.isEmpty()) {
      return facts.sweep().header().program() instanceof ProgramRef.BuiltIn
          ? "not known: the classes of the data set are not"
          : "not known: the spec does not say it (stuck)";
    }
    return levels.stream().map(Names::chance).collect(Collectors.joining("; or "));
  }
}
