package dev.nightsweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.app.SweepDeletion;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.schedule.Deletion;
import dev.nightsweep.store.JournalIndex;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.Views;
import dev.nightsweep.store.h2.H2Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, {@code rebuild} and {@code delete} as a user runs them. */
class UpkeepTest {
  private static final String OTHER = "other";

  @TempDir private Path root;
  private ResultsFolder results;
  private Cli cli;

  @BeforeEach
  void twoSweeps() throws IOException {
    results = new ResultsFolder(root);
    cli = new Cli(root);
    try (Store store = H2Store.open(root)) {
      for (List<JournalLine> lines : List.of(withALostAttempt(), Fixtures.unjudged(OTHER))) {
        JournalFiles.write(results, lines);
        store.index(lines);
      }
    }
  }

  /** The sweep, once more taken up and lost with a run half done. */
  private static List<JournalLine> withALostAttempt() {
    List<JournalLine> lines = new ArrayList<>(Fixtures.unjudged(Fixtures.SWEEP));
    JournalName sweep = JournalName.ofSweep(Fixtures.SWEEP);
    String run = Fixtures.run(Fixtures.SWEEP, 'n', 3);
    long seq = lines.stream().filter(line -> line.journal().equals(sweep)).count();
    for (Entry entry :
        List.of(
            new Entry.SweepChanged(SweepState.RUNNING, "", Fixtures.START),
            new Entry.AttemptStarted(run, 2, 2, Fixtures.START),
            new Entry.AttemptEnded(
                run,
                2,
                AttemptState.LOST,
                RunState.PENDING,
                "The parent died.",
                List.of(),
                Fixtures.START),
            new Entry.SweepChanged(SweepState.STOPPED, "The parent died.", Fixtures.START))) {
      lines.add(new JournalLine(sweep, ++seq, entry));
    }
    return lines;
  }

