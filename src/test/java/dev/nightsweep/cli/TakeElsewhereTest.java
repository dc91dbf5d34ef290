package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.publish.mlflow.FakeMlflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results for other tools, as the page on it shows; what these read is tested with themselves. */
class TakeElsewhereTest {
  private static final Path PAGE = Path.of("src/docs/take-your-runs-elsewhere.md");
  private static final Path DATA = Path.of("src/docs/data.md");

  @TempDir private Path folder;
  private Cli cli;
  private FakeMlflow mlflow;

  @BeforeEach
  void leaveASweepAndStartAServer() throws IOException {
    Path results = folder.resolve("results");
    JournalFiles.write(new ResultsFolder(results), Fixtures.journals(Fixtures.SWEEP));
    cli = new Cli(results);
    mlflow = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    mlflow.close();
  }

  @Test
  void everyCommandOfThePageEndsWell() throws IOException {
    List<String> commands =
        Markdown.read(PAGE).blocks("sh").stream()
            .flatMap(String::lines)
            .map(line -> line.replaceFirst("\\s+#.*", ""))
            .toList();
    assertThat(commands).hasSize(3).allMatch(line -> line.startsWith("nightsweep "));
    for (String command : commands) {
      List<String> words = new ArrayList<>(Markdown.words(command));
      words.remove(0);
      words.replaceAll(
          word ->
              word.equals("lrn")
                  ? folder.resolve(word).toString()
                  : word.replace("http://127.0.0.1:5000", mlflow.url())
                      .replace("lrn-ablation", Fixtures.SWEEP));
      Cli.Result result = cli.run(words.toArray(String[]::new));
      assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
      assertThat(result.out()).isNotBlank();
      assertThat(mlflow.requests().isEmpty())
          .as(command)
          .isEqualTo(words.contains("--out") || words.contains("--dry-run"));
    }
    assertThat(mlflow.contents()).hasSize(6);
  }

  /** Parameters aside, which follow. */
  @Test
  void theFilesHaveTheColumnsThatThePageOnDataNames() throws IOException {
    Path out = folder.resolve("out");
    Cli.Result written = cli.run("report", "--format", "csv", "--out", out.toString(), "--json");
    assertThat(written.exitCode()).as(written.err()).isZero();
    Map<String, List<String>> there = new TreeMap<>();
    for (JsonNode path : new ObjectMapper().readTree(written.out())) {
      Path file = Path.of(path.asText());
      List<String> head = new ArrayList<>(List.of(Files.readAllLines(file).get(0).split(",")));
      head.removeAll(List.of("batch_size", "dataset", "epochs", "learning_rate", "lrn"));
      there.put(file.getFileName().toString(), head);
    }
    Map<String, List<String>> documented = new TreeMap<>();
    Markdown.read(DATA)
        .tables("file")
        .get(0)
        .rows()
        .forEach(
            row ->
                documented.put(
                    Markdown.code(row.get(0)).get(0), List.copyOf(Markdown.code(row.get(1)))));
    assertThat(there).isEqualTo(documented).hasSize(4);
  }

  @Test
  void whatIsSentIsToldAndSentOnce() throws IOException {
    Cli.Result first = cli.run("export", "--to", "mlflow", mlflow.url(), "--experiment", "mine");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains(Fixtures.SWEEP, "“mine”: 6 runs new, 0 completed, 0 there");
    Cli.Result again =
        cli.run(
            "export",
            "--to",
            "mlflow",
            mlflow.url(),
            Fixtures.SWEEP,
            "--experiment",
            "mine",
            "--json");
    JsonNode sent = new ObjectMapper().readTree(again.out()).get(0);
    assertThat(sent.get("unchanged").asInt()).isEqualTo(6);
    assertThat(sent.get("experiment").asText()).isEqualTo("mine");
    assertThat(mlflow.contents()).hasSize(6);
  }

  @Test
  void whatCannotBeSentIsSaidWithAnExitCodeOfItsOwn() {
    assertThat(cli.run("export", "--to", "mlflow", "sqlite:///x.db").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(cli.run("export", "--to", "mlflow", mlflow.url(), "nosuch").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(cli.run("export", mlflow.url()).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.run("report", "--format", "md", "--out", "x").exitCode())
        .isEqualTo(ExitCode.USAGE);
    String url = mlflow.url();
    mlflow.close();
    Cli.Result gone = cli.run("export", "--to", "mlflow", url);
    assertThat(gone.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(gone.err()).contains(url, "Is the server running");
  }
}
