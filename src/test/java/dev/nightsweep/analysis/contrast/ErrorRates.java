package dev.nightsweep.analysis.contrast;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how often the rules err, on simulated studies of which the truth is known, and prints
 * tables in Markdown; {@code make calibrate}. Nothing here is a test: it takes minutes. Its seeds
 * are fixed, so it prints the same numbers every time.
 */
final class ErrorRates {
  private static final String RULE = "|---|---:|---:|---:|---:|---:|---|%n";

  private ErrorRates() {}

  public static void main(String[] arguments) {
    List<Supplier<List<Rate>>> cells =
        Stream.of(
                FixedSeeds.cells(),
                LostRuns.cells(),
                AddedSeeds.cells(),
                AnyLook.cells(),
                PredictedPower.cells())
            .flatMap(List::stream)
            .toList();
    List<Rate> rates = cells.parallelStream().map(Supplier::get).flatMap(List::stream).toList();
    summary(rates);
    details(rates);
    if (rates.stream().anyMatch(rate -> !rate.passes())) {
      System.exit(1);
    }
  }

  private static void summary(List<Rate> rates) {
    Map<String, List<Rate>> byWhat =
        rates.stream()
            .collect(Collectors.groupingBy(Rate::what, LinkedHashMap::new, Collectors.toList()));
    print(
        "| what | cells | studies a cell | worst cell | its 99 %% lower bound | wanted | passes"
            + " |%n");
    print(RULE);
    byWhat.forEach(
        (what, all) -> {
          Rate worst = all.stream().max(Comparator.comparingDouble(Rate::distance)).orElseThrow();
          print(
              "| %s | %d | %,d | %s | %s | %s | %s |%n",
              what,
              all.size(),
              worst.studies(),
              worst.percent(),
              worst.lowerBound(),
              worst.wanted().text(),
              all.stream().allMatch(Rate::passes) ? "yes" : "**no**");
        });
  }

  private static void details(List<Rate> rates) {
    print("%n| cell | what | studies | rate | 99 %% lower bound | wanted | passes |%n");
    print("|---|---|---:|---:|---:|---:|---|%n");
    for (Rate rate : rates) {
      print(
          "| %s | %s | %,d | %s | %s | %s | %s |%n",
          rate.cell(),
          rate.what(),
          rate.studies(),
          rate.percent(),
          rate.lowerBound(),
          rate.wanted().text(),
          rate.passes() ? "yes" : "**no**");
    }
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format, arguments);
  }
}
