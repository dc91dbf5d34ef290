package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sweep's page and the results folder in which its numbers are to be found again by the queries
 * that it shows for them.
 *
 * @param answers what queries gave, each asked once
 */
record TracedPage(String html, Cli cli, Map<String, List<JsonNode>> answers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMAND =
      Pattern.compile("<code>nightsweep query \"((?:[^\"\\\\]|\\\\.)*)\"</code>");
  private static final Pattern TABLE = Pattern.compile("(?s)<table.*?</table>");
  private static final Pattern ROW = Pattern.compile("(?s)<tr>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("(?s)<t[hd][^>]*>(.*?)</t[hd]>");
  private static final Pattern NUMBER = Pattern.compile("[−+×]?[0-9]+(?:\\.[0-9]+)?");

  TracedPage(String html, Cli cli) {
    this(html, cli, new HashMap<>());
  }

  /** A number as the page writes it, which stands for all that round to it. */
  record Shown(String column, String text) {
    private boolean isOf(double number) {
      String plain = text.replace('−', '-').replace("×", "").replace("+", "");
      int point = plain.indexOf('.');
      int decimals = point < 0 ? 0 : plain.length() - point - 1;
      return Math.abs(number - Double.parseDouble(plain)) <= 0.5001 * Math.pow(10, -decimals);
    }
  }

  /** Every number in columns whose titles contain one of the words is in the section's rows. */
  void check(String id, String... words) throws IOException {
    List<Shown> shown = shown(id, words);
    if (!id.equals("claims-h") && !id.equals("interactions-h")) {
      assertThat(shown).as(id).hasSizeGreaterThan(2);
    }
    assertGiven(id, shown);
  }

  /** So are the numbers of the answer at the top. */
  void checkAnswer() throws IOException {
    List<Shown> shown = new ArrayList<>();
    Matcher number =
        Pattern.compile("<dd><b>(.*?)</b>( <span>95 %(.*?)</span>)?").matcher(section("answer-h"));
    while (number.find()) {
      shown.addAll(shown("answer", number.group(1)));
      shown.addAll(number.group(3) == null ? List.of() : shown("answer", number.group(3)));
    }
    assertThat(shown).isNotEmpty();
    assertGiven("answer-h", shown);
  }

  private void assertGiven(String id, List<Shown> shown) throws IOException {
    List<Double> given = given(section(id));
    assertThat(shown).as(id).allMatch(s -> given.stream().anyMatch(s::isOf), "is given");
  }

  /** The numbers in columns whose titles contain one of the words. */
  List<Shown> shown(String id, String... words) {
    List<Shown> shown = new ArrayList<>();
    TABLE.matcher(section(id)).results().forEach(t -> shown.addAll(numbers(t.group(), words)));
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

  /** All numbers that the section's queries give. */
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

  /** What the query gives, which is at least one row. */
  List<JsonNode> rows(String sql) throws IOException {
    List<JsonNode> known = answers.get(sql);
    if (known == null) {
      known = ask(sql);
      answers.put(sql, known);
    }
    return known;
  }

  private List<JsonNode> ask(String sql) throws IOException {
    Cli.Result result = cli.run("query", sql, "--json");
    assertThat(result.exitCode()).as(sql + "\n" + result.err()).isEqualTo(ExitCode.DONE);
    List<JsonNode> rows = JSON.readerForListOf(JsonNode.class).readValue(result.out());
    assertThat(rows).as(sql).isNotEmpty();
    return rows;
  }

  /** All queries of the page. */
  List<String> commands() {
    return commands(html);
  }

  /** As a shell would hand them over. */
  static List<String> commands(String html) {
    return groups(COMMAND, html).stream()
        .map(sql -> sql.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .map(sql -> sql.replaceAll("\\\\(.)", "$1"))
        .toList();
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1).strip()).toList();
  }

  String section(String heading) {
    int at = html.indexOf("aria-labelledby=\"" + heading + "\"");
    assertThat(at).as(heading).isPositive();
    return html.substring(at, html.indexOf("</section>", at));
  }
}
