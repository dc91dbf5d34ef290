package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journals that somebody swapped, copied, lost, or put a folder in place of. */
class MisplacedJournalsTest {
  private static final String OTHER = "other";
  private static final String READINGS =
      "SELECT run_id, name, epoch, reading FROM metrics ORDER BY 1, 2, 3";

  @TempDir private Path root;
  private ResultsFolder results;
  private Cli cli;

  @BeforeEach
  void twoSweeps() throws IOException {
    results = new ResultsFolder(root.resolve("results"));
    cli = new Cli(results.root());
    try (Store store = H2Store.open(results.root())) {
      for (List<JournalLine> lines :
          List.of(Fixtures.unjudged(Fixtures.SWEEP), Fixtures.unjudged(OTHER))) {
        JournalFiles.write(results, lines);
        store.index(lines);
      }
    }
  }

  private Path journal(String sweepId, int seed) {
    return results.journal(JournalName.ofRun(sweepId, Fixtures.run(sweepId, 'n', seed)));
  }

  @ParameterizedTest
  @CsvSource({"s,1,s,2", "s,1,other,1"})
  void swappedJournalsOfRunsAreFoundAndNoReadingChangesPlaces(
      String sweep, int seed, String otherSweep, int otherSeed) throws IOException {
    String one = sweep.equals("s") ? Fixtures.SWEEP : sweep;
    String other = otherSweep.equals("s") ? Fixtures.SWEEP : otherSweep;
    List<String> before = readings();
    swap(journal(one, seed), journal(other, otherSeed));
    for (String command : List.of("verify", "rebuild", "verify")) {
      Cli.Result found = cli.run(command);
      assertThat(found.exitCode()).as(command).isEqualTo(ExitCode.FOUND);
      assertThat(found.out() + found.err())
          .contains("belongs to another journal", Fixtures.run(one, 'n', seed));
    }
    assertThat(before).containsAll(readings());
    assertThat(cli.run("report", "--format", "json", one).exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void aCopiedJournalIsNotTakenForItsRuns() throws IOException {
    Files.copy(journal(OTHER, 1), journal(OTHER, 2), StandardCopyOption.REPLACE_EXISTING);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(cli.run("rebuild").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(readings()).noneMatch(row -> row.contains(Fixtures.run(OTHER, 'n', 2)));
  }

  @Test
  void anExportWhoseJournalsChangedPlacesIsRefused() throws IOException {
    String json = cli.run("report", "--format", "json", OTHER).out();
    String one = "\"run_id\" : \"%s\"".formatted(Fixtures.run(OTHER, 'n', 1));
    String two = "\"run_id\" : \"%s\"".formatted(Fixtures.run(OTHER, 'n', 2));
    int journals = json.indexOf("\"journals\"");
    String swapped =
        json.substring(0, journals)
            + json.substring(journals)
                .replace(one, "third")
                .replace(two, one)
                .replace("third", two);
    assertThat(swapped).isNotEqualTo(json);
    Path file = Files.writeString(root.resolve("swapped.json"), swapped);
    Cli elsewhere = new Cli(root.resolve("elsewhere"));
    Cli.Result refused = elsewhere.run("import", file.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("has an entry of the run");
    assertThat(elsewhere.results().resolve(OTHER)).doesNotExist();
    Files.writeString(file, json);
    assertThat(elsewhere.run("import", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(elsewhere.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  /** Without a journal of its own, with an empty one, with a folder in its place, without any. */
  @ParameterizedTest
  @CsvSource({"removed", "empty", "folder", "all", "other"})
  void aRebuildThatLosesASweepNamesItAndKeepsTheOldDatabase(String harm) throws IOException {
    harm(results.journal(JournalName.ofSweep(OTHER)), harm);
    Cli.Result rebuilt = cli.run("rebuild");
    assertThat(rebuilt.exitCode()).as(rebuilt.err()).isEqualTo(ExitCode.FOUND);
    assertThat(rebuilt.err()).contains(results.sweep(OTHER).toString());
    assertThat(rebuilt.out()).contains("holds 1 sweep again", "nightsweep.mv.db.old-1");
    assertThat(cli.run("list").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("verify").exitCode())
        .isEqualTo(harm.equals("all") ? ExitCode.DONE : ExitCode.FOUND);
    if (!harm.equals("all")) {
      assertThat(cli.run("delete", OTHER, "--yes").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  private void harm(Path journal, String harm) throws IOException {
    Files.delete(journal);
    switch (harm) {
      case "empty" -> Files.createFile(journal);
      case "folder" -> Files.createDirectory(journal);
      case "other" -> Files.copy(results.journal(JournalName.ofSweep(Fixtures.SWEEP)), journal);
      case "all" -> ResultsFolder.remove(journal.getParent());
      default -> {}
    }
  }

  private List<String> readings() {
    return cli.run("query", READINGS, "--format", "csv").out().lines().toList();
  }

  private static void swap(Path one, Path other) throws IOException {
    Map<Path, byte[]> bytes =
        Map.of(one, Files.readAllBytes(other), other, Files.readAllBytes(one));
    for (Map.Entry<Path, byte[]> file : bytes.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
  }
}
