package dev.nightsweep.analysis.contrast;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how often the rules err, on simulated studies of which the truth is known, and prints
 * tables in Markdown; {@code make calibrate}. Nothing here is a test: it takes the better part of
 * an hour. Its seeds are fixed, so it prints the same numbers every time. What a cell came to is
 * kept in the journal, and a cell that is there is not measured again: a run that was broken off
 * goes on. With a number it draws so many studies a cell, and with one more argument only cells
 * whose name contains it.
 */
final class ErrorRates {
  private static final int FAILED = 6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ErrorRates() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    int studies = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Readings.STUDIES;
    String chosen = arguments.length > 2 ? arguments[2] : "";
    List<Cell> cells = cells().stream().filter(cell -> cell.name().contains(chosen)).toList();
    List<Rate> rates = measure(cells, studies, new RateJournal(Path.of(arguments[0]), studies));
    summary(rates.stream().filter(Rate::isHeld).toList());
    details("held", rates.stream().filter(Rate::isHeld).toList());
    details("not held", rates.stream().filter(rate -> !rate.isHeld()).toList());
    if (rates.stream().anyMatch(rate -> !rate.passes())) {
      System.exit(FAILED);
    }
  }

  /** The longest first. */
  static List<Cell> cells() {
    return Stream.of(
            JudgedSweeps.cells(),
            AnyLook.cells(),
            WarnedSweeps.cells(),
            FixedSeeds.cells(),
            LostRuns.cells(),
            PredictedPower.cells())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rate> measure(List<Cell> cells, int studies, RateJournal journal)
      throws InterruptedException, ExecutionException {
    AtomicInteger done = new AtomicInteger();
    List<Callable<List<Rate>>> tasks = new ArrayList<>();
    Map<String, Integer> ofThisName = new HashMap<>();
    for (Cell cell : cells) {
      String key = cell.name() + " #" + ofThisName.merge(cell.name(), 1, Integer::sum);
      tasks.add(
          () -> {
            long before = THREADS.getCurrentThreadCpuTime();
            List<Rate> rates = journal.kept(key, () -> cell.rates().apply(studies));
            double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
            String all = rates.stream().map(Rate::percent).collect(Collectors.joining(", "));
            System.err.printf(
                Locale.ROOT,
                "%d of %d, %.1f CPU seconds: %s: %s%n",
                done.incrementAndGet(),
                cells.size(),
                seconds,
                cell.name(),
                all);
            return rates;
          });
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Rate> rates = new ArrayList<>();
      for (Future<List<Rate>> measured : workers.invokeAll(tasks)) {
        rates.addAll(measured.get());
      }
      return rates;
    } finally {
      workers.shutdownNow();
    }
  }

  private static void summary(List<Rate> rates) {
    Map<String, List<Rate>> byWhat =
        rates.stream()
            .collect(Collectors.groupingBy(Rate::what, LinkedHashMap::new, Collectors.toList()));
    print(
        "| what | cells | studies a cell | worst cell | its 99 %% upper bound | wanted | passes"
            + " |%n");
    print("|---|---:|---:|---:|---:|---:|---|%n");
    byWhat.forEach(
        (what, all) -> {
          Rate worst = all.stream().max(Comparator.comparingDouble(Rate::distance)).orElseThrow();
          print(
              "| %s | %d | %,d | %s | %s | %s | %s |%n",
              what,
              all.size(),
              worst.studies(),
              worst.percent(),
              worst.upperBound(),
              worst.wanted().text(),
              all.stream().allMatch(Rate::passes) ? "yes" : "**no**");
        });
  }

  private static void details(String kind, List<Rate> rates) {
    print("%n| %s | what | studies | rate | 99 %% upper bound | wanted | passes |%n", kind);
    print("|---|---|---:|---:|---:|---:|---|%n");
    for (Rate rate : rates) {
      print(
          "| %s | %s | %,d | %s | %s | %s | %s |%n",
          rate.cell(),
          rate.what(),
          rate.studies(),
          rate.percent(),
          rate.upperBound(),
          rate.wanted().text(),
          rate.isHeld() ? (rate.passes() ? "yes" : "**no**") : "–");
    }
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format, arguments);
  }
}
