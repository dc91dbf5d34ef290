package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.TriedOdds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a look tells beside its rows, held against what the readings give: how sure the choice of
 * every arm is, and which runs never learned. Both are as the rules of today have them.
 */
public record StoredOutcomes(JudgedRuns runs, Entry.LookTaken taken) {
  private static final String MISSING = "missing";

  /** What the readings do not give. */
  public List<LookDifference> differences(List<TriedOdds> computed) {
    List<LookDifference> differences = new ArrayList<>();
    List<TriedOdds> stored = taken.choices().orElse(List.of());
    for (TriedOdds odds : computed) {
      compare(stored.stream().filter(s -> isOfTheSame(s, odds)).findFirst(), odds, differences);
    }
    stored.stream()
        .filter(odds -> computed.stream().noneMatch(c -> isOfTheSame(c, odds)))
        .map(odds -> difference(choice(odds), "probBetter", odds.probBetter(), "no such choice"))
        .forEach(differences::add);
    ofNeverLearned().ifPresent(differences::add);
    return differences;
  }

  private void compare(
      Optional<TriedOdds> stored, TriedOdds given, List<LookDifference> differences) {
    String choice = choice(given);
    if (stored.isEmpty()) {
      differences.add(difference(choice, "probBetter", MISSING, given.probBetter()));
      return;
    }
    TriedOdds told = stored.get();
    if (!StoredLook.areEqual(told.probBetter(), given.probBetter())) {
      differences.add(difference(choice, "probBetter", told.probBetter(), given.probBetter()));
    }
    if (!StoredLook.areEqual(told.expectedRegret(), given.expectedRegret())) {
      differences.add(
          difference(choice, "expectedRegret", told.expectedRegret(), given.expectedRegret()));
    }
  }

  private static boolean isOfTheSame(TriedOdds odds, TriedOdds other) {
    return odds.armId().equals(other.armId()) && odds.candidate().equals(other.candidate());
  }

  /** {@code the choice for lrn=true: learning_rate=0.02}. */
  private String choice(TriedOdds odds) {
    String arm =
        runs.evidence().sweep().arms().stream()
            .filter(each -> each.armId().equals(odds.armId()))
            .map(Arm::label)
            .findFirst()
            .orElse(odds.armId());
    return "the choice for %s: %s".formatted(arm, odds.candidate());
  }

  /** The ids of the runs that never learned, sorted, as looks tell them; if it can be known. */
  public static Optional<List<String>> neverLearned(Evidence evidence, Set<String> ids) {
    return evidence.isChanceKnown()
        ? Optional.of(ids.stream().sorted().toList())
        : Optional.empty();
  }

  private Optional<LookDifference> ofNeverLearned() {
    Optional<List<String>> given = neverLearned(runs.evidence(), runs.neverLearned());
    return given.equals(taken.neverLearned())
        ? Optional.empty()
        : Optional.of(
            difference("runs that never learned", "neverLearned", taken.neverLearned(), given));
  }

  private LookDifference difference(String of, String field, Object stored, Object computed) {
    String metric = runs.evidence().sweep().header().objective().metric();
    return new LookDifference(taken.look(), of, metric, field, text(stored), text(computed));
  }

  private static String text(Object told) {
    return told instanceof Optional<?> list
        ? list.map(String::valueOf).orElse(MISSING)
        : String.valueOf(told);
  }
}
