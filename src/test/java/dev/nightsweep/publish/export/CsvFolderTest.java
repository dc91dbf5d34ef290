package dev.nightsweep.publish.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.MoreSettings;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFolderTest {
  private static final Catalog CATALOG = new OpenCatalog("alexnet");
  private static final List<String> FILES =
      List.of("runs.csv", "readings.csv", "contrasts.csv", "dictionary.csv");

  @TempDir private Path folder;

  private static Store store(List<JournalLine> lines) {
    Store store = new InMemoryStore();
    store.index(lines);
    return store;
  }

  private static Store usual() {
    return store(Fixtures.journals(Fixtures.SWEEP));
  }

  private static Store with(Map<String, Setting> none, Map<String, Setting> lrn) {
    return store(MoreSettings.journals(none, lrn));
  }

  private List<CSVRecord> export(Store store, String file) throws IOException {
    new CsvFolder(store, store.sweep(Fixtures.SWEEP).orElseThrow(), CATALOG).write(folder);
    return read(file);
  }

  private List<CSVRecord> read(String file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(folder.resolve(file));
        CSVParser parser = format.parse(reader)) {
      return parser.getRecords();
    }
  }

  private static List<String> column(List<CSVRecord> rows, String name) {
    return rows.stream().map(row -> row.get(name)).toList();
  }

  @Test
  void everyReadingOfEveryRunHasARow() throws IOException {
    Store store = usual();
    List<String> there =
        export(store, "readings.csv").stream()
            .map(r -> "%s %s %s %s".formatted(r.get(1), r.get(7), r.get(8), r.get(9)))
            .toList();
    List<String> stored =
        store.runs(Fixtures.SWEEP).stream()
            .flatMap(
                run ->
                    store.curves(run.runId()).entrySet().stream()
                        .flatMap(
                            curve ->
                                curve.getValue().stream()
                                    .map(
                                        p ->
                                            "%s %d %s %s"
                                                .formatted(
                                                    run.runId(),
                                                    p.epoch(),
                                                    curve.getKey(),
                                                    p.reading()))))
            .toList();
    assertThat(there).containsExactlyElementsOf(stored).hasSizeGreaterThan(50);
    assertThat(there).anyMatch(row -> row.endsWith(" NaN")).anyMatch(r -> r.endsWith(" Infinity"));
    assertThat(read("runs.csv")).hasSize(6);
    assertThat(read("contrasts.csv")).hasSize(1);
  }

  /** Of each column of each file, in its place; and every cell is what it says. */
  @Test
  void theDictionaryTellsWhatIsThere() throws IOException {
    List<CSVRecord> dictionary = export(usual(), "dictionary.csv");
    for (String file : FILES) {
      List<CSVRecord> told =
          dictionary.stream()
              .filter(row -> row.get("file").equals(file) && row.get("metric").isEmpty())
              .toList();
      List<CSVRecord> rows = read(file);
      assertThat(column(told, "name")).isEqualTo(rows.get(0).getParser().getHeaderNames());
      assertThat(column(told, "meaning")).doesNotContain("");
      for (CSVRecord column : told) {
        for (String cell : column(rows, column.get("name"))) {
          assertThat(isOf(column.get("type"), cell)).as(column + ": " + cell).isTrue();
        }
      }
    }
    assertThat(dictionary.stream().filter(row -> !row.get("metric").isEmpty()))
        .extracting(row -> row.get("metric") + " " + row.get("unit"))
        .contains("validation_accuracy fraction", "seconds seconds", "peak_memory_bytes bytes");
  }

  private static boolean isOf(String type, String cell) {
    if (cell.isEmpty()) {
      return true;
    }
    return switch (type) {
      case "text" -> true;
      case "integer" -> cell.matches("-?\\d+");
      case "number" -> cell.matches("-?\\d+\\.\\d+(E-?\\d+)?|NaN|-?Infinity");
      case "boolean" -> cell.matches("true|false");
      case "timestamp" -> cell.length() == 30 && Instant.parse(cell) != null;
      default -> false;
    };
  }

  @Test
  void filesArePlain() throws IOException {
    export(usual(), "runs.csv");
    for (String file : FILES) {
      String text = Files.readString(folder.resolve(file));
      assertThat(text).doesNotContain("\r").doesNotStartWith("\ufeff").endsWith("\n");
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(FILES);
    }
  }

  @Test
  void aParameterHasTheOneTypeThatHoldsAllItsSettings() throws IOException {
    Store store =
        with(
            Map.of("mix", Setting.of(-3L), "gap", new Setting.Null(), "odd", Setting.of(true)),
            Map.of("mix", Setting.of(0.5), "gap", Setting.of(7L), "odd", Setting.of("yes")));
    List<CSVRecord> rows = export(store, "readings.csv");
    assertThat(column(rows, "mix")).containsOnly("-3.0", "0.5");
    assertThat(column(rows, "gap")).containsOnly("", "7");
    Map<String, String> types =
        read("dictionary.csv").stream()
            .filter(row -> row.get("file").equals("readings.csv") && row.get("metric").isEmpty())
            .collect(Collectors.toMap(row -> row.get("name"), row -> row.get("type"), (a, b) -> a));
    assertThat(types)
        .containsEntry("mix", "number")
        .containsEntry("gap", "integer")
        .containsEntry("odd", "text")
        .containsEntry("lrn", "boolean");
  }

  @Test
  void noParameterTakesTheNameOfAColumn() throws IOException {
    Map<String, Setting> none = new TreeMap<>();
    Map<String, Setting> lrn = new TreeMap<>();
    for (String name : List.of("seed", "Epoch", "parameters.seed", "ARM", "lr", "LR", "sweep_id")) {
      none.put(name, Setting.of("n"));
      lrn.put(name, Setting.of("l"));
    }
    List<CSVRecord> rows = export(with(none, lrn), "readings.csv");
    assertThat(rows.get(0).getParser().getHeaderNames())
        .contains(
            "parameters.seed",
            "parameters.parameters.seed",
            "parameters.Epoch",
            "parameters.ARM",
            "LR",
            "parameters.lr",
            "parameters.sweep_id");
    assertThat(column(rows, "seed")).containsOnly("1", "2", "3");
    assertThat(column(rows, "parameters.seed")).containsOnly("n", "l");
  }

  @Test
  void whatIsPrintedKeepsItsColumns() {
    Store store = usual();
    StringBuilder printed = new StringBuilder();
    new CsvExport(store, store.sweep(Fixtures.SWEEP).orElseThrow(), CATALOG).write(printed);
    assertThat(printed.toString().lines().findFirst())
        .hasValue("run_id,arm,phase,seed,state,lrn,epoch,metric,reading");
  }

  @Test
  void noTextIsAFormulaAndNumbersStayNumbers() throws IOException {
    String hostile = "=cmd|' /C calc'!A0\n\"x\";=1";
    Store store =
        with(
            Map.of(hostile, Setting.of("@SUM(A1)"), "plain", Setting.of(-1.5)),
            Map.of(hostile, Setting.of("a \"b\", c"), "plain", Setting.of(-2.5)));
    List<CSVRecord> rows = export(store, "readings.csv");
    String shown = "'=cmd|' /C calc'!A0\n\"x\";'=1";
    assertThat(column(rows, shown)).containsOnly("'@SUM(A1)", "a \"b\", c");
    assertThat(column(rows, "plain")).containsOnly("-1.5", "-2.5");
    assertThat(column(read("dictionary.csv"), "name")).contains(shown);
  }

  @Test
  void filesOfOthersAreNotReplaced() throws IOException {
    Path runs = Files.writeString(folder.resolve("runs.csv"), "mine\n");
    assertThatThrownBy(() -> export(usual(), "runs.csv"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("runs.csv is there already");
    assertThat(runs).hasContent("mine\n");
    Files.delete(runs);
    assertThat(export(usual(), "runs.csv")).hasSize(6);
    assertThat(export(usual(), "runs.csv")).as("again").hasSize(6);
  }
}
