package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of a sweep's page are found again by the queries that the page shows for them. */
class TracedPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMAND =
      Pattern.compile("<code>nightsweep query \"((?:[^\"\\\\]|\\\\.)*)\"</code>");
  private static final Pattern TABLE = Pattern.compile("(?s)<table.*?</table>");
  private static final Pattern ROW = Pattern.compile("(?s)<tr>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("(?s)<t[hd][^>]*>(.*?)</t[hd]>");
  private static final Pattern NUMBER = Pattern.compile("[−+×]?[0-9]+(?:\\.[0-9]+)?");

  @TempDir private Path folder;
  private Cli cli;

  /** A number as the page writes it, which stands for all that round to it. */
  private record Shown(String column, String text) {
    boolean isOf(double number) {
      String plain = text.replace('−', '-').replace("×", "").replace("+", "");
      int point = plain.indexOf('.');
      int decimals = point < 0 ? 0 : plain.length() - point - 1;
      return Math.abs(number - Double.parseDouble(plain)) <= 0.5001 * Math.pow(10, -decimals);
    }
  }

  @Test
  void everyQueryOfAJudgedSweepGivesRowsAndTheNumbersOfItsSection() throws IOException {
    String page = page("name: \"what's \\\"it\\\" $HOME `cost`?\"", "", 6);

    assertThat(commands(page)).hasSizeGreaterThan(14);
    check(page, "effects-h", ", lrn=", "difference", "ratio", "pairs", "standard deviation");
    check(page, "effects-h", "effect", "95 % interval", "p (Holm)", "p (t)", "sd of differences");
    check(page, "time-h", "s / epoch", "runs timed", "left out");
    check(page, "runs-h", "seed", "accuracy", "loss", "s / epoch", "attempts");
    check(page, "claims-h", "seeds");
    check(page, "images-h", "seed", "right", "told apart");
    assertThat(section(page, "answer-h")).contains("FROM contrasts WHERE", "AND look = 1");
    assertThat(found(page, "answer-h", answers(section(page, "answer-h")))).isTrue();
  }

  @Test
  void failuresAreCountedByTheirQuery() throws IOException {
    String page = page("name: failing", "simulate.failure_rate: {value: 0.4}", 8);
    long shown =
        Pattern.compile("attempt [0-9]+</a>")
            .matcher(section(page, "failures-h"))
            .results()
            .count();

    long counted = 0;
    for (JsonNode row : rows(commands(section(page, "failures-h")).get(0))) {
      counted += row.get("state").asText().equals("FAILED") ? row.get("attempts").asLong() : 0;
    }
    assertThat(shown).isPositive().isEqualTo(counted);
    check(page, "effects-h", ", lrn=", "difference", "ratio");
    check(page, "time-h", "s / epoch", "runs timed", "left out");
  }

  @Test
  void anUngradedSweepIsTracedToo() throws IOException {
    Path spec =
        write(
            """
            name: plain
            program: simulated
            method: grid
            parameters: {lrn: {values: [false, true]}, width: {values: [0.125, 0.25]}}
            """);
    String page = run(spec);

    assertThat(commands(page)).hasSizeGreaterThan(7);
    assertThat(page).doesNotContain("FROM contrasts");
    check(page, "runs-h", "seed", "accuracy", "loss", "attempts");
  }

  @Test
  void aSearchIsTraced() throws IOException {
    String page =
        run(
            write(
                """
                name: searched
                program: simulated
                method: random
                run_cap: 32
                metric: {name: validation_accuracy, goal: maximize}
                parameters: {learning_rate: {min: 0.001, max: 0.1}, lrn: {values: [false, true]}}
                """));
    check(page, "search-h", "validation accuracy", "mean");
    check(page, "runs-h", "accuracy", "loss");
  }

  /** Two cells a contrast: a seed's difference is a mean over both. */
  @Test
  void aGridsDifferencesAreMeansOverItsCells() throws IOException {
    String page = page("name: grid", "width: {values: [0.125, 0.25]}", 5);
    check(page, "effects-h", ", lrn=", ", width=", "difference", "ratio", "effect", "interval");
    check(page, "interactions-h", "seeds");
  }

  /** Every number in columns whose titles contain one of the words is in the section's rows. */
  private void check(String page, String id, String... words) throws IOException {
    List<Shown> shown = new ArrayList<>();
    String section = section(page, id);
    TABLE.matcher(section).results().forEach(t -> shown.addAll(numbers(t.group(), words)));
    if (!id.equals("claims-h") && !id.equals("interactions-h")) {
      assertThat(shown).as(id).hasSizeGreaterThan(2);
    }
    List<Double> given = given(section);
    assertThat(shown).as(id).allMatch(s -> given.stream().anyMatch(s::isOf), "is given");
  }

  private boolean found(String page, String id, List<Shown> shown) throws IOException {
    List<Double> given = given(section(page, id));
    return !shown.isEmpty() && shown.stream().allMatch(s -> given.stream().anyMatch(s::isOf));
  }

  private static List<Shown> answers(String section) {
    List<Shown> shown = new ArrayList<>();
    Matcher number = Pattern.compile("<dd><b>(.*?)</b>( <span>95 %(.*?)</span>)?").matcher(section);
    while (number.find()) {
      shown.addAll(shown("answer", number.group(1)));
      shown.addAll(number.group(3) == null ? List.of() : shown("answer", number.group(3)));
    }
    return shown;
  }

  private static List<Shown> numbers(String table, String... words) {
    List<Shown> shown = new ArrayList<>();
    List<String> titles = List.of();
    for (String row : groups(ROW, table)) {
      List<String> cells = groups(CELL, row);
      if (titles.isEmpty()) {
        titles = cells;
        continue;
      }
      for (int i = 0; i < cells.size() && i < titles.size(); i++) {
        String title = titles.get(i);
        boolean wanted = Stream.of(words).anyMatch(title::contains);
        boolean derived =
            title.contains("size") || title.startsWith("best ") || title.contains("sign flip");
        if (wanted && !derived) {
          shown.addAll(shown(title, cells.get(i)));
        }
      }
    }
    return shown;
  }

  private static List<Shown> shown(String column, String cell) {
    String text = cell.replaceAll("<[0-9.]+", "");
    return NUMBER
        .matcher(text.replace("&lt;0.001", ""))
        .results()
        .map(n -> new Shown(column, n.group()))
        .toList();
  }

  /** All numbers that the section's queries give; of logarithms the ratios too. */
  private List<Double> given(String section) throws IOException {
    List<Double> numbers = new ArrayList<>();
    for (String sql : commands(section)) {
      for (JsonNode row : rows(sql)) {
        row.forEach(
            cell -> {
              if (cell.isNumber()) {
                numbers.add(cell.asDouble());
              }
            });
      }
    }
    return numbers;
  }

  private List<JsonNode> rows(String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(sql + "\n" + result.err()).isEqualTo(ExitCode.DONE);
    List<JsonNode> rows = JSON.readerForListOf(JsonNode.class).readValue(result.out());
    assertThat(rows).as(sql).isNotEmpty();
    return rows;
  }

  /** As a shell would hand them over. */
  private static List<String> commands(String html) {
    return groups(COMMAND, html).stream()
        .map(sql -> sql.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .map(sql -> sql.replaceAll("\\\\(.)", "$1"))
        .toList();
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1).strip()).toList();
  }

  private static String section(String page, String heading) {
    int at = page.indexOf("aria-labelledby=\"" + heading + "\"");
    assertThat(at).as(heading).isPositive();
    return page.substring(at, page.indexOf("</section>", at));
  }

  private String page(String name, String parameter, int seeds) throws IOException {
    String spec =
        """
        %s
        program: simulated
        method: grid
        parameters:
          lrn: {values: [false, true]}
          %s
        ablation:
          seeds: %s
          margin: {validation_accuracy: 0.01, time: 0.05}
          claims: [{factor: lrn, metric: time, ratio: 2}]
        """;
    return run(write(spec.formatted(name, parameter, seeds)));
  }

  private Path write(String spec) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), spec);
  }

  /** Runs it and checks that all queries of its page give rows. */
  private String run(Path spec) throws IOException {
    cli = new Cli(folder.resolve("results"));
    Cli.Result run = cli.run("run", spec.toString(), "--workers", "1", "--give-up-after", "100");
    assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.DONE, 3);
    String page;
    try (Stream<Path> files = Files.walk(cli.results())) {
      page =
          Files.readString(files.filter(f -> f.endsWith("report.html")).findFirst().orElseThrow());
    }
    for (String sql : commands(page)) {
      rows(sql);
    }
    return page;
  }
}
