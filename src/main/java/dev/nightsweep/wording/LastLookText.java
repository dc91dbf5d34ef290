package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says where the last look of a sweep, as it is stored, is not what its readings give today. */
public final class LastLookText {
  private static final int MAX_NAMED = 6;
  private static final String VERDICT = "verdict";
  private static final String BY_LEVEL = "byLevel";

  /** The p values that decide verdicts, by their names in journals. */
  private static final Map<String, String> P_VALUES =
      Map.of(
          "pHolm", "p (Holm)",
          "pEquivalence", "p (equivalence)",
          "pEquivalenceHolm", "p (equivalence, Holm)",
          "pFailures", "p (failures)");

  private LastLookText() {}

  /** An error for all that contradicts its own readings, then what is judged otherwise today. */
  public static List<String> lines(SweepAnalysis analysis) {
    return Stream.concat(
            analysis.contradicted().stream().map(d -> FindingText.of(Finding.ofLook(d)).line()),
            sentence(analysis).stream())
        .toList();
  }

  /**
   * What the rules of today judge otherwise than it is stored, with the verdicts that differ first;
   * empty where all is as stored.
   */
  public static Optional<String> sentence(SweepAnalysis analysis) {
    List<List<LookDifference>> rows = byRow(analysis.rejudged());
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    int more = rows.size() - MAX_NAMED;
    return Optional.of(
        "Look %d is stored as it was judged at the time (in the database, in JSON and in the sentences of the answer); pages and tables judge its readings by the rules of today, and differ in %s%s."
            .formatted(
                rows.get(0).get(0).look(),
                rows.stream()
                    .limit(MAX_NAMED)
                    .map(LastLookText::row)
                    .collect(Collectors.joining("; ")),
                more > 0 ? "; and in %s".formatted(Numbers.count(more, "further row")) : ""));
  }

  private static List<List<LookDifference>> byRow(List<LookDifference> differences) {
    Map<String, List<LookDifference>> rows = new LinkedHashMap<>();
    differences.forEach(
        d -> rows.computeIfAbsent(d.contrast() + "\0" + d.metric(), k -> new ArrayList<>()).add(d));
    Collection<List<LookDifference>> all = rows.values();
    return all.stream()
        .sorted(Comparator.comparing(row -> row.stream().noneMatch(LastLookText::isOfVerdict)))
        .toList();
  }

  private static boolean isOfVerdict(LookDifference difference) {
    return difference.field().equals(VERDICT) || difference.field().equals(BY_LEVEL);
  }

  /**
   * {@code lrn: true against false, validation accuracy (verdict from better to inconclusive, …)}.
   */
  private static String row(List<LookDifference> row) {
    List<String> parts =
        new ArrayList<>(
            row.stream().filter(LastLookText::isTold).map(LastLookText::change).toList());
    if (row.stream().anyMatch(d -> !isTold(d))) {
      parts.add(parts.isEmpty() ? "numbers alone" : "other numbers too");
    }
    return "%s, %s (%s)"
        .formatted(title(row.get(0)), Names.metric(row.get(0).metric()), String.join(", ", parts));
  }

  private static String title(LookDifference difference) {
    String arm = Contrast.ARM + ": ";
    String title = difference.contrast();
    return title.startsWith(arm) ? title.substring(arm.length()) : title;
  }

  private static boolean isTold(LookDifference difference) {
    return isOfVerdict(difference)
        || (P_VALUES.containsKey(difference.field())
            && !p(difference.stored()).equals(p(difference.computed())));
  }

  private static String change(LookDifference difference) {
    return switch (difference.field()) {
      case VERDICT -> "verdict from %s to %s".formatted(difference.stored(), difference.computed());
      case BY_LEVEL ->
          "by level from %s to %s"
              .formatted(told(difference.stored()), told(difference.computed()));
      default ->
          "%s from %s to %s"
              .formatted(
                  P_VALUES.get(difference.field()),
                  p(difference.stored()),
                  p(difference.computed()));
    };
  }

  private static String told(String byLevel) {
    return byLevel.isEmpty() ? "not told" : "“" + byLevel + "”";
  }

  private static String p(String number) {
    return Numbers.probability(Double.parseDouble(number));
  }
}
