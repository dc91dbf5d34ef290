package dev.nightsweep.publish.mlflow;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.wording.AnswerText;
import dev.nightsweep.wording.ContrastText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the verdicts of a sweep say of its arms. */
final class ArmVerdicts {
  private static final String BASELINE = "baseline";

  private final List<Contrast> contrasts;
  private final String metric;
  private final List<ContrastResult> results;
  private final Map<ContrastResult, String> sentences;

  ArmVerdicts(StoredSweep stored) {
    this.contrasts = stored.analysis().sweep().header().contrasts();
    this.metric = stored.analysis().sweep().header().objective().metric();
    this.results = stored.current();
    this.sentences = new AnswerText(stored.analysis()).verdicts();
  }

  /**
   * In a word where the arm is compared once: {@code worse}; {@code baseline} where others are
   * compared with it alone. Empty before the first look, and where nothing is compared.
   */
  Optional<String> word(String armId) {
    List<Contrast> compared = contrasts.stream().filter(c -> isLevel(c, armId)).toList();
    List<String> words = new ArrayList<>();
    for (Contrast contrast : compared) {
      result(contrast)
          .map(ContrastText::word)
          .map(word -> compared.size() == 1 ? word : contrast.title() + ": " + word)
          .ifPresent(words::add);
    }
    boolean isBaseline =
        compared.isEmpty() && !results.isEmpty() && contrasts.stream().anyMatch(of(armId));
    return isBaseline
        ? Optional.of(BASELINE)
        : Optional.of(String.join("; ", words)).filter(text -> !text.isEmpty());
  }

  /** All sentences on contrasts that the arm is part of. */
  List<String> sentences(String armId) {
    List<Contrast> all = contrasts.stream().filter(of(armId)).toList();
    return sentences.entrySet().stream()
        .filter(said -> all.stream().anyMatch(contrast -> isOf(contrast, said.getKey())))
        .map(said -> said.getValue().strip())
        .toList();
  }

  private Optional<ContrastResult> result(Contrast contrast) {
    return results.stream()
        .filter(result -> result.metric().equals(metric) && isOf(contrast, result))
        .findFirst();
  }

  private static boolean isOf(Contrast contrast, ContrastResult result) {
    return contrast.factor().equals(result.factor())
        && contrast.level().equals(result.level())
        && contrast.baseline().equals(result.baseline());
  }

  private static Predicate<Contrast> of(String armId) {
    return contrast ->
        isLevel(contrast, armId)
            || contrast.cells().stream().anyMatch(cell -> cell.baselineArmId().equals(armId));
  }

  private static boolean isLevel(Contrast contrast, String armId) {
    return contrast.cells().stream().anyMatch(cell -> cell.armId().equals(armId));
  }
}
