package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.wording.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of a sweep's runs never learned, and by what that is told. */
final class LearningView {
  private LearningView() {}

  /** An arm's label, with how many of its compared runs never learned, if any did not. */
  static String label(SweepFacts facts, Arm arm) {
    Set<String> neverLearned = facts.analysis().neverLearned();
    List<RunRecord> runs =
        facts.evidence().comparisonRuns().stream()
            .filter(run -> run.armId().equals(arm.armId()))
            .toList();
    long stuck = runs.stream().filter(run -> neverLearned.contains(run.runId())).count();
    return stuck == 0
        ? arm.label()
        : "%s (%d of %d %s)".formatted(arm.label(), stuck, runs.size(), Names.NEVER_LEARNED);
  }

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
      ProgramRef program = facts.sweep().header().program();
      return program.isOurs()
          ? "not known: the classes of the data set are not"
          : program instanceof ProgramRef.Command
              ? "not known: the spec does not say it (stuck)"
              : "not known: no tracker tells it";
    }
    return levels.stream().map(Names::chance).collect(Collectors.joining("; or "));
  }
}
