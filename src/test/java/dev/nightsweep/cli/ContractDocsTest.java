package dev.nightsweep.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents' contracts are the program's: spec keys, parameters, metrics, journal entries and
 * SQL views, each name in both or in neither.
 */
class ContractDocsTest {
  private static final Path SPEC = Path.of("src/docs/spec.md");
  private static final Path DATA = Path.of("src/docs/data.md");
  private static final Path WIRE =
      Path.of("src/test/resources/dev/nightsweep/journal/wire-names.txt");

  private static final Path FROZEN =
      Path.of("src/test/resources/dev/nightsweep/cli/frozen-names.txt");

  /** Keys whose own keys are names of parameters or metrics. */
  private static final Set<String> OPEN =
      Set.of("parameters", "ablation.margin", "ablation.stuck", "ablation.when", "ablation.arms");

  @TempDir private Path folder;

  /**
   * None of these is ever renamed, removed or given another meaning. A line may be added to the
   * list, none may go; journals have a list of their own.
   */
  @Test
  void theNamesAreTheFrozenOnes() throws IOException {
    List<String> names = new ArrayList<>();
    JsonNode export =
        new ObjectMapper().readTree(Path.of("src/main/resources/export.schema.json").toFile());
    Set<String> exported = new TreeSet<>();
    collectKeys("", export, exported);
    exported.forEach(name -> names.add("export " + name));
    specKeys().forEach(key -> names.add("spec " + key));
    columns().forEach((view, of) -> of.forEach(c -> names.add("view %s.%s".formatted(view, c))));
    assertThat(String.join("\n", names)).isEqualTo(Files.readString(FROZEN).strip());
  }

  @Test
  void theSpecsKeysAreThoseOfTheSchema() throws IOException {
    assertThat(codeOf(SPEC, "key", 0)).isEqualTo(specKeys());
  }

  private static Set<String> specKeys() throws IOException {
    Set<String> keys = new TreeSet<>();
    collectKeys("", schema(), keys);
    return keys;
  }

  /** Deprecated ones are W&B's, and without a meaning here. */
  private static void collectKeys(String prefix, JsonNode node, Set<String> keys) {
    node.path("properties")
        .properties()
        .forEach(
            property -> {
              String key = prefix + property.getKey();
              if (property.getValue().has("deprecated")) {
                assertThat(read(SPEC).text()).contains("`" + key + "`");
              } else if (keys.add(key) && !OPEN.contains(key)) {
                collectKeys(key + ".", property.getValue(), keys);
              }
            });
    node.path("required").forEach(name -> keys.add(prefix + name.asText()));
    node.path("anyOf").forEach(either -> collectKeys(prefix, either, keys));
    collectItems(prefix, node, keys);
  }

  private static void collectItems(String prefix, JsonNode node, Set<String> keys) {
    if (node.has("items")) {
      collectKeys(prefix, node.get("items"), keys);
    }
  }

  @Test
  void theKeysOfAParameterAreThoseOfTheSchema() throws IOException {
    Set<String> keys = new TreeSet<>(Set.of("parameters"));
    for (String method : List.of("then", "else")) {
      schema()
          .at("/" + method + "/properties/parameters/properties/learning_rate/properties")
          .fieldNames()
          .forEachRemaining(keys::add);
    }
    assertThat(codeOf(SPEC, "key", 1)).isEqualTo(keys);
    JsonNode words =
        schema().at("/then/properties/parameters/properties/width/properties/distribution/enum");
    assertThat(words).isNotEmpty();
    words.forEach(word -> assertThat(read(SPEC).text()).contains("`" + word.asText() + "`"));
  }

  @Test
  void theParametersAreThoseOfAlexNet() throws IOException {
    List<String> declared = new ArrayList<>();
    JsonNode parameters = json(Cli.plain(List.of("parameters", "--json")));
    for (JsonNode parameter : parameters) {
      declared.add(
          "`%s` %s %s"
              .formatted(
                  parameter.path("name").asText(),
                  parameter.path("accepts").asText(),
                  parameter.path("default").asText()));
    }
    assertThat(read(SPEC).tables("parameter").get(0).rows())
        .map(row -> String.join(" ", row.subList(0, 3)))
        .isEqualTo(declared);
  }

