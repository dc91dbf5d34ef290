package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The rows of a look as they are stored, held against what the readings give.
 *
 * <p>Rows that were computed by the rules of today must agree in everything. Earlier rules knew no
 * floor of the spread, nothing of runs that never learn or that repeat others, counted lost runs in
 * pairs, and looked back differently at what earlier looks had settled. So the numbers of their
 * rows must agree with those of today with or without floor and never-learned runs; those of
 * repeated looks that are adjusted, and verdicts where seeds were lost or looks are repeated, must
 * agree with the p values beside them; and what earlier versions did not store may be missing.
 *
 * @param runs as of the look
 * @param rows as stored
 * @param current whether they were computed by the rules of today
 */
public record StoredLook(JudgedRuns runs, List<ContrastResult> rows, boolean current) {
  /** Between computers, the last digits of a p value may differ. */
  private static final double ROUNDING = 1e-9;

  private static final String VERDICT = "verdict";
  private static final String BY_LEVEL = "byLevel";
  private static final String PAIRS = "pairs";
  private static final String FOUND_AT = "foundAt";

  /** What earlier rules computed otherwise where there are several looks. */
  private static final List<String> ADJUSTED = List.of("pHolm", "pEquivalenceHolm");

  /** What earlier versions did not store. */
  private static final List<String> ADDED =
      List.of(
          "pEquivalenceHolm",
          FOUND_AT,
          "estimateLooks",
          "ciLowLooks",
          "ciHighLooks",
          "crossedImages",
          BY_LEVEL,
          "probWorse",
          "probEquivalent",
          "probBetter",
          "pFailures");

  private static final Map<String, ToDoubleFunction<ContrastResult>> NUMBERS = numbers();

  public StoredLook {
    rows = List.copyOf(rows);
  }

  private static Map<String, ToDoubleFunction<ContrastResult>> numbers() {
    Map<String, ToDoubleFunction<ContrastResult>> numbers = new LinkedHashMap<>();
    numbers.put(PAIRS, ContrastResult::pairs);
    numbers.put("meanDifference", ContrastResult::meanDifference);
    numbers.put("ciLow", ContrastResult::ciLow);
    numbers.put("ciHigh", ContrastResult::ciHigh);
    numbers.put("pValue", ContrastResult::pValue);
    numbers.put("pT", ContrastResult::pT);
    numbers.put("pHolm", ContrastResult::pHolm);
    numbers.put("pEquivalence", ContrastResult::pEquivalence);
    numbers.put("pEquivalenceHolm", ContrastResult::pEquivalenceHolm);
    numbers.put(FOUND_AT, row -> row.overLooks().foundAt());
    numbers.put("estimateLooks", row -> row.overLooks().estimate());
    numbers.put("ciLowLooks", row -> row.overLooks().low());
    numbers.put("ciHighLooks", row -> row.overLooks().high());
    numbers.put("crossedImages", row -> row.images().map(Double::valueOf).orElse(Double.NaN));
    numbers.put("probWorse", row -> row.posterior().worse());
    numbers.put("probEquivalent", row -> row.posterior().equivalent());
    numbers.put("probBetter", row -> row.posterior().better());
    numbers.put("pFailures", row -> row.pFailures().orElse(Double.NaN));
    return numbers;
  }

  /** What the readings do not give, row by row. */
  public List<LookDifference> differences(List<ContrastDetail> computed) {
    List<LookDifference> differences = new ArrayList<>();
    List<String> names = computed.stream().map(detail -> name(detail.result())).toList();
    Map<String, ContrastDetail> byName =
        computed.stream().collect(Collectors.toMap(d -> name(d.result()), d -> d, (a, b) -> a));
    Map<Objective, List<ContrastDetail>> earlier = new HashMap<>();
    if (!rows.stream().map(StoredLook::name).toList().equals(names)) {
      differences.addAll(missing(rows, computed.stream().map(ContrastDetail::result).toList()));
    }
    for (ContrastResult row : rows) {
      ContrastDetail now = byName.get(name(row));
      if (now == null) {
        differences.add(unknown(row));
      } else if (!of(row, now.result()).isEmpty()) {
        differences.addAll(current ? of(row, now.result()) : byEarlierRules(row, now, earlier));
      }
    }
    return List.copyOf(differences);
  }

  private static List<LookDifference> missing(
      List<ContrastResult> rows, List<ContrastResult> computed) {
    List<String> there = rows.stream().map(StoredLook::name).toList();
    return computed.stream()
        .filter(result -> !there.contains(name(result)))
        .map(result -> LookDifference.of(result, VERDICT, "missing", result.verdict().text()))
        .toList();
  }

