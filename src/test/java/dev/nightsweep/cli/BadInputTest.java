package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.process.ProcessIdentity;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong is said in a sentence, has its exit code, and leaves nothing half-written. */
class BadInputTest {
  @TempDir private Path folder;
  private Path results;
  private Cli cli;

  @BeforeEach
  void useAFreshFolder() {
    results = folder.resolve("results");
    cli = new Cli(results);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {learning_rat: {value: 0.1}}            | did you mean 'learning_rate'
          {epochs: {value: many}}                 | epochs
          {dropout: {value: 1.5}}                 | number in [0, 1)
          {lrn: {values: []}}                     | lrn
          {conv1.kernel: {value: 99}}             | conv1.kernel
          {width: {value: .nan}}                  | finite
          {dataset: {value: /no/such/folder}}     | /no/such/folder
          {train_size: {value: 60000}}            | 60000
          """)
  void aBadParameterIsRefusedBeforeAnythingIsWritten(String parameters, String word)
      throws IOException {
    Path spec = spec("parameters: " + parameters);
    Cli.Result result = cli.run("run", spec.toString());
    assertThat(result.err()).containsIgnoringCase(word);
    assertThat(result.exitCode()).isIn(ExitCode.USAGE, ExitCode.FAILURE);
    assertThat(result.out()).isEmpty();
    assertThat(sweepFolders()).isEmpty();
  }

  @Test
  void allProblemsAreNamedAtOnceWithLineAndColumn() throws IOException {
    Path spec = spec("parameters:\n  learning_rat: {value: 1}\n  dropout: {value: 2}\nmetod: grid");
    Cli.Result result = cli.run("run", spec.toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("spec.yaml:3:3", "spec.yaml:4:", "spec.yaml:5:1");
  }

  @ParameterizedTest
  @CsvSource({"--workers, 0", "--workers, -1", "--retries, -1"})
  void anImpossibleNumberIsRefused(String option, String number) throws IOException {
    Path spec = spec("parameters: {epochs: {value: 1}}");
    Cli.Result result = cli.run("run", spec.toString(), option, number);
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(option + " (" + number + ") must be at least");
    assertThat(results).doesNotExist();
  }

  @Test
  void aMissingFileIsNamed() {
    Cli.Result result = cli.run("run", folder.resolve("absent.yaml").toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("absent.yaml");
    assertThat(results).doesNotExist();
  }

  @Test
  void aTrillionRunsAreRefusedWithTheirNumberAndWithoutMakingThem() throws IOException {
    StringBuilder grid = new StringBuilder("parameters:\n");
    for (String name : List.of("train_size", "epochs", "seed")) {
      grid.append("  %s: {min: 1, max: 9999}%n".formatted(name));
    }
    Path spec = spec(grid.toString().replace("seed", "batch_size").replace("9999", "4000"));
    Cli.Result result = Cli.plain(List.of("plan", spec.toString()));
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).containsPattern("\\d{2}[ ,.']?\\d{3}[ ,.']?\\d{3}[ ,.']?\\d{3}");
  }

  @Test
  void aResultsFolderThatIsAFileIsNamed() throws IOException {
    Files.writeString(results, "not a folder");
    Cli.Result result = cli.run("run", spec("parameters: {epochs: {value: 1}}").toString());
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(result.err()).contains("cannot be written", results.toString());
  }

  @Test
  void aDatabaseOfANewerVersionIsRefusedWithWhatToDo() throws IOException, SQLException {
    Files.createDirectories(results);
    H2Store.open(results).close();
    String url = "jdbc:h2:file:" + results.resolve("nightsweep");
    try (Connection connection = DriverManager.getConnection(url, "NIGHTSWEEP", "");
        var statement = connection.createStatement()) {
      statement.execute("UPDATE nightsweep.version SET version = 999");
    }
    Cli.Result result = cli.run("list");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(result.err()).contains("newer");
  }

  @Test
  void anUnknownIdIsSaidAndTheListPointedTo() {
    H2Store.open(results).close();
    for (String verb : List.of("show", "report")) {
      Cli.Result result = cli.run(verb, "nosuch");
      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("nosuch", "nightsweep list");
    }
  }

  @Test
  void aWrongQueryIsTheUsersMistake() {
    H2Store.open(results).close();
    Cli.Result result = cli.run("query", "SELEC nothing");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void withoutResultsListIsEmptyAndTheOthersSayWhatToDo() {
    assertThat(cli.run("list", "--json")).isEqualTo(new Cli.Result(ExitCode.DONE, "[ ]\n", ""));
    assertThat(cli.run("show", "x").err()).contains("There are no results in");
    assertThat(results).doesNotExist();
  }

  @Test
  void aSecondRunIsToldThatTheFolderHasAnOwner() throws IOException, InterruptedException {
    Files.createDirectories(results);
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      ProcessHandle handle = other.toHandle();
      Files.writeString(
          new ResultsFolder(results).owner(),
          "{\"pid\":%d,\"startedAt\":\"%s\",\"start\":\"%s\",\"port\":1,\"token\":\"t\"}"
              .formatted(
                  handle.pid(),
                  handle.info().startInstant().orElseThrow(),
                  ProcessIdentity.of(handle).start()),
          StandardCharsets.UTF_8);
      Cli.Result result = cli.run("run", spec("parameters: {epochs: {value: 1}}").toString());
      assertThat(result.exitCode()).isEqualTo(ExitCode.BUSY);
      assertThat(result.err()).contains(Long.toString(handle.pid()));
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void anOwnerThatIsGoneStopsNobody() throws IOException {
    Files.createDirectories(results);
    Nightsweep owner = Nightsweep.open(results);
    String left = Files.readString(new ResultsFolder(results).owner());
    owner.close();
    Files.writeString(
        new ResultsFolder(results).owner(), left.replaceFirst("\"pid\":\\d+", "\"pid\":999999999"));
    assertThat(cli.run("list", "--json").exitCode()).isEqualTo(ExitCode.DONE);
  }

  private Path spec(String text) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), "method: grid\n" + text);
  }

  private List<String> sweepFolders() throws IOException {
    return new ResultsFolder(results).sweepIds();
  }
}