  @Test
  void theSimulatorsParametersAreShown() throws IOException {
    JsonNode parameters =
        json(Cli.plain(List.of("parameters", "--program", "simulated", "--json")));
    assertThat(parameters.findValuesAsText("name"))
        .filteredOn(name -> name.startsWith("simulate."))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(read(SPEC).text()).contains(name + ":"));
  }

  @Test
  void theMetricsAreThoseThatASpecMayName() throws IOException {
    Set<String> metrics = new TreeSet<>();
    schema()
        .at("/properties/metric/properties/name/enum")
        .forEach(metric -> metrics.add(metric.asText()));
    assertThat(codeOf(SPEC, "metric", 0)).isEqualTo(metrics);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everySpecPlans(String spec) throws IOException {
    Path file = Files.writeString(folder.resolve("shown.yaml"), spec);
    Cli.Result plan = new Cli(folder).run("plan", file.toString(), "--no-calibrate");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
  }

  private static List<String> specs() {
    List<String> specs = read(SPEC).blocks("yaml");
    assertThat(specs).hasSizeGreaterThan(4);
    return specs;
  }

  /** The frozen list of names has a line for each field: {@code AttemptStarted.runId}. */
  @Test
  void theEntriesAreThoseOnTheWire() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    read(DATA)
        .tables("type")
        .forEach(table -> table.rows().forEach(row -> documented.put(first(row), fields(row))));
    Map<String, Set<String>> onTheWire = wire();
    onTheWire.keySet().removeIf(path -> path.contains("."));
    assertThat(documented).isEqualTo(onTheWire);
  }

  @Test
  void theObjectsInsideEntriesAreThoseOnTheWire() throws IOException {
    Map<String, Set<String>> objects = wire();
    objects.values().removeIf(Set::isEmpty);
    Map<String, Set<String>> documented = new TreeMap<>();
    read(DATA)
        .tables("object")
        .forEach(
            table ->
                table
                    .rows()
                    .forEach(
                        row ->
                            Markdown.code(row.get(0))
                                .forEach(name -> documented.put(name, fields(row)))));
    assertThat(documented).hasSizeGreaterThan(15);
    Map<String, Set<String>> wanted = new TreeMap<>();
    objects.forEach(
        (path, fields) -> {
          if (path.contains(".")) {
            wanted.put(nearest(path, documented.keySet()), fields);
          }
        });
    assertThat(documented).isEqualTo(wanted);
  }

  /** The longest documented name that the path ends with; else the path. */
  private static String nearest(String path, Set<String> names) {
    return names.stream()
        .filter(name -> path.endsWith("." + name))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse(path);
  }

  private static Map<String, Set<String>> wire() throws IOException {
    Map<String, Set<String>> fields = new TreeMap<>();
    for (String line : Files.readAllLines(WIRE)) {
      String path = line.replaceFirst(" = .*", "");
      fields.putIfAbsent(path, new TreeSet<>());
      int dot = path.lastIndexOf('.');
      if (dot > 0) {
        fields.get(path.substring(0, dot)).add(path.substring(dot + 1));
      }
    }
    return fields;
  }

  @Test
  void theViewsAreThoseOfTheDatabase() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    read(DATA)
        .tables("view")
        .forEach(table -> table.rows().forEach(row -> documented.put(first(row), fields(row))));
    assertThat(documented).isEqualTo(columns());
  }

  /** By view, from the header of one query over all: to open a database takes a while. */
  private Map<String, Set<String>> columns() throws IOException {
    ResultsFolder results = new ResultsFolder(folder);
    for (JournalLine line : Fixtures.journals(Fixtures.SWEEP)) {
      try (Journal journal = Journal.open(line.journal(), results.journal(line.journal()))) {
        journal.append(line.entry());
      }
    }
    List<String> names = views();
    String all =
        names.stream().map(v -> "'' AS \"=%s\", %s.*".formatted(v, v)).collect(joining(", "));
    Cli.Result empty =
        new Cli(folder)
            .run(
                "query",
                "SELECT %s FROM %s WHERE FALSE".formatted(all, String.join(", ", names)),
                "--format",
                "csv");
    assertThat(empty.exitCode()).as(empty.err()).isZero();
    Map<String, Set<String>> views = new TreeMap<>();
    String view = "";
    for (String column : empty.out().strip().split(",", -1)) {
      String name = column.replaceFirst("^'", ""); // what a spreadsheet would take for a formula
      if (name.startsWith("=")) {
        view = name.substring(1);
        views.put(view, new TreeSet<>());
      } else {
        views.get(view).add(name);
      }
    }
    return views;
  }

  /** All of them: whoever asks for H2's own tables is told. */
  private List<String> views() {
    String refusal = new Cli(folder).run("query", "SELECT * FROM information_schema.tables").err();
    assertThat(refusal).contains("The views are ");
    String list = refusal.replaceFirst("(?s).*The views are ", "");
    return Pattern.compile("[a-z_]+").matcher(list).results().map(MatchResult::group).toList();
  }

  /** What the first cell of a row has in code font. */
  private static String first(List<String> row) {
    return Markdown.code(row.get(0)).get(0);
  }

  /** What the second cell has, remarks in brackets aside. */
  private static Set<String> fields(List<String> row) {
    String cell = row.get(1).replaceAll("\\([^)]*\\)", "").replaceFirst(":.*", "");
    return new TreeSet<>(Markdown.code(cell));
  }

  private static Set<String> codeOf(Path document, String header, int place) {
    return read(document)
        .tables(header)
        .get(place)
        .column(0)
        .flatMap(cell -> Markdown.code(cell).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Markdown read(Path document) {
    try {
      return Markdown.read(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode schema() throws IOException {
    return json(Cli.plain(List.of("parameters", "--schema")));
  }

  private static JsonNode json(Cli.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }
}
