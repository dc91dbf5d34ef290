package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the LRN study comes out of the sweeps that are published with it. */
class LrnStudyTest {
  private static final Path STUDY = Path.of("results/lrn-study");
  private static final Path SUMMARY = STUDY.resolve("README.md");
  private static final Path CHECK = Path.of("results/lrn-none-004");

  @TempDir private static Path folder;
  @TempDir private static Path checked;
  private static Cli cli;
  private static Cli check;

  @BeforeAll
  static void takeIn() throws IOException {
    cli = new Cli(folder);
    assertThat(published()).isNotEmpty();
    for (Path sweep : published()) {
      Cli.Result taken = cli.run("import", sweep.toString());
      assertThat(taken.exitCode()).as(taken.err()).isZero();
    }
  }

  private static List<Path> published() throws IOException {
    try (Stream<Path> files = Files.list(STUDY)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void theSummarysQueriesGiveTheirResults() throws IOException {
    List<Markdown.Answered> shown = Markdown.read(SUMMARY).answered();
    assertThat(shown).hasSizeGreaterThan(3);
    for (Markdown.Answered query : shown) {
      List<String> words = Markdown.words(query.command());
      Cli.Result result = cli.run(words.subList(1, words.size()).toArray(String[]::new));
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).as(query.command()).isEqualTo(query.result());
    }
  }

  @Test
  void whatIsQuotedIsWhatTheSweepsShow() throws IOException {
    StringBuilder answers = new StringBuilder();
    for (Path sweep : published()) {
      String name = sweep.getFileName().toString().replace(".json", "");
      answers.append(cli.run("show", name).out());
    }
    answers.append(rebuiltCheck().run("show", "lrn-none-004").out());
    List<String> ofReadme = Markdown.read(Path.of("README.md")).quotes();
    List<String> quoted = Markdown.read(SUMMARY).quotes();
    assertThat(quoted).hasSizeGreaterThan(1);
    assertThat(answers).contains(quoted).contains(ofReadme.subList(0, ofReadme.size() - 1));
  }

  /** Its runs were trained by an earlier revision of the trainer, which today's cannot repeat. */
  @Test
  void aReplayOfItNamesTheCommitThatCanDoIt() throws IOException {
    Cli study = new Cli(STUDY);
    Cli.Result one = study.run("replay", "8ba2f5782e09");
    assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.USAGE);
    assertThat(one.out())
        .contains(
            "8ba2f5782e09",
            "not replayed: revisions 3 and 4 of the trainer cannot be compared. Commit 4d3f47f5ebbd computes it as then.",
            "0 of 1 run replayed: nothing to compare; 1 cannot be compared.")
        .doesNotContain("differ");
    JsonNode told =
        new ObjectMapper().readTree(study.run("replay", "8ba2f5782e09", "--json").out());
    assertThat(told.get(0).get("result").asText()).isEqualTo("not_comparable");
    assertThat(told.get(0).get("advice").asText()).contains("4d3f47f5ebbd");
  }

  @Test
  void goingOnWithItIsRefusedAndLosesNothing() throws IOException {
    Cli cli = rebuiltCheck();
    String before = cli.run("show", "lrn-none-004").out();
    Path spec = checked.resolve("lrn-none-004-56a264").resolve("spec.yaml");
    Cli.Result refused = cli.run("run", spec.toString());
    assertThat(refused.exitCode()).as(refused.out()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains(
            "revisions 3 and 4 of the trainer cannot be compared. Commit 4d3f47f5ebbd computes it as then. Maybe --new");
    assertThat(cli.run("show", "lrn-none-004").out()).isEqualTo(before);
  }

  /** From its journals, whose last look is what the readings give. */
  private static Cli rebuiltCheck() throws IOException {
    if (check != null) {
      return check;
    }
    try (Stream<Path> files = Files.walk(CHECK)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = checked.resolve(CHECK.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    check = new Cli(checked);
    for (String command : List.of("rebuild", "verify")) {
      Cli.Result result = check.run(command);
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
    return check;
  }

  @Test
  void thePublishedPagesNumbersComeOutOfTheirQueries() throws IOException {
    for (Path sweep : published()) {
      TracedPage page = new TracedPage(Files.readString(page(sweep)), cli);
      page.checkAnswer();
      page.check("effects-h", "difference", "ratio", "pairs", "standard deviation");
      page.check("effects-h", "effect", "95 % interval", "p (Holm)", "p (t)");
      page.check("time-h", "s / epoch", "runs timed", "left out");
      page.check("runs-h", "seed", "accuracy", "loss", "s / epoch", "attempts");
      page.check("claims-h", "seeds");
    }
  }

  /** The report beside the journals of the sweep of that name. */
  private static Path page(Path sweep) throws IOException {
    String name = sweep.getFileName().toString().replace(".json", "");
    try (Stream<Path> folders = Files.list(STUDY)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches(name + "-[0-9a-f]{6}"))
          .findFirst()
          .orElseThrow()
          .resolve("report.html");
    }
  }
}
