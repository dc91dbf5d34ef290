package dev.nightsweep.store.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Fixtures;
import dev.nightsweep.store.StoreBusyException;
import dev.nightsweep.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files can be opened, and what is said of the others. */
class OpeningTest {
  private static final String NEXT = "classpath:dev/nightsweep/store/nextmigration";

  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  @Test
  void whatWasIndexedIsThereAfterReopening() {
    Path folder = databases.folder().resolve("new").resolve("results");
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
    }
    assertThat(folder.toFile().list()).containsExactly("nightsweep.mv.db");
    try (H2Store store = H2Store.open(folder)) {
      assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space ",
        "ünïcödé",
        "a,b=c",
        "50%25",
        "#?&",
        "it's \"quoted\"",
        "nio:x",
        "~",
        "-"
      })
  void folderNamesMayBeUnusual(String name) {
    Path folder = databases.folder().resolve(name);
    databases.store(folder).index(Fixtures.journals(Fixtures.SWEEP));
    assertThat(folder.resolve("nightsweep.mv.db")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a;b", "a;INIT=CREATE SCHEMA injected", ";WRITE_DELAY=500", "a\\;b", "a\\b"})
  void aFolderNameThatH2WouldMisreadIsRefused(String name) {
    Path parent = databases.folder();
    assertThatThrownBy(() -> H2Store.open(parent.resolve(name)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("choose another");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(databases.folder().resolve("results"), "text");
    assertThatThrownBy(() -> H2Store.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aDatabaseThatIsAFolderIsRefused() throws IOException {
    Path folder = databases.folder();
    Files.createDirectory(folder.resolve("nightsweep.mv.db"));
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nightsweep.mv.db");
  }

  @Test
  void anEmptyFileIsRefusedAndStaysAsItIs() throws IOException {
    Path folder = databases.folder();
    Path file = Files.createFile(folder.resolve("nightsweep.mv.db"));
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is empty")
        .hasMessageContaining("from the journals");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path folder = indexed();
    Path file = folder.resolve("nightsweep.mv.db");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.write(new byte[8192]); // both copies of the header
    }
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("from the journals");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Path folder = databases.folder();
    Files.writeString(folder.resolve("nightsweep.mv.db"), "text\n".repeat(5_000));
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("from the journals");
  }

  @Test
  void somebodyElsesDatabaseIsRefused() throws SQLException {
    Path folder = databases.folder();
    DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("nightsweep"), "sa", "").close();
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not made by Nightsweep");
  }

  @Test
  void aFirstOpeningThatWasCutShortIsBegunAgain() throws SQLException {
    Path folder = databases.folder();
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA nightsweep");
      statement.execute("CREATE TABLE nightsweep.sweep(sweep_key INTEGER)");
    }
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
      assertThat(store.sweeps()).hasSize(1);
    }
  }

  @Test
  void anOlderDatabaseIsCopiedAndMigrated() {
    Path folder = indexed();
    try (H2Store store = H2Store.open(folder, withNextMigration())) {
      assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
      assertThat(store.query("SELECT planned FROM next_version", 1).rows().toString())
          .isEqualTo("[[6]]");
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("nightsweep.mv.db", "nightsweep.mv.db.before-V2");

    Path restored = databases.folder();
    copy(folder.resolve("nightsweep.mv.db.before-V2"), restored.resolve("nightsweep.mv.db"));
    try (H2Store store = H2Store.open(restored)) {
      assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
    }
  }

  /**
   * A kill between two statements, as far as the file can tell: nothing after the first few ran.
   */
  @Test
  void aMigrationThatStoppedAfterAnyStatementIsDoneByTheNextOpening() throws IOException {
    List<String> statements =
        List.of(
            "CREATE TABLE news(run_key INTEGER PRIMARY KEY, title VARCHAR);",
            "INSERT INTO news SELECT run_key, run_id FROM run;",
            "ALTER TABLE sweep ADD COLUMN color VARCHAR DEFAULT 'blue';",
            "DELETE FROM epoch WHERE MOD(epoch_key, 2) = 1;",
            "CREATE VIEW public.news AS SELECT title FROM news;");
    Path folder = indexed();
    byte[] before = Files.readAllBytes(folder.resolve("nightsweep.mv.db"));
    for (int done = 0; done <= statements.size(); done++) {
      List<String> cutShort = new ArrayList<>(statements.subList(0, done));
      cutShort.add("CREATE VIEW public.stops_here AS SELECT * FROM nowhere;");
      Path stopped = folder;
      List<String> migrations = withMigration(cutShort);
      assertThatThrownBy(() -> H2Store.open(stopped, migrations))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("nightsweep rebuild");
      try (H2Store store = H2Store.open(folder)) {
        assertThat(store.runs(Fixtures.SWEEP)).as("still the old one").hasSize(6);
      }
      try (H2Store store = H2Store.open(folder, withMigration(statements))) {
        assertThat(store.query("SELECT title FROM news", 100).rows()).hasSize(6);
        assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
      }
      assertThat(folder.toFile().list())
          .containsExactlyInAnyOrder("nightsweep.mv.db", "nightsweep.mv.db.before-V2");
      Files.write(folder.resolve("nightsweep.mv.db"), before);
    }
  }

  /** The first opening makes the tables in the file itself: there is nothing to lose yet. */
  @Test
  void aFirstOpeningThatStoppedAfterAnyStatementIsBegunAgain() throws IOException {
    String script = script();
    List<String> statements = List.of(script.split("(?<=;)\\s*\n"));
    for (int done = 1; done < statements.size(); done += 6) {
      Path folder = databases.folder();
      Path scripts = Files.createDirectory(folder.resolve("scripts"));
      Files.writeString(
          scripts.resolve("V1__first.sql"),
          String.join("\n", statements.subList(0, done)) + "\nSELECT * FROM nowhere;");
      assertThatThrownBy(() -> H2Store.open(folder, List.of("filesystem:" + scripts)))
          .isInstanceOf(StoreException.class);
      try (H2Store store = H2Store.open(folder)) {
        store.index(Fixtures.journals(Fixtures.SWEEP));
        assertThat(store.runs(Fixtures.SWEEP)).as("after %d statements", done).hasSize(6);
      }
      Files.delete(scripts.resolve("V1__first.sql"));
    }
  }

  /** Nobody is left after a kill to write down that the script failed. */
  @Test
  void aFirstOpeningThatWasKilledIsBegunAgain() throws IOException, SQLException {
    Path folder = databases.folder();
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(scripts.resolve("V1__first.sql"), script() + "\nSELECT * FROM nowhere;");
    assertThatThrownBy(() -> H2Store.open(folder, List.of("filesystem:" + scripts)))
        .isInstanceOf(StoreException.class);
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM nightsweep.\"schema_version\" WHERE NOT \"success\"");
    }
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
      assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
    }
  }

  @Test
  void aDatabaseOfAScriptThatWasEditedSinceIsRefused() throws IOException {
    Path folder = databases.folder();
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(scripts.resolve("V1__first.sql"), script() + "\nCREATE TABLE extra(a INT);");
    H2Store.open(folder, List.of("filesystem:" + scripts)).close();
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("never released")
        .hasMessageContaining("nightsweep rebuild");
  }

  @Test
  void aDatabaseOfThisVersionIsKnownAtAGlanceAndAnyOtherIsNot() throws Exception {
    Path folder = indexed();
    try (Connection connection = owner(folder);
        Statement statement = connection.createStatement()) {
      assertThat(KnownSchema.isOf(connection)).isTrue();
      statement.execute("UPDATE nightsweep.\"schema_version\" SET \"checksum\" = \"checksum\" + 1");
      assertThat(KnownSchema.isOf(connection)).isFalse();
      statement.execute("UPDATE nightsweep.\"schema_version\" SET \"checksum\" = \"checksum\" - 1");
    }
    H2Store.open(folder, withNextMigration()).close();
    try (Connection connection = owner(folder)) {
      assertThat(KnownSchema.isOf(connection)).isFalse();
    }
  }

  private static String script() throws IOException {
    try (InputStream in =
        Schema.class.getResourceAsStream(
            "/dev/nightsweep/store/h2/V1__tables_and_public_views.sql")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Where the migrations stand, with a second one of these statements. */
  private List<String> withMigration(List<String> statements) throws IOException {
    Path scripts = databases.folder();
    Files.writeString(scripts.resolve("V2__next.sql"), String.join("\n", statements));
    List<String> migrations = new ArrayList<>(Schema.MIGRATIONS);
    migrations.add("filesystem:" + scripts);
    return migrations;
  }

  @Test
  void aNewerDatabaseIsRefusedAndStaysAsItIs() {
    Path folder = indexed();
    H2Store.open(folder, withNextMigration()).close();
    assertThatThrownBy(() -> H2Store.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer Nightsweep")
        .hasMessageContaining("version 2")
        .hasMessageContaining("from the journals");
    H2Store.open(folder, withNextMigration()).close();
  }

  @Test
  void aDatabaseThatAnotherProcessHasOpenIsBusy() throws Exception {
    Path folder = databases.folder();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = other.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("open");
      assertThatThrownBy(() -> H2Store.open(folder))
          .isInstanceOf(StoreBusyException.class)
          .hasMessageContaining("another process");
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
      H2Store.open(folder).close();
    } finally {
      other.destroyForcibly();
    }
  }

  /** Another process: opens the store and holds it until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (H2Store store = H2Store.open(Path.of(arguments[0]))) {
        System.out.println(store.sweeps().isEmpty() ? "open" : "not empty");
        while (System.in.read() >= 0) {
          // Until the end.
        }
      }
    }
  }

  private static List<String> withNextMigration() {
    List<String> migrations = new ArrayList<>(Schema.MIGRATIONS);
    migrations.add(NEXT);
    return migrations;
  }

  /** A folder with a closed database in it. */
  private Path indexed() {
    Path folder = databases.folder();
    try (H2Store store = H2Store.open(folder)) {
      store.index(Fixtures.journals(Fixtures.SWEEP));
    }
    return folder;
  }

  private static Connection owner(Path folder) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + folder.resolve("nightsweep"), Database.OWNER, "");
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
