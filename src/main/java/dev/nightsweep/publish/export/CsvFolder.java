package dev.nightsweep.publish.export;

import dev.nightsweep.journal.AtomicFile;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sweep as a folder of tidy CSV files with their data dictionary: runs, readings, contrasts.
 * UTF-8, a line feed after each row, and types that readers see by themselves.
 */
public final class CsvFolder {
  private static final String READINGS = "readings.csv";
  private static final String CONTRASTS = "contrasts.csv";

  private final Store store;
  private final SweepRecord sweep;
  private final Catalog catalog;

  /** Prints a file and says what it found. */
  private interface Printing<T> {
    T print(SpreadsheetCsv csv) throws IOException;
  }

  /**
   * @param catalog what the sweep's program declares
   */
  public CsvFolder(Store store, SweepRecord sweep, Catalog catalog) {
    this.store = store;
    this.sweep = sweep;
    this.catalog = catalog;
  }

  /** Writes the files, each whole, the dictionary last; returns where they are. */
  public List<Path> write(Path folder) {
    try {
      requireOurs(folder);
      return write(folder, new CsvExport(store, sweep, catalog));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> write(Path folder, CsvExport export) throws IOException {
    CsvTable<RunRow> runs = export.runs();
    Path runsFile = folder.resolve(runs.file());
    file(runsFile, csv -> runs.print(csv, export.rows()));

    Path readingsFile = folder.resolve(READINGS);
    List<CsvColumn<RunRow>> ofRun = export.ofRun();
    Set<String> metrics = file(readingsFile, csv -> export.print(csv, ofRun));

    CsvTable<ContrastRow> contrasts = new CsvTable<>(CONTRASTS, ContrastRow.COLUMNS);
    List<ContrastRow> results =
        store.contrasts(sweep.sweepId()).stream()
            .map(result -> new ContrastRow(sweep.sweepId(), result))
            .toList();
    Path contrastsFile = folder.resolve(CONTRASTS);
    file(contrastsFile, csv -> contrasts.print(csv, results));

    List<MetricDefinition> definitions =
        metrics.stream().map(metric -> catalog.metrics().get(metric)).toList();
    List<CsvColumn<?>> readings = new ArrayList<>(ofRun);
    readings.addAll(ReadingRow.COLUMNS);
    List<DictionaryRow> dictionary = new ArrayList<>();
    dictionary.addAll(DictionaryRow.of(runs.file(), runs.columns()));
    dictionary.addAll(DictionaryRow.of(READINGS, readings, definitions));
    dictionary.addAll(DictionaryRow.of(CONTRASTS, contrasts.columns()));
    dictionary.addAll(DictionaryRow.ofItself());
    Path dictionaryFile = folder.resolve(DictionaryRow.TABLE.file());
    file(dictionaryFile, csv -> DictionaryRow.TABLE.print(csv, dictionary));
    return List.of(runsFile, readingsFile, contrastsFile, dictionaryFile);
  }

  private static <T> T file(Path target, Printing<T> printing) throws IOException {
    List<T> found = new ArrayList<>();
    AtomicFile.write(
        target,
        draft -> {
          try (BufferedWriter out = Files.newBufferedWriter(draft)) {
            found.add(printing.print(new SpreadsheetCsv(out)));
          }
        });
    return found.get(0);
  }

  /** Somebody may have files of such names: only what a dictionary of ours is with is replaced. */
  private static void requireOurs(Path folder) throws IOException {
    Path dictionary = folder.resolve(DictionaryRow.TABLE.file());
    if (Files.exists(dictionary)) {
      try (Stream<String> lines = Files.lines(dictionary)) {
        if (lines.findFirst().filter(DictionaryRow.HEAD::equals).isPresent()) {
          return;
        }
      }
    }
    for (String name : List.of("runs.csv", READINGS, CONTRASTS, DictionaryRow.TABLE.file())) {
      if (Files.exists(folder.resolve(name))) {
        throw UserErrorException.usage(
            "%s is there already, and `report` did not write it. Name another folder with --out."
                .formatted(folder.resolve(name)));
      }
    }
  }
}
