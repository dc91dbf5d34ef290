package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB, pandas and MLflow themselves make of our results: {@code make test-interop}. */
@EnabledIfSystemProperty(named = "nightsweep.interop", matches = ".+")
class TakeElsewhereInteropTest {
  private static final Path PAGE = Path.of("src/docs/take-your-runs-elsewhere.md");
  private static final String SPEC =
      """
      name: way-out
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        epochs: {value: 4}
      ablation: {seeds: 5, margin: {validation_accuracy: 0.01}}
      """;

  @TempDir private Path folder;
  private Cli cli;

  /** A judged sweep, and one whose readings are infinite and NaN too. */
  @BeforeEach
  void leaveTwoSweeps() throws IOException {
    Path results = folder.resolve("results");
    cli = new Cli(results);
    Path spec = Files.writeString(folder.resolve("way-out.yaml"), SPEC);
    Cli.Result run = Cli.inThreads(results).run("run", spec.toString(), "--no-calibrate");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JournalFiles.write(new ResultsFolder(results), Fixtures.journals(Fixtures.SWEEP));
    assertThat(cli.run("list").exitCode()).isZero();
  }

  private static Path bin(String environment) {
    return Path.of(System.getProperty("nightsweep.interop"), environment, "bin").toAbsolutePath();
  }

