package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.KnownDataSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents name is there: files, classes, packages, commands, options, exit codes. */
class DocsTest {
  private static final Path DOCS = Path.of("src/docs");
  private static final Path MAIN = Path.of("src/main/java/dev/nightsweep");
  private static final Path COMMANDS = DOCS.resolve("commands.md");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
  private static final Pattern ARROW = Pattern.compile("(\\w+)(?:\\[.*?])? --> (\\w+)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");

  /** What every command, or every listing, takes; the document says so once. */
  private static final Set<String> OF_ALL =
      Set.of("--help", "--version", "--verbose", "--json", "--results");

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    for (String link : Markdown.read(document).links()) {
      String[] fileAndHeading = link.split("#", 2);
      Path file =
          fileAndHeading[0].isEmpty()
              ? document
              : document.resolveSibling(fileAndHeading[0]).normalize();
      assertThat(file).as(document + ": " + link).exists();
      if (fileAndHeading.length == 2) {
        assertThat(Markdown.read(file).headings()).as(link).contains(fileAndHeading[1]);
      }
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    for (String folder : List.of("src/docs", ".github", "results")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  /** A name in code font that begins with a capital letter is a class of ours in these two. */
  @ParameterizedTest
  @ValueSource(strings = {"src/docs/architecture.md", ".github/CONTRIBUTING.md"})
  void everyClassThatIsNamedExists(String document) throws IOException {
    Set<String> classes =
        javaFiles("src").map(f -> f.getFileName().toString()).collect(Collectors.toSet());
    List<String> named =
        Markdown.read(Path.of(document)).code().stream()
            .filter(code -> code.matches("[A-Z][a-z]\\w*(\\.\\w+)*(\\(\\))?"))
            .toList();
    assertThat(named).hasSizeGreaterThan(5);
    assertThat(named)
        .extracting(name -> name.replaceAll("\\W.*", "") + ".java")
        .filteredOn(file -> !classes.contains(file))
        .isEmpty();
  }

  /** So is a path under {@code src}. */
  @ParameterizedTest
  @ValueSource(strings = {"src/docs/architecture.md", ".github/CONTRIBUTING.md"})
  void everyPathThatIsNamedExists(String document) throws IOException {
    assertThat(Markdown.read(Path.of(document)).code())
        .filteredOn(code -> code.matches("(src|experiments|\\.github|\\.ci)/[\\w./-]+"))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Path.of(path)).exists());
  }

  @Test
  void theRoomsAreThePackages() throws IOException {
    Set<String> rooms =
        Markdown.read(DOCS.resolve("architecture.md"))
            .tables("room")
            .get(0)
            .column(0)
            .flatMap(cell -> Markdown.code(cell).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> packages = packages("src/main");
    assertThat(rooms).containsAll(packages);
    packages.addAll(packages("src/spark"));
    assertThat(packages).containsAll(rooms);
  }

  /** A solid arrow of the picture is an import of one room by another. */
  @Test
  void everyArrowOfThePictureIsThere() throws IOException {
    String picture = Markdown.read(DOCS.resolve("architecture.md")).blocks("mermaid").get(0);
    List<MatchResult> arrows = ARROW.matcher(picture).results().toList();
    assertThat(arrows).hasSizeGreaterThan(20);
    for (MatchResult arrow : arrows) {
      String imported = "import dev.nightsweep." + arrow.group(2) + ".";
      assertThat(javaFiles(MAIN.resolve(arrow.group(1)).toString()))
          .as(arrow.group())
          .anyMatch(file -> contains(file, imported));
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> packages(String folder) throws IOException {
    return javaFiles(folder)
        .map(file -> file.getParent().toString().replace('/', '.'))
        .filter(name -> name.contains(".dev.nightsweep."))
        .map(name -> name.replaceFirst(".*\\.dev\\.nightsweep\\.", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> javaFiles(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  @Test
  void theKnownDataSetsAreListed() throws IOException {
    assertThat(Markdown.read(DOCS.resolve("datasets.md")).tables("name").get(0).rows())
        .map(row -> String.join(" | ", row).replaceFirst("comes with Nightsweep; ", ""))
        .containsExactlyElementsOf(
            Stream.of(KnownDataSet.values()).map(DocsTest::dataSetRow).toList());
  }

  private static String dataSetRow(KnownDataSet known) {
    return String.format(
        Locale.ROOT,
        "`%s` | %,d + %,d | %s | %d | %d | %s | <%s>",
        known.specName(),
        known.trainingImages(),
        known.testImages(),
        known.shape().size(),
        known.shape().channels(),
        known.shape().classes(),
        known.licence(),
        known.home());
  }

  @Test
  void everyCommandIsListed() throws IOException {
    assertThat(Markdown.read(COMMANDS).tables("command").get(0).column(0))
        .map(cell -> cell.replace("`", ""))
        .containsExactlyInAnyOrderElementsOf(commands());
  }

  /** With one table for both: they take the same. */
  @Test
  void theOptionsOfRunAndResumeAreListed() throws IOException {
    Set<String> listed =
        Markdown.read(COMMANDS)
            .tables("option")
            .get(0)
            .column(0)
            .flatMap(DocsTest::options)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ownOptions("resume")).isEqualTo(listed);
    listed.addAll(Set.of("--new", "--same-seeds"));
    listed.addAll(Set.of("--run-cap", "--count", "--metrics-from", "--seed-parameter"));
    assertThat(ownOptions("run")).isEqualTo(listed);
  }

  @Test
  void everyOptionOfEveryCommandIsNamedAndNoOther() throws IOException {
    Set<String> named = options(Files.readString(COMMANDS)).collect(Collectors.toSet());
    Set<String> taken = new TreeSet<>();
    commands().forEach(command -> options(help(command)).forEach(taken::add));
    assertThat(taken).containsAll(named);
    taken.removeAll(Set.of("--version", "--verbose"));
    assertThat(named).containsAll(taken);
  }

  private static Set<String> ownOptions(String command) {
    Set<String> options = options(help(command)).collect(Collectors.toCollection(TreeSet::new));
    options.removeAll(OF_ALL);
    return options;
  }

  private static Stream<String> options(String text) {
    return OPTION.matcher(text).results().map(found -> found.group());
  }

  private static Set<String> commands() {
    Set<String> commands =
        COMMAND
            .matcher(Cli.plain(List.of("--help")).out())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    commands.remove("help");
    assertThat(commands).hasSizeGreaterThan(20);
    return commands;
  }

  private static String help(String command) {
    return Cli.plain(List.of(command, "--help")).out();
  }

  @Test
  void theExitCodesAreThoseOfTheProgram() throws IOException {
    assertThat(Markdown.read(COMMANDS).tables("code").get(0).column(0).map(Integer::valueOf))
        .containsExactly(
            ExitCode.DONE,
            ExitCode.FAILURE,
            ExitCode.USAGE,
            ExitCode.BAD_RUNS,
            ExitCode.STOPPED,
            ExitCode.GAVE_UP,
            ExitCode.FOUND,
            ExitCode.BUSY,
            ExitCode.INTERRUPTED);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyMakeTargetExists(Path document) throws IOException {
    String makefile = Files.readString(Path.of("Makefile"));
    Markdown markdown = Markdown.read(document);
    Stream<String> shown = markdown.blocks("sh").stream().flatMap(String::lines);
    Stream.concat(shown, markdown.code().stream())
        .filter(line -> line.matches("make [a-z][a-z-]*( .*)?"))
        .map(line -> Markdown.words(line).get(1))
        .forEach(target -> assertThat(makefile).contains("\n" + target + ":"));
  }
}