  @Test
  void verifySaysThatAllIsWell() {
    Cli.Result result = cli.run("verify");
    assertThat(result.out()).contains("agree: 2 sweeps checked");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("verify", OTHER, "--json").out().strip()).isEqualTo("[ ]");
    assertThat(cli.run("verify", "nobody").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void verifyOfOneSweepDoesNotMindAnother() throws IOException {
    damage(results.journal(JournalName.ofSweep(OTHER)));
    assertThat(cli.run("verify", Fixtures.SWEEP).exitCode()).isEqualTo(ExitCode.DONE);
    Cli.Result result = cli.run("verify", OTHER);
    assertThat(result.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(result.out()).contains("sweep.jsonl, line 1").contains("from a backup");
  }

  @Test
  void aHalvedDatabaseIsFoundAndRebuiltRowForRow() throws IOException, SQLException {
    Map<String, List<String>> before = dump();
    compact();
    byte[] whole = Files.readAllBytes(results.database());
    Files.write(results.database(), Arrays.copyOf(whole, whole.length / 2));

    Cli.Result found = cli.run("verify");
    assertThat(found.exitCode()).as(found.out()).isEqualTo(ExitCode.FOUND);
    assertThat(found.out()).contains("nightsweep rebuild");

    Cli.Result rebuilt = cli.run("rebuild");
    assertThat(rebuilt.exitCode()).as(rebuilt.err()).isEqualTo(ExitCode.DONE);
    assertThat(rebuilt.out()).contains("holds 2 sweeps again").contains("nightsweep.mv.db.old-1");
    assertThat(dump()).isEqualTo(before);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aDatabaseOfAnEarlierVersionIsKeptAndBuiltAnewByTheNextCommand()
      throws IOException, SQLException {
    Map<String, List<String>> before = dump();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + root.resolve("nightsweep"), "NIGHTSWEEP", "");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE nightsweep.version SET version = version - 1");
    }
    Cli.Result listed = cli.run("list", "--json");
    assertThat(listed.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(listed.out()).contains(Fixtures.SWEEP, OTHER);
    assertThat(listed.err()).contains("earlier version", "nightsweep.mv.db.old-1");
    assertThat(root.resolve("nightsweep.mv.db.old-1")).exists();
    assertThat(dump()).isEqualTo(before);
    assertThat(cli.run("verify").err()).isEmpty();
  }

  @Test
  void aDatabaseWithCodeInItIsSetAsideAndBuiltAnewWithoutRunningIt()
      throws IOException, SQLException {
    Map<String, List<String>> before = dump();
    Path proof = root.resolve("ran");
    plantTrigger(proof);
    assertThat(cli.run("doctor").out()).contains("not made by this version");
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(proof).doesNotExist();
    int kept = 0;
    for (String command : List.of("list", "report", "rebuild")) {
      Cli.Result done = cli.run(command);
      assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.DONE);
      assertThat(root.resolve("nightsweep.mv.db.old-" + ++kept)).exists();
      assertThat(proof).doesNotExist();
      assertThat(dump()).isEqualTo(before);
      plantTrigger(proof);
    }
  }

  /** H2 compiles and starts it whenever it opens the file. */
  private void plantTrigger(Path proof) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + root.resolve("nightsweep"), "NIGHTSWEEP", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TRIGGER nightsweep.evil BEFORE INSERT ON nightsweep.sweep AS $$
          org.h2.api.Trigger create() throws Exception {
            new java.io.File("%s").createNewFile();
            return new org.h2.tools.TriggerAdapter() {
              public void fire(
                  java.sql.Connection c, java.sql.ResultSet a, java.sql.ResultSet b) {}
            };
          } $$
          """
              .formatted(proof));
    }
    assertThat(proof).exists();
    Files.delete(proof);
  }

  @Test
  void aDatabaseThatCannotBeOpenedIsFoundAndRebuilt() throws IOException {
    Map<String, List<String>> before = dump();
    for (byte[] broken : List.of(new byte[0], new byte[100_000])) {
      Files.write(results.database(), broken);
      assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.FOUND);
      Cli.Result listed = cli.run("list");
      assertThat(listed.exitCode()).isEqualTo(ExitCode.FAILURE);
      assertThat(listed.err()).contains("nightsweep rebuild");
      assertThat(cli.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(dump()).isEqualTo(before);
    }
    assertThat(root.resolve("nightsweep.mv.db.old-1")).isEmptyFile();
    assertThat(root.resolve("nightsweep.mv.db.old-2")).hasSize(100_000);
  }

  @Test
  void noTextThatAQueryGivesIsAFormulaForASpreadsheet() {
    String sql = "SELECT '=1+2' a, '@x' b, '+x' c, '-cmd|x' d, '-1.5e-3' e, -2 f, 'x=1' g, NULL h";
    assertThat(cli.run("query", sql, "--format", "csv").out().lines().toList().get(1))
        .isEqualTo("'=1+2,'@x,'+x,'-cmd|x,-1.5e-3,-2,x=1,");
    assertThat(cli.run("query", sql, "--json").out()).contains("\"=1+2\"");
    String inside =
        "SELECT 'x;=1+1' a, 'a;b' b, 'x;@y;-z' c, U&'t\\0009=1' d, 'a; -1' e, 'x-1=2' f";
    assertThat(cli.run("query", inside, "--format", "csv").out().lines().toList().get(1))
        .as("for spreadsheets that part cells at semicolons or tabs")
        .isEqualTo("x;'=1+1,a;b,x;'@y;'-z,t\t'=1,a; -1,x-1=2");
  }

  @Test
  void rebuildKeepsWhatADamagedJournalStillTells() throws IOException {
    damage(results.journal(JournalName.ofRun(OTHER, Fixtures.run(OTHER, 'n', 1))));
    Cli.Result rebuilt = cli.run("rebuild");
    assertThat(rebuilt.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(rebuilt.err()).contains("line 1");
    assertThat(cli.run("query", "SELECT COUNT(*) AS n FROM runs", "--format", "csv").out())
        .contains("12");
  }

  @Test
  void aRebuildThatWasKilledLeavesTheOldDatabaseAndTheNextOneWorks() throws IOException {
    Map<String, List<String>> before = dump();
    Files.createDirectories(root.resolve(".rebuild"));
    Files.writeString(root.resolve(".rebuild").resolve("nightsweep.mv.db"), "half");
    assertThat(dump()).isEqualTo(before);
    assertThat(cli.run("rebuild").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(dump()).isEqualTo(before);
    assertThat(root.resolve(".rebuild")).doesNotExist();
  }

  @Test
  void deleteWantsAYesWhereNobodyCanBeAsked() {
    Cli.Result result = cli.run("delete", OTHER);
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--yes");
    assertThat(results.sweep(OTHER)).exists();
  }

  @Test
  void deleteAsksOnATerminal() {
    assertThat(onTerminal("no\n", "delete", OTHER)).isEqualTo(ExitCode.USAGE);
    assertThat(results.sweep(OTHER)).exists();
    assertThat(onTerminal("y\n", "delete", OTHER)).isEqualTo(ExitCode.DONE);
    assertThat(results.sweep(OTHER)).doesNotExist();
  }

  @Test
  void aDeletedSweepIsGoneFromDiskDatabaseAndIndex() throws IOException {
    assertThat(cli.run("report").exitCode()).isEqualTo(ExitCode.DONE);
    Cli.Result result = cli.run("delete", "oth", "--yes");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(root.toFile().list())
        .containsExactlyInAnyOrder("nightsweep.mv.db", "index.html", Fixtures.SWEEP);
    assertThat(Files.readString(results.index()))
        .contains(Fixtures.SWEEP)
        .doesNotContain("other/report.html");
    assertThat(cli.run("list").out()).contains(Fixtures.SWEEP).doesNotContain(OTHER);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aSweepThatOnlyItsFolderKnowsCanBeDeleted() throws IOException {
    Files.writeString(results.journal(JournalName.ofSweep(OTHER)), "rubbish\n");
    assertThat(cli.run("rebuild").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(cli.run("delete", OTHER, "--yes").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(cli.run("verify").exitCode()).isEqualTo(ExitCode.DONE);
  }

  /** The process dies in the rename's wake, before or after the rows are gone. */
  @Test
  void aDeletionThatWasKilledIsNamedAndEndedByTheNextCommand() throws IOException {
    for (boolean rowsGone : new boolean[] {false, true}) {
      killedDeletion(rowsGone);
      Cli.Result verified = cli.run("verify");
      assertThat(verified.out()).contains("deletion of this sweep was cut short");
      assertThat(verified.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(cli.run("list").out()).doesNotContain(OTHER);
      assertThat(root.resolve(".deleted-other")).doesNotExist();
      assertThat(cli.run("verify").out()).contains("1 sweep checked");
      JournalFiles.write(results, Fixtures.unjudged(OTHER));
      assertThat(cli.run("list").out()).contains(OTHER);
    }
  }

  /** Its process is killed before or after it deletes. */
  private record DyingStore(JournalIndex store, boolean afterwards) implements JournalIndex {
    @Override
    public void index(List<JournalLine> lines) {
      throw new AssertionError("nothing is written here");
    }

    @Override
    public void delete(String sweepId) {
      if (afterwards) {
        store.delete(sweepId);
      }
      throw new IllegalStateException("killed");
    }
  }

  private void killedDeletion(boolean rowsGone) {
    try (Store store = H2Store.open(root)) {
      JournalIndex dying = new DyingStore(store, rowsGone);
      assertThatThrownBy(() -> new Deletion(dying, results).delete(OTHER)).hasMessage("killed");
    }
  }

  @Test
  void aRunningSweepIsNotDeleted() throws IOException {
    JournalName name = JournalName.ofSweep(OTHER);
    long seq = Fixtures.journal(name).size() + 1L;
    Entry running = new Entry.SweepChanged(SweepState.RUNNING, "", Fixtures.START);
    try (Store store = H2Store.open(root)) {
      store.index(List.of(new JournalLine(name, seq, running)));
      SweepDeletion deletion = new SweepDeletion(store, results);
      assertThatThrownBy(() -> deletion.find(OTHER))
          .isInstanceOfSatisfying(
              UserErrorException.class,
              e -> assertThat(e.kind()).isEqualTo(UserErrorException.Kind.BUSY));
      assertThat(store.sweep(OTHER)).isPresent();
    }
    assertThat(results.sweep(OTHER)).exists();
  }

  private int onTerminal(String typed, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    try {
      PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of("--results", root.toString()));
      return NightsweepCommand.execute(all, new Console(out, out, 80));
    } finally {
      System.setIn(before);
    }
  }

  /** The views as any command would see them. */
  private Map<String, List<String>> dump() {
    try (Store store = H2Store.open(root)) {
      new CatchUp(store, results, InstantSource.system()).run();
      return Views.dump(store);
    }
  }

  /** Without it the second half of the file may hold nothing but what H2 has no use for. */
  private void compact() throws SQLException {
    String url = "jdbc:h2:file:" + results.database().toString().replace(".mv.db", "");
    try (Connection connection = DriverManager.getConnection(url, "NIGHTSWEEP", "");
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN COMPACT");
    }
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[20] ^= 1;
    Files.write(file, bytes);
  }
}