  private List<String> python(String environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(bin(environment).resolve("python").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    MlflowProcess.isolate(builder.environment());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().toList();
  }

  private static Path script(String environment) {
    return Path.of("src/interop", environment, "read_back.py").toAbsolutePath();
  }

  private JsonNode query(String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  /** Of every reading: run, epoch, name and what it reads, to the bit. */
  private List<String> readings(String sweeps) throws IOException {
    List<String> rows = new ArrayList<>();
    for (JsonNode row :
        query(
            "SELECT m.run_id, m.epoch, m.name, m.reading, m.kind FROM metrics m JOIN runs r"
                + " ON r.run_id = m.run_id WHERE "
                + sweeps
                + " ORDER BY r.sweep_id, r.ordinal, m.name, m.epoch")) {
      rows.add(
          String.join(
              "\t",
              row.get("run_id").asText(),
              row.get("epoch").asText(),
              row.get("name").asText(),
              bits(row.get("kind").asText(), row.get("reading").asDouble())));
    }
    return rows;
  }

  private static String bits(String kind, double reading) {
    return switch (kind) {
      case "nan" -> "nan";
      case "+inf" -> "%016x".formatted(Double.doubleToLongBits(Double.POSITIVE_INFINITY));
      case "-inf" -> "%016x".formatted(Double.doubleToLongBits(Double.NEGATIVE_INFINITY));
      default -> "%016x".formatted(Double.doubleToLongBits(reading));
    };
  }

  /** Lines that begin with a word, without it. */
  private static List<String> of(String word, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(word + "\t"))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }

  @Test
  void duckDbAndPandasReadTheRowsOfAQuery() throws IOException, InterruptedException {
    for (String sweep : List.of(Fixtures.SWEEP, "way-out")) {
      List<String> lines = readBack(sweep);
      List<String> stored = readings("r.sweep_id LIKE '" + sweep + "%'");
      assertThat(stored).hasSizeGreaterThan(50);
      assertThat(difference(of("duckdb", lines), stored)).isEmpty();
      assertThat(of("exact", lines)).as("pandas, told to round trip").isEqualTo(stored);
      assertSameWithinTheLastBit(of("pandas", lines), stored);
      for (String columns : of("columns", lines)) {
        String[] parts = columns.split("\t", -1);
        assertThat(parts[1]).as(parts[0]).isEqualTo(parts[2]);
        assertThat(parts[3]).as(parts[0]).isEqualTo(parts[4]);
      }
      assertThat(of("type", lines))
          .contains(
              "readings\tseed\tBIGINT\tint64",
              "readings\tlrn\tBOOLEAN\tbool",
              "readings\tepoch\tBIGINT\tint64",
              "readings\treading\tDOUBLE\tfloat64",
              "readings\trun_id\tVARCHAR\tstr",
              "runs\tattempts\tBIGINT\tint64",
              "runs\tstarted_at\tTIMESTAMP WITH TIME ZONE\tstr",
              "runs\tlearning_rate\tDOUBLE\tfloat64",
              "contrasts\tpairs\tBIGINT\tint64",
              "contrasts\tmean_difference\tDOUBLE\tfloat64",
              "dictionary\tordinal\tBIGINT\tint64");
    }
  }

  /** By the page's own lines. */
  private List<String> readBack(String sweep) throws IOException, InterruptedException {
    String out = folder.resolve("lrn").toString();
    String id =
        query("SELECT sweep_id FROM sweeps WHERE sweep_id LIKE '" + sweep + "%'")
            .get(0)
            .get("sweep_id")
            .asText();
    Cli.Result written = cli.run("report", "--format", "csv", "--out", out, id);
    assertThat(written.exitCode()).as(written.err()).isZero();
    List<String> snippets = Markdown.read(PAGE).blocks("python");
    Path page =
        Files.writeString(
            folder.resolve("page.py"),
            snippets.get(0) + snippets.get(1) + Files.readString(script("frames")));
    return python("frames", page.toString());
  }

  private static void assertSameWithinTheLastBit(List<String> read, List<String> stored) {
    assertThat(read).hasSameSizeAs(stored);
    for (int i = 0; i < read.size(); i++) {
      String[] there = read.get(i).split("\t", -1);
      String[] here = stored.get(i).split("\t", -1);
      assertThat(List.of(there).subList(0, 3)).isEqualTo(List.of(here).subList(0, 3));
      if (!here[3].equals("nan")) {
        assertThat(Long.parseUnsignedLong(there[3], 16))
            .isCloseTo(Long.parseUnsignedLong(here[3], 16), within(1L));
      } else {
        assertThat(there[3]).isEqualTo("nan");
      }
    }
  }

  @Test
  void mlflowHasEveryRunOnceAndEveryReadingToTheBit() throws IOException, InterruptedException {
    try (MlflowProcess mlflow = MlflowProcess.start(bin("mlflow-server"), folder)) {
      Cli.Result sent = cli.run("export", "--to", "mlflow", mlflow.url());
      assertThat(sent.exitCode()).as(sent.err()).isZero();
      List<String> first =
          python("mlflow-server", script("mlflow-server").toString(), mlflow.url());
      assertReadings(first);
      assertRuns(first);

      Cli.Result again = cli.run("export", "--to", "mlflow", mlflow.url());
      assertThat(again.out()).contains("0 runs new, 0 completed, 10 there").contains(" 6 there");
      assertThat(python("mlflow-server", script("mlflow-server").toString(), mlflow.url()))
          .isEqualTo(first);
      assertPage(mlflow);
    }
  }

  /** What only one of them has. */
  private static List<String> difference(List<String> there, List<String> here) {
    List<String> all = new ArrayList<>();
    there.stream().filter(row -> !here.contains(row)).map(row -> "there " + row).forEach(all::add);
    here.stream().filter(row -> !there.contains(row)).map(row -> "here " + row).forEach(all::add);
    return all;
  }

  /** Infinities have no place in its database. */
  private void assertReadings(List<String> lines) throws IOException {
    String infinite = "%016x".formatted(Double.doubleToLongBits(Double.POSITIVE_INFINITY));
    String most = "%016x".formatted(Double.doubleToLongBits(Double.MAX_VALUE));
    List<String> stored =
        readings("TRUE").stream().map(row -> row.replace(infinite, most)).sorted().toList();
    assertThat(difference(of("metric", lines), stored)).isEmpty();
    assertThat(stored).hasSizeGreaterThan(300).anyMatch(row -> row.endsWith(most));
  }

  private void assertRuns(List<String> lines) throws IOException {
    Map<String, String> runs = new TreeMap<>();
    of("run", lines).forEach(run -> runs.put(run.split("\t", -1)[0], run.split("\t", 2)[1]));
    assertThat(of("run", lines)).hasSize(16);
    assertThat(runs).hasSize(16);
    TreeSet<String> params = new TreeSet<>(of("param", lines));
    List<String> tags = of("tag", lines);
    for (JsonNode run :
        query(
            "SELECT r.run_id, r.state, r.seed, a.label, s.name FROM runs r"
                + " JOIN arms a ON a.arm_id = r.arm_id AND a.sweep_id = r.sweep_id"
                + " JOIN sweeps s ON s.sweep_id = r.sweep_id")) {
      String id = run.get("run_id").asText();
      boolean completed = run.get("state").asText().equals("COMPLETED");
      assertThat(runs.get(id))
          .isEqualTo(
              "%s\t%s\t%s, seed %s"
                  .formatted(
                      run.get("name").asText(),
                      completed ? "FINISHED" : "FAILED",
                      run.get("label").asText(),
                      run.get("seed").asText()));
      assertThat(tags)
          .contains(
              id + "\tnightsweep.state\t" + run.get("state").asText(),
              id + "\tnightsweep.arm\t" + run.get("label").asText(),
              id + "\tnightsweep.seed\t" + run.get("seed").asText());
    }
    for (JsonNode parameter : query("SELECT run_id, name, setting FROM run_parameters")) {
      assertThat(params)
          .contains(
              String.join(
                  "\t",
                  parameter.get("run_id").asText(),
                  parameter.get("name").asText(),
                  parameter.get("setting").asText()));
    }
    String verdict =
        query(
                "SELECT verdict FROM contrasts WHERE metric = 'validation_accuracy' AND look = 1 AND sweep_id LIKE 'way%'")
            .get(0)
            .get("verdict")
            .asText();
    Map<String, Long> verdicts =
        tags.stream()
            .map(tag -> tag.split("\t", -1))
            .filter(tag -> tag[1].equals("nightsweep.verdict") && !tag[0].startsWith("lrn"))
            .collect(Collectors.groupingBy(tag -> tag[2], Collectors.counting()));
    assertThat(verdicts).isEqualTo(Map.of(verdict, 5L, "baseline", 5L));
  }

  /** The page's own lines find runs by what was judged of them. */
  private void assertPage(MlflowProcess mlflow) throws IOException, InterruptedException {
    String snippet =
        Markdown.read(PAGE)
            .blocks("python")
            .get(2)
            .replace("http://127.0.0.1:5000", mlflow.url())
            .replace("equivalent", "baseline");
    Path page = Files.writeString(folder.resolve("page.py"), snippet + "\nprint(len(runs))\n");
    assertThat(python("mlflow-server", page.toString())).last().isEqualTo("3");
  }
}
