package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Contrasts whose arms cross: better at one level of another factor and worse at another, each
 * found in the family of the simple effects (a qualitative interaction; Gail and Simon 1985). A
 * mean over such levels describes none of them.
 */
public final class Crossings {
  private Crossings() {}

  /** The same contrasts; those that cross with the verdicts at each level. */
  public static List<ContrastDetail> told(
      List<ContrastDetail> details, List<SimpleEffect> effects) {
    return details.stream().map(detail -> told(detail, effects)).toList();
  }

  private static ContrastDetail told(ContrastDetail detail, List<SimpleEffect> effects) {
    Map<String, List<SimpleEffect>> byFactor =
        effects.stream()
            .filter(effect -> isOf(effect.detail(), detail))
            .collect(
                Collectors.groupingBy(
                    SimpleEffect::factor, LinkedHashMap::new, Collectors.toList()));
    String verdicts =
        byFactor.values().stream()
            .filter(Crossings::cross)
            .map(Crossings::verdicts)
            .collect(Collectors.joining("; "));
    return verdicts.isEmpty() ? detail : detail.byLevel(verdicts);
  }

  private static boolean isOf(ContrastDetail simple, ContrastDetail mean) {
    return simple.result().levels().equals(mean.result().levels())
        && simple.objective().equals(mean.objective());
  }

  private static boolean cross(List<SimpleEffect> levels) {
    return levels.stream()
        .map(effect -> effect.detail().result().verdict())
        .collect(Collectors.toSet())
        .containsAll(Set.of(Verdict.BETTER, Verdict.WORSE));
  }

  private static String verdicts(List<SimpleEffect> levels) {
    return levels.stream()
        .map(
            effect ->
                "%s at %s=%s"
                    .formatted(
                        effect.detail().result().verdict().text(), effect.factor(), effect.level()))
        .collect(Collectors.joining(", "));
  }
}