  /** What these rows tell and those, of the same look, do not; and which of those are missing. */
  public static List<LookDifference> ofRows(List<ContrastResult> rows, List<ContrastResult> those) {
    List<LookDifference> differences = new ArrayList<>(missing(rows, those));
    Map<String, ContrastResult> byName =
        those.stream().collect(Collectors.toMap(StoredLook::name, row -> row, (a, b) -> a));
    for (ContrastResult row : rows) {
      differences.addAll(
          Optional.ofNullable(byName.get(name(row)))
              .map(that -> of(row, that))
              .orElseGet(() -> List.of(unknown(row))));
    }
    return List.copyOf(differences);
  }

  /** The same without what those rows tell that earlier versions did not store. */
  public static List<LookDifference> ofKnown(
      List<ContrastResult> rows, List<ContrastResult> those) {
    return ofRows(rows, those).stream().filter(d -> !isAbsent(d)).toList();
  }

  /** Where a contrast holds by level is part of its verdict, and never absent. */
  private static boolean isAbsent(LookDifference difference) {
    String absent = difference.field().equals(FOUND_AT) ? "0" : "NaN";
    return ADDED.contains(difference.field()) && difference.stored().equals(absent);
  }

  private static LookDifference unknown(ContrastResult row) {
    return LookDifference.of(row, VERDICT, row.verdict().text(), "no such contrast");
  }

  private static String name(ContrastResult row) {
    return String.join("\0", row.factor(), row.level(), row.baseline(), row.metric());
  }

  /** What one row tells and another, of the same contrast and metric, does not. */
  public static List<LookDifference> of(ContrastResult row, ContrastResult now) {
    List<LookDifference> differences = new ArrayList<>();
    if (row.verdict() != now.verdict()) {
      differences.add(LookDifference.of(row, VERDICT, row.verdict().text(), now.verdict().text()));
    }
    if (!row.byLevel().equals(now.byLevel())) {
      differences.add(
          LookDifference.of(row, BY_LEVEL, row.byLevel().orElse(""), now.byLevel().orElse("")));
    }
    NUMBERS.forEach(
        (field, number) -> {
          double stored = number.applyAsDouble(row);
          double computed = number.applyAsDouble(now);
          if (!areEqual(stored, computed)) {
            differences.add(
                LookDifference.of(row, field, told(field, stored), told(field, computed)));
          }
        });
    return differences;
  }

  private static String told(String field, double number) {
    return field.equals(PAIRS) || field.equals(FOUND_AT)
        ? Integer.toString((int) number)
        : Double.toString(number);
  }

  static boolean areEqual(double stored, double computed) {
    return Double.compare(stored, computed) == 0
        || Math.abs(stored - computed)
            <= ROUNDING * Math.max(1e-3, Math.max(Math.abs(stored), Math.abs(computed)));
  }

  private List<LookDifference> byEarlierRules(
      ContrastResult row, ContrastDetail now, Map<Objective, List<ContrastDetail>> earlier) {
    List<LookDifference> today = of(row, now.result());
    int look = now.result().look();
    ContrastDetail then =
        earlier
            .computeIfAbsent(now.objective(), asked -> Verdicts.withoutFloor(runs, asked, look))
            .get(runs.contrasts().indexOf(now.contrast()));
    List<String> alsoThen = of(row, then.result()).stream().map(LookDifference::field).toList();
    return today.stream()
        .filter(difference -> alsoThen.contains(difference.field()))
        .filter(difference -> !isExplained(difference.field(), row, then))
        .toList();
  }

  private static boolean isExplained(String field, ContrastResult row, ContrastDetail then) {
    boolean repeated = then.result().isRepeated();
    if (field.equals(VERDICT)) {
      boolean stopped = then.basis() == ContrastDetail.Basis.STOPPED;
      return (repeated || stopped || !then.lost().isEmpty()) && isBorneOut(row, then);
    }
    if (field.equals(BY_LEVEL)) {
      return row.byLevel().isEmpty();
    }
    boolean absent = Double.isNaN(NUMBERS.get(field).applyAsDouble(row));
    boolean unknownThen = ADDED.contains(field) && (absent || field.equals(FOUND_AT));
    return unknownThen || (repeated && ADJUSTED.contains(field));
  }

  /** Earlier tests on failures told of less chance than there was. */
  private static boolean mayBeOfFailures(ContrastDetail then) {
    return !then.lost().isEmpty() && then.failures().pValue() <= 2 * Thresholds.ALPHA;
  }

  /** Whether the p values beside a verdict are such as to give it. */
  private static boolean isBorneOut(ContrastResult row, ContrastDetail then) {
    return switch (row.verdict()) {
      case BETTER, WORSE -> row.pHolm() <= Thresholds.ALPHA || mayBeOfFailures(then);
      case EQUIVALENT -> row.pEquivalence() <= Thresholds.ALPHA;
      case INCONCLUSIVE, NO_VERDICT -> !(row.pHolm() <= Thresholds.ALPHA) || !then.lost().isEmpty();
    };
  }
}
